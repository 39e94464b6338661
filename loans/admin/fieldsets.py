"""The fields of a project in the order of its public page: for the form, and for every comparison
that staff read."""

from django.contrib.admin.utils import flatten_fieldsets

_ENGLISH = [
    *("title_en", "summary_en", "description_en", "physical_investment_en"),
    *("social_intervention_en", "social_goals_text_en"),
]
FIELDSETS = [
    ("Rubrik och sammanfattning", {"fields": ["title", "slug", "summary"]}),
    ("Projektbeskrivning", {"fields": ["description"]}),
    (
        "Fakta om projektet",
        {
            "fields": [
                *("borrower", "member", "investment_type", "physical_investment"),
                *("social_intervention", "social_goals_text"),
                *("loan_amount", "amount_is_approximate", "category"),
            ]
        },
    ),
    ("Mål och målgrupper", {"fields": ["goals", "target_groups"]}),
    (
        "Beslut och genomförande",
        {
            "fields": [
                ("decided_on", "decided_precision"),
                ("start_year", "end_year"),
                *("total_cost", "purpose"),
            ]
        },
    ),
    ("Plats", {"fields": ["place_name", ("latitude", "longitude")]}),
    ("Sammanhang", {"fields": ["initiative", "also_green", "source_url", "reference"]}),
    ("På engelska", {"fields": _ENGLISH, "classes": ["collapse"]}),
    ("Internt", {"fields": ["internal_note"]}),
]
DERIVED = ["member", "reference"]
"""Shown on the form, and given by the register itself."""

_IN_CONTENT = {"member": "members"}

ORDER = [
    _IN_CONTENT.get(name, name)
    for name in flatten_fieldsets(FIELDSETS)
    if name not in {*_ENGLISH, "internal_note"}
]
"""The values of a published version, whose English texts stand with the Swedish ones."""
