"""Finds the borrowers and initiatives that a file names, and makes those that are missing.

One that the register has is never changed by an import; the report says where the file differs.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from loans.editing.addresses import Addresses
from loans.editing.bulk import InvalidRowsError, create_all
from loans.editing.imports.cells import shown
from loans.editing.imports.report import Faults, Report, Row
from loans.models import Initiative
from members.models import Borrower, Member

BORROWER = {
    "borrower_kind": "kind",
    "borrower_aliases": "aliases",
    "borrower_organisation_number": "organisation_number",
}
INITIATIVE = {"initiative_name": "name", "initiative_name_en": "name_en"}


class Borrowers:
    """The register's borrowers, and those that the file adds."""

    def __init__(self, report: Report):
        self.report, self.faults = report, report.faults
        rows = Borrower.objects.select_related("merged_into").prefetch_related("members")
        self.by_name = {row.name.casefold(): row for row in rows}
        self.by_number = {row.organisation_number: row for row in rows if row.organisation_number}
        longest = Borrower._meta.get_field("slug").max_length
        self.addresses = Addresses((row.slug for row in rows), longest)
        self.members = {member.code: member for member in Member.objects.all()}

    def resolve(self, rows: list[Row], *, by, why: str) -> dict[int, Borrower]:
        """Number of the row → its borrower; rows that name none are left out."""
        found, missing = {}, {}
        for row in rows:
            self._check_members(row)
            if borrower := self._find(row):
                found[row.number] = borrower.heir
                self._remark(row, borrower)
            elif name := row.values.get("borrower"):
                missing.setdefault(name.casefold(), []).append(row)
        made = self._make(list(missing.values()), by=by, why=why)
        return found | made

    def _find(self, row: Row) -> Borrower | None:
        name = row.values.get("borrower") or ""
        number = row.values.get("borrower_organisation_number")
        numbered, named = self.by_number.get(number), self.by_name.get(name.casefold())
        if number and not numbered and not name:
            self.faults.add(row, "borrower", "Numret finns inte i registret: ange också namnet.")
        if numbered and name and name.casefold() not in _names(numbered):
            self.faults.add(
                row,
                "borrower_organisation_number",
                f"Numret hör till ”{numbered}”. Rätta numret eller namnet.",
            )
        elif named and number and named.organisation_number not in {None, number}:
            self.faults.add(
                row,
                "borrower_organisation_number",
                f"”{named}” har ett annat nummer i registret. Rätta numret eller namnet.",
            )
        return numbered or named

    def _check_members(self, row: Row) -> None:
        codes = row.values.get("borrower_members") or []
        if unknown := [code for code in codes if code not in self.members]:
            self.faults.add(
                row,
                "borrower_members",
                f"Ingen kommun eller region har koden {shown(', '.join(unknown))}. Medlemmar "
                "skapas inte av importen; rätta koden.",
            )

    def _remark(self, row: Row, borrower: Borrower) -> None:
        for column, stored in _described(borrower).items():
            given = row.values.get(column)
            if given and (
                sorted(given) != sorted(stored) if isinstance(given, list) else given != stored
            ):
                self.report.remark(
                    row, column, f"”{borrower}” finns redan och ändras inte av importen."
                )

    def _make(self, groups: list[list[Row]], *, by, why: str) -> dict[int, Borrower]:
        borrowers, many = [], []
        for group in groups:
            values = _agreed(group, [*BORROWER, "borrower_members"], self.faults)
            borrowers.append(self._new(group[0], values))
            codes = values.get("borrower_members") or []
            many.append({"members": [self.members[c] for c in codes if c in self.members]})
        columns = {field: column for column, field in BORROWER.items()} | {"name": "borrower"}
        made = _create(borrowers, groups, columns, self.faults, many=many, by=by, why=why)
        self.report.borrowers += [borrower.name for borrower in made]
        return {row.number: b for b, group in zip(made, groups, strict=False) for row in group}

    def _new(self, row: Row, values: dict) -> Borrower:
        name = row.values["borrower"]
        for column in ("borrower_kind", "borrower_members"):
            if not values.get(column):
                self.faults.add(
                    row,
                    column,
                    f"”{shown(name)}” finns inte i registret. Ange {column}, så skapas den.",
                )
        fields = {field: values[column] for column, field in BORROWER.items() if column in values}
        fields["aliases"] = ", ".join(fields.get("aliases", []))
        return Borrower(name=name, slug=self.addresses.give(name), **fields)


def resolve_initiatives(rows: list[Row], report: Report, *, by, why: str) -> dict[str, Initiative]:
    """Slug → initiative, those that the file adds included."""
    known = {initiative.slug: initiative for initiative in Initiative.objects.all()}
    missing: dict[str, list[Row]] = {}
    for row in rows:
        slug = row.values.get("initiative")
        if slug and slug not in known:
            missing.setdefault(slug, []).append(row)
    groups = list(missing.values())
    made = []
    for slug, group in missing.items():
        values = _agreed(group, list(INITIATIVE), report.faults)
        if not values.get("initiative_name"):
            report.faults.add(
                group[0],
                "initiative_name",
                f"Satsningen ”{shown(slug)}” finns inte. Ange namnet, så skapas den.",
            )
        made.append(
            Initiative(slug=slug, **{f: values.get(c) or "" for c, f in INITIATIVE.items()})
        )
    columns = {field: column for column, field in INITIATIVE.items()} | {"slug": "initiative"}
    made = _create(made, groups, columns, report.faults, by=by, why=why)
    report.initiatives += [initiative.name for initiative in made]
    return known | {initiative.slug: initiative for initiative in made}


def explain(faults: Faults, row: Row, error: ValidationError, column_of: Callable) -> None:
    """Adds what a rule of the data says, at the columns it is about.

    `column_of` a field is "" for a rule about several, which is left out where a cell of the row
    could not even be read, and None for what is told elsewhere.
    """
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    unread = faults.in_row(row)
    for field, messages in by_field.items():
        column = column_of(field)
        if column or (column == "" and not unread):
            faults.add(row, column, " ".join(messages))


def _create(rows: list, groups: list, columns: dict, faults: Faults, *, many=(), **signed) -> list:
    """Stores new parties; gives them back, or none of them where any is at fault."""
    try:
        create_all(rows, many=many, **signed)
    except InvalidRowsError as invalid:
        for position, error in invalid.errors.items():
            explain(faults, groups[position][0], error, lambda field: columns.get(field, ""))
        if invalid.is_cut:
            faults.cut()
        return []
    return rows


def _agreed(group: list[Row], columns: list[str], faults: Faults) -> dict:
    """What the rows about one new party say together; a fault where they differ."""
    values, said = {}, {}
    for row in group:
        for column in columns:
            given = row.values.get(column)
            if not given:
                continue
            if given != values.setdefault(column, given):
                faults.add(row, column, f"{said[column].place} säger något annat. Skriv lika.")
            said.setdefault(column, row)
    return values


def _names(borrower: Borrower) -> set[str]:
    return {name.casefold() for name in (borrower.name, *borrower.other_names)}


def _described(borrower: Borrower) -> dict:
    """A stored borrower as the columns of a file."""
    return {
        "borrower_kind": borrower.kind,
        "borrower_members": sorted(member.code for member in borrower.members.all()),
        "borrower_aliases": borrower.other_names,
        "borrower_organisation_number": borrower.organisation_number,
    }
