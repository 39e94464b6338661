"""References: one number has one reference, and none is given that would use up the numbers."""

import pytest
from django.core.exceptions import ValidationError

from loans import editing, publishing
from loans.models import Project, RegisterState
from loans.models.references import is_reference, reference_of, serial_of
from tests import factories


@pytest.mark.parametrize(
    ("serial", "reference"), [(7, "P-0007"), (9999, "P-9999"), (10_000, "P-10000")]
)
def test_a_serial_number_has_one_reference(serial, reference):
    assert reference_of(serial) == reference
    assert serial_of(reference) == serial


@pytest.mark.parametrize("text", ["", "7", "P-7", "P-00007", "p-0007", "P-٠٠٠٧", "P-0007\n"])
def test_what_is_written_otherwise_is_no_reference(text):
    assert not is_reference(text)
    with pytest.raises(ValueError, match="is no reference"):
        serial_of(text)


@pytest.mark.django_db
def test_a_reference_is_given_up_to_a_million_ahead_and_no_further():
    borrower, by = factories.borrower(), factories.signer()
    furthest = publishing.furthest()

    def save(serial: int) -> Project:
        row = Project(reference=reference_of(serial), title="Park", slug="park", borrower=borrower)
        return editing.save(row, by=by)

    with pytest.raises(ValidationError, match="för långt fram") as refusal:
        save(furthest + 1)
    assert list(refusal.value.message_dict) == ["reference"]
    assert furthest == 1_000_000
    assert save(furthest).reference == "P-1000000"
    assert RegisterState.objects.get().last_serial == furthest
