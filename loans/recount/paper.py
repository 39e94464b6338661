"""What a print view says, as a file says it."""

from django.urls import reverse
from django.utils.translation import override

from loans.recount.files import Contents
from loans.recount.markup import Page
from loans.recount.query import Answer
from loans.recount.words import whole


def printed(paper: Page, answer: Answer) -> Contents | None:
    """Its projects in its order with their amounts, and its sum, which it says where an amount is
    known. What it has that the answer has not stands there by its address. None where its amounts
    can't be read."""
    with override(paper.language):
        references = {reverse("project", args=[row.slug]): row.reference for row in answer.rows}
    listed = [references.get(path, path) for path in paper.listed]
    try:
        amounts = [whole(amount and amount.value) for amount in paper.printed_amounts]
        [total] = [whole(amount.value) for amount in paper.headline_sums] or [0]
    except ValueError:
        return None
    return Contents(listed, amounts, {"sum": total}) if len(amounts) == len(listed) else None
