"""A shared cache as greedy as RFC 9111 allows: it keeps whatever it may, and for ever."""


class SharedCache:
    """Stands between visitors and the site."""

    def __init__(self):
        self.stored = []

    def get(self, client, address: str, user_agent: str = "Mozilla/5.0"):
        """The answer that a visitor gets: a stored one where the rules allow it."""
        asked = {"cookie": _cookies_of(client), "user-agent": user_agent}
        for kept_address, kept_asked, response in self.stored:
            if kept_address == address and _selects(response, kept_asked, asked):
                return response
        response = client.get(address, headers={"User-Agent": user_agent})
        # `no-cache` lets it keep the response, but not answer with it unasked.
        if not _directives(response) & {"no-store", "private", "no-cache"}:
            self.stored.append((address, asked, response))
        return response


def _cookies_of(client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in sorted(client.cookies.items()))


def _directives(response) -> set[str]:
    pieces = response.get("Cache-Control", "").lower().split(",")
    return {piece.partition("=")[0].strip() for piece in pieces}


def _selects(response, kept_asked: dict, asked: dict) -> bool:
    """Whether the request matches the one that was answered in all that the answer varies by."""
    names = [name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()]
    return "*" not in names and all(kept_asked.get(name) == asked.get(name) for name in names)
