"""Projects that change in public, and what the page of their changes says of it."""

import random
from datetime import UTC, datetime

from loans import editing, register
from loans.changes import History
from loans.models import Project, PublishedVersion
from tests import factories


def publish(project, *, many=None, **fields) -> None:
    """Changes a project and makes that public."""
    project = Project.objects.get(pk=project.pk)
    for name, value in fields.items():
        setattr(project, name, value)
    editing.save(project, by=factories.signer(), many=many or {})
    editing.publish(project, by=factories.signer())


def history(project, language: str = "sv", page: int = 1) -> History:
    return History(register.current().get(project=project), language, page)


def said(project, language: str = "sv") -> list[dict]:
    """Label → what was removed, what was added; one for each revision, newest first."""
    return [
        {d.label: told(d) for d in revision.differences}
        for revision in history(project, language).revisions
    ]


def told(difference) -> tuple[list[str], list[str]]:
    """What stands before and after, with marks as [brackets] where it is words of a text."""
    if difference.passages:
        return tuple([marked(side)] for side in difference.passages[0] if side)
    return [w.text for w in difference.removed], [w.text for w in difference.added]


def marked(side) -> str:
    return " ".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in side)


def passages(project, language: str = "sv") -> list[tuple[str, str]]:
    """The description's passages of the latest revision, with marks as [brackets]."""
    [described] = [d for d in history(project, language).revisions[0].differences if d.passages]
    return [tuple(marked(side) for side in passage) for passage in described.passages]


def at(project, number: int, *moment: int) -> None:
    """Moves a version in time."""
    versions = PublishedVersion._base_manager.filter(project=project)
    moment = datetime(*moment, tzinfo=UTC)
    versions.filter(number=number).update(valid_from=moment)
    versions.filter(number=number - 1).update(valid_to=moment)


def unlike(chance: random.Random) -> str:
    """A description of 32,000 characters as little like the others as can be."""
    letters = "abcdefghijklmnopqrstuvwxyzåäö     "
    text = "".join(chance.choices(letters, k=32_000))
    return "\n\n".join(text[n : n + 500] for n in range(0, 32_000, 502))


def republished(project, times: int) -> None:
    """New versions, as many, in which nothing shows: only what its borrower is searched by."""
    number = project.versions.count()
    for time in range(times):
        borrower = factories.borrower()
        borrower.aliases = f"NK {time}"
        editing.save(borrower, by=factories.signer())
    assert project.versions.count() == number + times
