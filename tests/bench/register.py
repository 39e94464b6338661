"""A register as large as asked for: generated projects, published as any, and copies of them.

A copy differs in what is each project's own: reference, address, amount, and a word of its title.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice

from django.db import connection, transaction

from loans import publishing
from loans.editing import accounts
from loans.editing.portfolio import generate
from loans.editing.reference import load_reference_data
from loans.models import Project, PublishedVersion
from loans.models.references import reference_of
from tests import factories

GENERATED = 1_000
"""So many differ in more than that."""


def fill(number: int, progress: Callable[[int, int], None]) -> None:
    """Publishes `number` projects in an empty register, with what visitors need besides."""
    factories.notice()
    load_reference_data()
    made = min(number, GENERATED)
    generate(made, seed=1, progress=lambda done, _: progress(done, number))
    originals = list(zip(Project.objects.order_by("pk").values(), _contents(), strict=True))
    copies = list(islice(cycle(originals), number - made))
    for batch in publishing.batches(copies):
        _publish_copies(batch)
        made += len(batch)
        progress(made, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself, after a while


def _contents() -> Iterator[dict]:
    current = PublishedVersion.objects.current().order_by("project")
    return current.values_list("content", flat=True).iterator()


@transaction.atomic
def _publish_copies(originals: Sequence[tuple[dict, dict]]) -> None:
    """Writes them as publishing does, which would read each project anew."""
    state = publishing.lock()
    first = state.last_serial + 1
    state.last_serial += len(originals)
    state.save()
    contents = [_copied(content, n) for n, (_, content) in enumerate(originals, first)]
    projects = Project.objects.bulk_create(
        Project(**row | {"id": None, "reference": content["reference"], "slug": content["slug"]})
        for (row, _), content in zip(originals, contents, strict=True)
    )
    keys = (project.pk for project in projects)
    publishing._write(
        dict(zip(keys, contents, strict=True)),
        by=accounts.generator(),
        approved_by=None,
        moment=publishing.Moment(),
    )


def _copied(content: dict, serial: int) -> dict:
    """The content of another project of the same kind."""
    amount = content["loan_amount"]
    return content | {
        "reference": reference_of(serial),
        "slug": f"{content['slug'].rpartition('-')[0]}-{serial}",
        "title": {key: text and f"{text} {serial}" for key, text in content["title"].items()},
        "loan_amount": amount and amount + serial * 1_000,
    }
