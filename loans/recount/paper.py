"""What a print view says, as a file says it."""

from django.urls import reverse
from django.utils.translation import override

from loans.recount.files import Contents
from loans.recount.markup import Page
from loans.recount.query import Answer


def printed(paper: Page, answer: Answer) -> Contents:
    """Its projects in its order, and its sum, which it says where an amount is known. What it has
    that the answer has not stands there by its address."""
    with override(paper.language):
        references = {reverse("project", args=[row.slug]): row.reference for row in answer.rows}
    sums = [int(amount.value) for amount in paper.headline_sums]
    listed = [references.get(path, path) for path in paper.listed]
    return Contents(listed, sums or [0])
