"""What a person reads on a page."""

import re


def text_of(response) -> str:
    """What is read on the page, with white space folded."""
    body = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"[ \n]+", " ", body)
