"""The content of a published version, as `loans.content` writes it, for tests of the recount."""


def named(slug: str, sv: str = "", en: str = "") -> dict:
    return {"slug": slug, "name": {"sv": sv or slug, "en": en}}


def member(slug: str, county: str = "05", name: str = "") -> dict:
    """A member in a county, which is called what its code is."""
    return {
        "slug": slug,
        "name": name or slug,
        "kind": "municipality",
        "code": "0581",
        "county": {"code": county, "name": f"{county} län"},
    }


def content(reference: str = "P-0001", **values) -> dict:
    """Texts are given in Swedish, or as a pair of both languages."""
    texts = {
        name: _pair(values.pop(name, ""))
        for name in (
            "title",
            "summary",
            "description",
            "physical_investment",
            "social_intervention",
            "social_goals_text",
        )
    }
    borrower = {"slug": "bolaget", "name": "Bolaget", "kind": "company", "aliases": []}
    borrower |= values.pop("borrower", {})
    empty = {"place_name": "", "decided_on": None, "decided_precision": "day"}
    empty |= {"loan_amount": None, "amount_is_approximate": False}
    single = {"category": None, "investment_type": None, "initiative": None}
    several = {"goals": [], "target_groups": [], "members": []}
    given = {"reference": reference, "slug": reference.lower(), "borrower": borrower} | values
    return texts | empty | single | several | given


def _pair(text: str | tuple[str, str]) -> dict[str, str]:
    sv, en = (text, "") if isinstance(text, str) else text
    return {"sv": sv, "en": en}
