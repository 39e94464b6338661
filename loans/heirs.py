"""Where a borrower leads that has become part of another: to its heir, at the end of the chain.

Nobody is told of other borrowers than those that the public has been shown, by being led on.
"""

from collections.abc import Iterable

from django.core.validators import slug_re

from loans.models.versions import FacetValue
from loans.selection import Selection
from members.models import Borrower


def query_of_heirs(selection: Selection) -> str:
    """The query string to go on with where a selection asks for borrowers that have become part of
    others; nothing where it is right, or asks for none of these. Costs two queries at most."""
    if selection.is_valid:
        return ""
    heirs = _heirs_of(selection.asked.values("borrower"), selection)
    return selection.asked.replaced("borrower", heirs) if heirs else ""


def heir_of(facet: str, slug: str, selection: Selection) -> str:
    """The slug of the page to go on to, where a value has none of its own since it is a borrower
    that has become part of another; nothing for all others. Costs two queries at most.

    Pages are those of today, whatever day the selection is of.
    """
    if facet != "borrower":
        return ""
    today = Selection.of({}, language=selection.language, state=selection.state)
    return _heirs_of([slug], today).get(slug, "")


def _heirs_of(slugs: list[str], selection: Selection) -> dict[str, str]:
    """Slug → that of its heir, where there is one among the selection's borrowers. However long
    the chains are, two queries; none for no slugs."""
    known = _shown(slugs)
    if not known:
        return {}
    merged = Borrower.objects.filter(merged_into__isnull=False)
    steps = dict(merged.values_list("slug", "merged_into__slug"))
    heirs = {slug: _end_of(slug, steps) for slug in known if slug in steps}
    public = selection.keys("borrower")
    return {slug: heir for slug, heir in heirs.items() if heir in public}


def _shown(slugs: Iterable[str]) -> set[str]:
    """Those of the slugs that the public has been shown, and that weren't withdrawn.

    Whatever else is asked for is none: PostgreSQL takes no NUL in a text.
    """
    values = FacetValue.objects.filter(version__withdrawn_at__isnull=True)
    found = values.filter(facet="borrower", key__in=filter(slug_re.match, slugs)).order_by()
    return set(found.values_list("key", flat=True).distinct())


def _end_of(slug: str, steps: dict[str, str]) -> str:
    """The last of a chain; a circle, which no form makes, ends where it began."""
    seen = {slug}
    while (following := steps.get(slug)) and following not in seen:
        seen.add(slug := following)
    return slug
