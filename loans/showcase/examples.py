"""What the components are drawn of: ordinary, long, missing and extreme content, made up."""

from types import SimpleNamespace
from typing import Any, NamedTuple

from loans import facts, onward, wording
from loans.changes import MomentInWords, Revision
from loans.charts import Bar, Chart
from loans.citation import DataVersion
from loans.comparing import Piece
from loans.differences import Difference, Passage
from loans.directory import Entry, Group
from loans.facts import Fact, ProjectInWords, Words
from loans.figures import Count, Figure, projects_in_words
from loans.formats.links import Forms, Link
from loans.models.versions import PublishedVersion
from loans.selection.choices import Choice, FacetChoices, Field
from loans.selection.filters import LONGEST_SEARCH
from loans.selection.form import ActiveFilter, FieldError
from loans.selection.paging import Paging

LONG_TITLE = (
    "Investeringar i ökad tillgänglighet för att förbättra tryggheten och folkhälsan i staden"
)
LONG_WORD = "Kommunalförbundssamordningsverksamheterna"
HUGE = 3_800_000_000
HERE = "#"
COUNTY = {"code": "14", "name": "Västra Götalands län"}
MOMENT = MomentInWords("23 november 2026", "2026-11-23")
TRAIL = [Words("Start", href=HERE), Words("Projekt", href=HERE), Words(LONG_TITLE)]

DATA_VERSION = DataVersion(12, "23 november 2026 kl. 16.45 svensk tid", "2026-11-23T16:45+01:00")


class Example(NamedTuple):
    """One drawing of a component: what is special about it, and what it is drawn of."""

    name: str
    context: dict[str, Any]


WITHOUT = Count("12 utan belopp", 12, HERE)
RESERVATIONS = (Count("2 av 9 ungefärliga", 2, HERE), WITHOUT)

NOTHING = {
    "category": None,
    "summary": {"sv": "", "en": ""},
    "loan_amount": None,
    "decided_on": None,
}
"""A project of which little is known."""


def project(language: str, **values) -> ProjectInWords:
    content = {
        "reference": "P-0007",
        "slug": "exempel",
        "title": text("Vara kommun bygger en familjecentral"),
        "summary": text("Barnhälsovård, öppen förskola och socialtjänst samlas i ett hus."),
        "borrower": {"slug": "vara", "name": "Vara kommun"},
        "members": [{"slug": "vara", "name": "Vara kommun", "county": COUNTY}],
        "place_name": "Vara",
        "category": {"slug": "x", "name": text("Hälsa och kultur"), "pictogram": "wellbeing"},
        "loan_amount": 16_000_000,
        "amount_is_approximate": False,
        "decided_on": "2021-12-09",
        "decided_precision": "day",
    }
    return ProjectInWords(PublishedVersion(content=content | values), language)


def text(swedish: str) -> dict[str, str]:
    return {"sv": swedish, "en": ""}


def cards(language: str) -> list[Example]:
    extreme = {
        "title": text(f"{LONG_WORD} {LONG_TITLE}"),
        "summary": text(f"{LONG_TITLE}. {LONG_TITLE}, {LONG_WORD.lower()}."),
        "borrower": {"slug": "x", "name": LONG_WORD},
        "members": [
            {"slug": str(n), "name": f"{LONG_WORD} {n}", "county": COUNTY} for n in range(3)
        ],
        "loan_amount": HUGE,
        "amount_is_approximate": True,
        "decided_precision": "month",
    }
    return [
        Example("Vanligt", {"project": project(language)}),
        Example("Utan värden", {"project": project(language, **NOTHING)}),
        Example("Ytterligt", {"project": project(language, **extreme)}),
    ]


def rows_on_paper(language: str) -> list[Example]:
    """The same projects, all in one table."""
    return [
        Example(
            "Vanligt, utan värden och ytterligt",
            {"projects": [example.context["project"] for example in cards(language)]},
        )
    ]


def key_figures(language: str) -> list[Example]:
    ordinary = [
        Figure("Projekt", count=Count("32", 32, HERE)),
        Figure("Sammanlagt", facts.amount(HUGE, language), reservations=RESERVATIONS),
        Figure("Median", facts.amount(68_000_000, language), LONG_TITLE),
        Figure("Inget känt", Words("–")),
    ]
    extreme = [
        Figure(LONG_TITLE, count=Count(wording.number(123_456, language), 123_456, HERE)),
        Figure(LONG_WORD, facts.amount(999_999_999_999, language, approximate=True)),
    ]
    return [
        Example("Vanligt", {"figures": ordinary}),
        Example("Ytterligt", {"figures": extreme}),
        Example("Ensamt", {"figures": ordinary[:1]}),
    ]


def bars(language: str) -> list[Example]:
    names = ("Boende och boendemiljöer", LONG_TITLE, LONG_WORD, "Ej angivet")
    amounts = (HUGE, 16_000_000, 999_999_999_999, None)
    rows = [
        Bar(
            Words(name, href=HERE),
            Count(projects_in_words(number, language), number, HERE),
            facts.amount(sek, language) if sek else None,
            WITHOUT,
            share,
            wording.percent(number, 1864, language),
        )
        for name, sek, number, share in zip(
            names, amounts, (1234, 617, 12, 1), (1000, 500, 10, 0), strict=True
        )
    ]
    chart = Chart("Efter projektkategori", "Projektkategori", LONG_TITLE, rows)
    chart = chart._replace(rest=Words("… och 11 till", href=HERE))
    return [Example("Vanligt, långt och ytterligt", {"chart": chart})]


def indexes(language: str) -> list[Example]:
    number, zero = (Count(projects_in_words(n, language), n, HERE) for n in (12, 0))
    entries = [
        Entry(
            Words("Alingsås kommun", href=HERE), Words("Västra Götalands län"), number, None, None
        ),
        Entry(Words(LONG_WORD, href=HERE), None, number, facts.amount(HUGE, language), WITHOUT),
        Entry(Words(LONG_TITLE, href=HERE), Words(LONG_TITLE), zero._replace(href=""), None, None),
    ]
    groups = [Group("A", entries), Group("Ö", entries[:1])]
    section = SimpleNamespace(title="Medlemmar")
    directory = SimpleNamespace(
        section=section, label="Medlem", groups=groups, is_divided=True, overlaps=True
    )
    return [Example("Vanligt, långt och ytterligt", {"directory": directory})]


def overview(language: str) -> SimpleNamespace:
    return SimpleNamespace(
        figures=SimpleNamespace(number=32, number_in_words="32"),
        shown_figures=key_figures(language)[0].context["figures"],
        charts=[bars(language)[0].context["chart"]] * 2,
        newest=[example.context["project"] for example in cards(language)],
        has_more=True,
        href=HERE,
    )


FORMS = Forms(
    [Link(name, HERE, "text/csv", False) for name in ("CSV", "CSV för Excel", "Excel", "GeoJSON")],
    HERE,
)

ACTIVE = [
    ActiveFilter("Sökord", Words(LONG_WORD), HERE),
    ActiveFilter("Projektkategori", Words(LONG_TITLE), HERE),
    ActiveFilter("Medlem", Words("Ej angivet"), HERE),
]
TOO_LONG = "Skriv högst 200 tecken."
FAULTS = [FieldError("Sök", TOO_LONG, "q"), FieldError("", "Välj högst 50 värden.", "")]


def no_projects() -> SimpleNamespace:
    """An overview of nothing."""
    return SimpleNamespace(figures=SimpleNamespace(number=0))


def nothing_asked() -> SimpleNamespace:
    """A selection of a whole register that is empty."""
    return SimpleNamespace(active=[])


def selection(language: str) -> SimpleNamespace:
    """A selection as its components need it, with long words and two faults."""
    total = facts.amount(HUGE, language, approximate=True)
    return SimpleNamespace(
        query=LONG_WORD,
        longest_query=LONGEST_SEARCH,
        sorts=[Choice("title", Words("Titel, A–Ö"), True)],
        errors={"q": [TOO_LONG]},
        field_errors=FAULTS,
        is_valid=False,
        chosen_number=1,
        is_seeking=False,
        facets=[short_facet(language)],
        day=Field("as_of", "Registret som det såg ut", "i går", ["Skriv dagen så: 2025-03-01."]),
        references=["P-0007"],
        active=ACTIVE,
        beginning=Words("Registret börjar den 23 november 2026", href=HERE),
        href_of_everything=HERE,
        in_brief=[Words(f"{LONG_TITLE} i Östergötlands län, minst 50 miljoner kronor")],
        order="Senaste beslut först",
        headline=f"Visar {wording.number(1234, language)} projekt",
        paging=_paging(language, 1234, 2),
        figures=SimpleNamespace(total_amount=total, reservations=RESERVATIONS),
    )


def short_facet(language: str, name: str = "category") -> FacetChoices:
    """Chosen, unknown amounts, nothing to choose; a field beside, wrongly filled in."""
    rows = [("Boende", 1234, HUGE), (LONG_TITLE, 4, 171_400_000), ("Hälsa", 2, None)]
    choices = [_choice(name, number, sek, language) for name, number, sek in rows]
    nothing = _choice("Kultur", 0, None, language)
    bound = Field(f"{name}_max", "Högsta belopp", "mycket", ["Skriv beloppet i hela kronor."])
    return FacetChoices(
        name,
        "Projektkategori",
        [choices[0]._replace(is_selected=True), *choices[1:], nothing],
        [],
        bounds=(bound,),
    )


def _choice(name: str, number: int, sek: int | None, language: str) -> Choice:
    shown = Count(wording.number(number, language), number, HERE if number else "")
    amount = Words(wording.short(sek, language, approximate=True), data=sek) if sek else None
    return Choice(name, Words(name), False, shown, amount)


def long_facet(language: str) -> FacetChoices:
    names = [LONG_TITLE, LONG_WORD, *(f"Exempelkommun {number}" for number in range(1, 26))]
    choices = [_choice(name, 27 - place, HUGE, language) for place, name in enumerate(names)]
    return FacetChoices(
        "member",
        "Medlem",
        [choice._replace(is_selected=choice.key == LONG_TITLE) for choice in choices],
        ["Ingen medlem har värdet ”x”."],
        is_long=True,
        sought="kommun",
        found=271,
        left_out=246,
        index=HERE,
    )


def nothing_found() -> FacetChoices:
    return FacetChoices("borrower", "Låntagare", [], [], is_long=True, sought=LONG_WORD)


def _paging(language: str, total: int, number: int) -> Paging:
    return Paging(total=total, number=number, href=lambda **_: HERE, language=language)


def pagings(language: str) -> list[Example]:
    return [
        Example("I mitten av många", {"paging": _paging(language, 30_000, 600)}),
        Example("En sida: ingenting", {"paging": _paging(language, 25, 1)}),
    ]


def ways_on(language: str) -> SimpleNamespace:
    projects = [example.context["project"] for example in cards(language)]
    groups = [
        onward.Kin("Fler projekt av", Words("Vara kommun"), projects[:1], HERE),
        onward.Kin("Fler projekt med samma mål", Words(""), projects, HERE),
    ]
    return SimpleNamespace(groups=groups, fault_href=HERE)


def revision() -> Revision:
    before = [Piece("Parken rustas upp", False), Piece("under 2024.", True)]
    after = [Piece("Parken rustas upp", False), Piece(f"{LONG_TITLE}, {LONG_WORD}.", True)]
    found = [
        Difference("Projektbeskrivning", passages=[Passage(before, after)]),
        Difference("Socialt mål", [Words("Ökad trygghet")], [Words(LONG_TITLE)], is_replaced=True),
        Difference("Källa", added=[Words("example.se", href=HERE)], note="Resten visas inte här."),
    ]
    return Revision(MOMENT, found, "Texten finns nu på engelska.")


def fact_list(language: str) -> list[Fact]:
    return [
        Fact("borrower", "Låntagare", [Words("Vara kommun", href=HERE)]),
        Fact("goal", "Socialt mål", [Words(LONG_TITLE, href=HERE), Words(LONG_WORD, href=HERE)]),
        Fact("loan_amount", "Lånebelopp", [facts.amount(HUGE, language, approximate=True)]),
        Fact("source_url", "Källa", [Words("example.se", href="https://example.se/")]),
    ]
