"""Every component of the public pages, with ordinary, long, missing and extreme content.

For the staff's page of components. Nothing here is read from the register.
"""

from loans import facts
from loans.changes import Past
from loans.facts import Words
from loans.selection.choices import Field
from loans.showcase import examples, found, searching
from loans.showcase.examples import Example

PICTOGRAMS = (
    *("home", "safety", "wellbeing", "project", "people", "coins", "calendar", "place"),
    *("goal", "layers", "link", "search"),
)


def components(language: str) -> dict[str, list[Example]]:
    """Component → its examples, in the order of a page from top to bottom."""
    return (
        _of_the_register(language)
        | _of_the_form(language)
        | _of_results(language)
        | _of_projects(language)
    )


def _of_the_register(language: str) -> dict[str, list[Example]]:
    return {
        "breadcrumbs": [Example("Långt", {"trail": examples.TRAIL})],
        "search": [Example("Vanligt", {})],
        "key_figures": [
            Example("Vanligt", {"project": examples.project(language)}),
            Example("Utan värden", {"project": examples.project(language, **examples.NOTHING)}),
        ],
        "figures": examples.key_figures(language),
        "bars": examples.bars(language),
        "distribution": [Example("Vanligt", {"overview": examples.overview(language)})],
        "index_table": examples.indexes(language),
        "ways_in": [Example("Vanligt", {})],
        "overview": [
            Example("Utan projekt", {"overview": examples.no_projects()}),
            Example("Vanligt", {"overview": examples.overview(language)}),
        ],
    }


def _of_the_form(language: str) -> dict[str, list[Example]]:
    return {
        "filters": [Example("Med sökord och val", {"selection": examples.selection(language)})],
        "facet": [
            Example("Få värden, ett utan projekt", {"facet": examples.short_facet(language, "x")}),
            Example("Många och långa värden, fel", {"facet": examples.long_facet(language)}),
            Example("Inget hittat", {"facet": examples.nothing_found()}),
        ],
        "field": [
            Example("Ifyllt", {"field": Field("minst", "Lägsta belopp", "50 000 000", [])}),
            Example("Fel", {"field": Field("mest", "Högsta belopp", "x", ["Skriv siffror."])}),
        ],
        "active_filters": [Example("Långa värden", {"selection": examples.selection(language)})],
        "selection_errors": [Example("Två fel", {"selection": examples.selection(language)})],
    }


def _of_results(language: str) -> dict[str, list[Example]]:
    return {
        "result_head": [
            Example("Stor summa, annat ord", {"selection": searching.selection(language)})
        ],
        "ways_out": [Example("Förslag och inget", {"ways_out": searching.WAYS_OUT})],
        "empty_result": [
            Example("Med filter", {"selection": searching.selection(language)}),
            Example("Tomt register", {"selection": examples.nothing_asked()}),
        ],
        "no_result": [Example("Fel i filtret", {"selection": examples.selection(language)})],
        "project_card": [*examples.cards(language), *found.cards(language)],
        "marked": [
            Example("Vanligt", {"words": found.cards(language)[0].context["project"].title})
        ],
        "project_small": examples.cards(language),
        "printed_rows": examples.rows_on_paper(language),
        "paging": examples.pagings(language),
        "formats": [Example("Vanligt", {"forms": examples.FORMS})],
    }


def _of_projects(language: str) -> dict[str, list[Example]]:
    return {
        "onward": [Example("Vanligt och ytterligt", {"onward": examples.ways_on(language)})],
        "past": [
            Example(
                "Ändrad", {"past": Past(examples.MOMENT, False, examples.MOMENT, examples.HERE)}
            ),
            Example("Nypublicerad", {"past": Past(examples.MOMENT, False, None, "")}),
        ],
        "revision": [Example("Ord, värden och en lucka", {"revision": examples.revision()})],
        "facts": [Example("Långt och flera", {"facts": examples.fact_list(language)})],
        "words": [
            Example("Länk", {"words": Words("Norrköpings kommun", href=examples.HERE)}),
            Example("Belopp", {"words": facts.amount(examples.HUGE, language)}),
            Example("Annat språk", {"words": Words("Norrköpings kommun", lang="sv")}),
        ],
        "pictogram": [Example(name, {"name": name}) for name in PICTOGRAMS],
        "on_paper": [
            Example(
                "Syns bara på papper",
                {"address": "https://lan.example.se/", "data_version": examples.DATA_VERSION},
            )
        ],
        "data_version": [Example("Så hänvisar man", {"data_version": examples.DATA_VERSION})],
    }
