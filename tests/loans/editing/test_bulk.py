"""Many rows at once: the same rules and the same log as one by one."""

import pytest

from loans import editing
from loans.editing.bulk import InvalidRowsError, change_all, create_all
from loans.models import Change, Project, RegisterState
from members.models import County
from tests import factories

pytestmark = pytest.mark.django_db


def unsaved(number: int, **fields) -> Project:
    values = {"title": f"Projekt {number}", "slug": f"nytt-{number}"} | fields
    return Project(borrower=factories.borrower(), **values)


def logged(project: Project) -> dict:
    entry = Change.objects.filter(object_key=project.reference).first()
    return {name: said for name, said in entry.fields.items() if name != "created_at"}


def create(*rows, **options) -> None:
    create_all(rows, by=factories.signer(), why="Många", **options)


def test_a_row_is_stored_and_logged_as_if_it_had_been_saved_alone():
    goals = [factories.goal(), factories.goal()]
    saved = editing.save(unsaved(1), by=factories.signer(), many={"goals": goals})
    row = unsaved(2)

    create(row, many=[{"goals": goals}])

    assert list(row.goals.all()) == list(saved.goals.all())
    own = {"reference", "slug", "title"}
    alone, together = logged(saved), logged(row)
    assert {n: v for n, v in together.items() if n not in own} == {
        n: v for n, v in alone.items() if n not in own
    }
    assert together["slug"] == [None, "nytt-2"]


def test_rows_without_reference_get_the_next_ones():
    first, second = unsaved(1), unsaved(2)

    create(unsaved(3, reference="P-0007"))
    create(first, second)

    assert (first.reference, second.reference) == ("P-0008", "P-0009")


def test_every_row_that_breaks_a_rule_is_named_and_none_is_stored():
    factories.draft(slug="upptaget")
    rows = [
        unsaved(0),
        unsaved(1, title=""),
        unsaved(2, start_year=2030, end_year=2020),
        unsaved(3, slug="upptaget"),
        unsaved(4, slug="lika"),
        unsaved(5, slug="lika"),
    ]

    with pytest.raises(InvalidRowsError) as found:
        create(*rows)

    assert {n: list(e.message_dict) for n, e in sorted(found.value.errors.items())} == {
        1: ["title"],
        2: ["__all__"],
        3: ["slug"],
        5: ["slug"],
    }
    assert Project.objects.count() == 1


def test_a_rule_that_only_the_database_checks_is_told_in_words():
    with pytest.raises(InvalidRowsError) as found:
        create(unsaved(0), unsaved(1, loan_amount=10, total_cost=5))

    assert found.value.errors[1].messages == ["Den totala kostnaden kan inte vara mindre än lånet."]
    assert 0 not in found.value.errors
    assert not Project.objects.exists()


def test_new_public_rows_move_the_data_version():
    before = RegisterState.objects.get_or_create(pk=1)[0].data_version

    create(County(code="01", name="Stockholms län"), County(code="03", name="Uppsala län"))

    assert RegisterState.objects.get().data_version > before


def test_changes_are_stored_and_logged_field_by_field():
    goal = factories.goal()
    changing, same = factories.draft(title="Före"), factories.draft()
    changing.title = "Efter"

    said = change_all(
        [changing, same], by=factories.signer(), why="Rättat", many=[{"goals": [goal]}, {}]
    )

    assert said == [{"title": ["Före", "Efter"], "goals": [[], [goal.slug]]}, {}]
    assert logged(changing) == said[0]
    assert Change.objects.filter(why="Rättat").count() == 1


def test_a_change_to_an_address_that_leads_to_another_project_is_refused():
    project = factories.project(slug="gammal")
    project.slug = "ny"
    editing.save(project, by=factories.signer())
    other = factories.draft()
    other.slug = "gammal"

    with pytest.raises(InvalidRowsError):
        change_all([other], by=factories.signer())

    assert Project.objects.get(pk=other.pk).slug != "gammal"


def test_the_number_of_queries_grows_by_little_for_each_row(django_assert_max_num_queries):
    by, rows = (
        factories.signer(),
        [unsaved(number, reference=f"P-{number:04d}") for number in range(100)],
    )

    with django_assert_max_num_queries(40 + len(rows)):
        create_all(rows, by=by)
