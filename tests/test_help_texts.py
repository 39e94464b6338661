"""Whoever edits a field is told whether the public will see it."""

import re

import pytest
from django.apps import apps

OURS = {"loans", "members", "privacy"}
WRITTEN_BY_THE_PROGRAM = {
    *("PublishedVersion", "FacetValue", "RegisterState", "Change", "PublicSlug"),
    *("SearchWord", "SearchFind"),
}
EDITED = [
    field
    for model in apps.get_models()
    if model._meta.app_label in OURS and model.__name__ not in WRITTEN_BY_THE_PROGRAM
    for field in [*model._meta.fields, *model._meta.many_to_many]
    if field.editable and not field.primary_key
]


@pytest.mark.parametrize("field", EDITED, ids=str)
def test_every_field_that_staff_edit_says_whether_the_public_sees_it(field):
    assert re.search("allmänheten|Visas inte", str(field.help_text))


@pytest.mark.parametrize("name", ["Project.publish_at", "Project.internal_note", "Loan.amount"])
def test_what_the_public_never_sees_says_so(name):
    [field] = [field for field in EDITED if str(field) == f"loans.{name}"]
    assert "Visas aldrig för allmänheten." in field.help_text
