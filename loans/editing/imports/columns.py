"""The columns of a file of projects: one table, the same for JSON and CSV.

To let one more value be imported, add an entry; `docs/importing.md` shows the same table.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from loans.editing.imports import cells
from loans.models import Initiative, Project
from members.models import Borrower


class Kind(NamedTuple):
    """A way to read a cell. `read` gives its value, or ValueError with what to do, in Swedish."""

    name: str
    read: Callable[[Any], Any]
    empty: Any = None


TEXT = Kind("text", cells.text, "")
LINK = Kind("link", cells.text, "")
CODE = Kind("slug", cells.text, "")
REFERENCE = Kind("reference", cells.reference, "")
ORGANISATION_NUMBER = Kind("organisation number", cells.organisation_number)
WHOLE = Kind("whole number", cells.whole)
DEGREES = Kind("decimal degrees", cells.degrees)
FLAG = Kind("yes or no", cells.flag, False)
DAY = Kind("day, month or year", cells.day, (None, ""))
LIST = Kind("list", cells.texts, ())
IGNORED = Kind("not stored", cells.ignored)


class Column(NamedTuple):
    """`owner` and `field` say where the value is kept; a column without owner is read apart."""

    name: str
    kind: Kind
    meaning: str
    owner: type | None = Project

    @property
    def longest(self) -> int | None:
        """The most characters that the value can have."""
        if self.owner is None or self.kind not in {TEXT, LINK, CODE}:
            return None
        field = self.name.removeprefix(PREFIXES.get(self.owner, ""))
        return self.owner._meta.get_field(field).max_length


PREFIXES = {Borrower: "borrower_", Initiative: "initiative_"}

_ENGLISH = "The same in English."
_BORROWER = "Needed for a borrower that the register does not have."

COLUMNS = [
    Column("reference", REFERENCE, "Required. The project's permanent key, such as `P-0007`."),
    Column("slug", CODE, "Last part of the page's address. Without it, made from the title."),
    Column("title", TEXT, "Title. Required for a new project."),
    Column("title_en", TEXT, _ENGLISH),
    Column("summary", TEXT, "One or two sentences, shown in lists."),
    Column("summary_en", TEXT, _ENGLISH),
    Column("description", TEXT, "Paragraphs with an empty line between them."),
    Column("description_en", TEXT, _ENGLISH),
    Column("borrower", TEXT, "Name of the borrower. Required for a new project.", None),
    Column(
        "borrower_organisation_number", ORGANISATION_NUMBER,
        "`NNNNNN-NNNN`. Finds the borrower, whatever the name.", Borrower,
    ),
    Column(
        "borrower_kind", CODE,
        "`municipality`, `region`, `company`, `association` or `foundation`. " + _BORROWER,
        Borrower,
    ),
    Column(
        "borrower_members", LIST,
        "Codes of the municipalities and regions behind it: four digits, or two. " + _BORROWER,
        Borrower,
    ),
    Column("borrower_aliases", LIST, "Other names of a new borrower, for searching.", Borrower),
    Column("category", CODE, "Project category.", None),
    Column("investment_type", CODE, "Investment type.", None),
    Column("physical_investment", TEXT, "What is built, in a few words."),
    Column("physical_investment_en", TEXT, _ENGLISH),
    Column("social_intervention", TEXT, "The social intervention."),
    Column("social_intervention_en", TEXT, _ENGLISH),
    Column("social_goals_text", TEXT, "The social goals in the project's own words."),
    Column("social_goals_text_en", TEXT, _ENGLISH),
    Column("goals", LIST, "Slugs of the register's social goals.", None),
    Column("target_groups", LIST, "Slugs of the register's target groups.", None),
    Column("loan_amount", WHOLE, "The granted frame in whole SEK. Empty where unknown."),
    Column("amount_is_approximate", FLAG, "The amount is shown with “cirka”."),
    Column("total_cost", WHOLE, "The whole investment in whole SEK."),
    Column("purpose", CODE, "`new_investment` or `refinancing`."),
    Column("decided_on", DAY, "The decision, as exact as known: `2020-10-12`, `2020-10`, `2020`."),
    Column("start_year", WHOLE, "First year."),
    Column("end_year", WHOLE, "Last year."),
    Column("place_name", TEXT, "Place or district."),
    Column("latitude", DEGREES, "WGS 84, 55 to 70; five decimals are kept."),
    Column("longitude", DEGREES, "WGS 84, 10 to 25; five decimals are kept."),
    Column("initiative", CODE, "Slug of the initiative that the project is a phase of.", None),
    Column("initiative_name", TEXT, "Name of an initiative that the register lacks.", Initiative),
    Column("initiative_name_en", TEXT, _ENGLISH, Initiative),
    Column("also_green", FLAG, "The investment also has a green loan."),
    Column("source_url", LINK, "A public page about the project."),
    Column("internal_note", TEXT, "Note for staff, never public."),
    Column("note", TEXT, "Goes into the internal note of a new project that has no other.", None),
    Column("sources", LIST, "Likewise, after “Källor:”; `source_url` is left out there.", None),
    Column("inferred", IGNORED, "Guesses, for people who read the file.", None),
]  # fmt: skip

EXPORTED = (
    *("borrower_kind_name", "borrower_slug", "borrower_identifier"),
    *("member_names", "member_kind_names", "member_kinds", "member_slugs"),
    *("county_names", "county_codes", "category_name", "category_icma_names", "category_icma"),
    *("investment_type_name", "goal_names", "sdg_targets"),
    *("target_group_names", "icma_population_names", "icma_populations"),
    *("decided_from", "decided_precision", "decided_precision_name", "purpose_name"),
    *("initiative_description", "initiative_description_en", "url"),
)
"""What a file that the register let out has beside: it follows from the others, and isn't read.
A test holds it to the columns of the files, which the writing side doesn't know."""

BY_NAME = {column.name: column for column in COLUMNS} | {
    name: Column(name, IGNORED, "Follows from the other columns.", None) for name in EXPORTED
}
