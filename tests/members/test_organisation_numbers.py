"""Organisation numbers: one number however it is written, and no personal number."""

import pytest
from django.core.exceptions import ValidationError

from members import organisation_numbers


@pytest.mark.parametrize("number", ["2120000142", "2120001355", "5560360793"])
def test_real_organisation_numbers_are_valid(number):
    organisation_numbers.valid(number)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("2120000143", "check_digit"),
        ("8112189876", "person"),
        ("212000014", "format"),
        ("21200001422", "format"),
        ("212000-014", "format"),
        ("٢١٢٠٠٠٠١٤٢", "format"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(number, code):
    with pytest.raises(ValidationError) as refusal:
        organisation_numbers.valid(number)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "written",
    [
        *("2120000142", "212000-0142", "212000 0142", "212000\u00a00142"),
        *("16212000-0142", "162120000142", "SE212000014201", "SE 212000-0142 01"),
    ],
)
def test_the_usual_ways_to_write_a_number_mean_the_same(written):
    assert organisation_numbers.bare(written) == "2120000142"


@pytest.mark.parametrize("written", ["SE212000014202", "182120000142", "2120000142 AB"])
def test_what_is_no_usual_way_is_refused(written):
    with pytest.raises(ValidationError):
        organisation_numbers.valid(organisation_numbers.bare(written))


def test_a_number_is_shown_with_a_hyphen():
    assert organisation_numbers.shown("2120000142") == "212000-0142"
    assert organisation_numbers.shown("") == ""
