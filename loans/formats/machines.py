"""The columns that machines read: keys, codes and numbers by which the register joins others."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loans import facts
from loans.formats import column as of
from loans.formats.column import Column, Content, Kind
from loans.labels import LABELS
from loans.models.reference import IcmaCategory, IcmaPopulation
from members import organisation_numbers
from members.models import Borrower, Member


def _identifier(content: Content, _language: str) -> str | None:
    """The organisation number as catalogues of Swedish open data write it."""
    digits = content["borrower"]["organisation_number"]
    return f"SE-ON-{organisation_numbers.shown(digits)}" if digits else None


def _county_codes(content: Content, _language: str) -> list[str]:
    return of.once(member["county"]["code"] for member in content["members"])


def _sdg_targets(content: Content, _language: str) -> list[str]:
    return of.once(target for goal in content["goals"] for target in goal["sdg_targets"])


def _populations(content: Content, _language: str) -> list[str]:
    return of.once(group["icma_population"] for group in content["target_groups"])


def _key_of(label: str | Promise) -> Promise:
    return format_lazy(_("{label}: nyckel"), label=label)


KEYS = [
    Column(
        "slug",
        LABELS["slug"],
        _("Sista delen av adressen till projektets sida. Ändras den leder den gamla vidare."),
        of.KEY,
        of.value("slug"),
        required=True,
    ),
    Column(
        "borrower_slug",
        _key_of(LABELS["borrower"]),
        _("Låntagarens nyckel i registrets adresser."),
        of.KEY,
        of.part("borrower", "slug"),
        required=True,
    ),
    Column(
        "borrower_kind",
        _("Låntagarens slag"),
        _(
            "Kommun (municipality), region, kommunalt eller regionalt bolag (company), "
            "kommunalförbund (association) eller stiftelse (foundation)."
        ),
        of.LISTED,
        of.part("borrower", "kind"),
        required=True,
        values=tuple(Borrower.Kind.values),
    ),
    Column(
        "borrower_organisation_number",
        _("Låntagarens organisationsnummer"),
        _("Numret som Bolagsverket eller Skatteverket har gett låntagaren."),
        Kind("text", _("Tio siffror")),
        of.part("borrower", "organisation_number"),
    ),
    Column(
        "borrower_identifier",
        _("Låntagarens identifierare"),
        _("Organisationsnumret så som det skrivs i svenska öppna data."),
        Kind("text", "SE-ON-NNNNNN-NNNN"),
        _identifier,
    ),
    Column(
        "borrower_aliases",
        _("Låntagarens andra namn"),
        _("Förkortningar och äldre namn som sökningen känner."),
        of.NAMES,
        of.part("borrower", "aliases"),
    ),
    Column(
        "borrower_members",
        _("Medlemmarnas koder"),
        _("Statistiska centralbyråns koder: fyra siffror för en kommun, två för en region."),
        of.CODES,
        of.parts("members", "code"),
    ),
    Column(
        "member_slugs",
        _("Medlemmarnas nycklar"),
        _("Medlemmarnas nycklar i registrets adresser."),
        of.KEYS,
        of.parts("members", "slug"),
    ),
    Column(
        "member_kinds",
        _("Medlemmarnas slag"),
        _("Kommun (municipality) eller region, i samma ordning som medlemmarna."),
        of.LISTED_MANY,
        of.parts("members", "kind"),
        values=tuple(Member.Kind.values),
    ),
    Column(
        "county_codes",
        _("Länskoder"),
        _("Statistiska centralbyråns koder för länen: två siffror."),
        of.CODES,
        _county_codes,
    ),
    Column(
        "category",
        _key_of(LABELS["category"]),
        _("Kategorins nyckel i registrets adresser."),
        of.KEY,
        of.part("category", "slug"),
    ),
    Column(
        "category_icma",
        _("ICMA-kategorier"),
        _("Vad kategorin motsvarar i ICMA:s Social Bond Principles."),
        of.LISTED_MANY,
        lambda content, _language: (content["category"] or {}).get("icma_categories") or [],
        values=tuple(IcmaCategory.values),
    ),
    Column(
        "investment_type",
        _key_of(LABELS["investment_type"]),
        _("Investeringstypens nyckel i registrets adresser."),
        of.KEY,
        of.part("investment_type", "slug"),
    ),
    Column(
        "goals",
        _key_of(LABELS["goal"]),
        _("Målens nycklar i registrets adresser, i samma ordning som målen."),
        of.KEYS,
        of.parts("goals", "slug"),
    ),
    Column(
        "sdg_targets",
        _("Delmål i Agenda 2030"),
        _("De delmål bland FN:s globala mål som projektets sociala mål bidrar till."),
        of.CODES,
        _sdg_targets,
    ),
    Column(
        "target_groups",
        _key_of(LABELS["target_group"]),
        _("Målgruppernas nycklar, i samma ordning som målgrupperna."),
        of.KEYS,
        of.parts("target_groups", "slug"),
    ),
    Column(
        "icma_populations",
        _("ICMA-målgrupper"),
        _("Vad målgrupperna motsvarar i ICMA:s Social Bond Principles."),
        of.LISTED_MANY,
        _populations,
        values=tuple(IcmaPopulation.values),
    ),
    Column(
        "purpose",
        _key_of(LABELS["purpose"]),
        _("Nyinvestering (new_investment) eller refinansiering (refinancing)."),
        of.LISTED,
        of.value("purpose"),
        values=tuple(facts.PURPOSES),
    ),
    Column(
        "decided_from",
        _("Beslut tidigast"),
        _("Den första dag som beslutet kan ha fattats. Efter den går det att räkna och sortera."),
        of.DAY,
        of.value("decided_on"),
    ),
    Column(
        "decided_precision",
        _("Beslutets noggrannhet"),
        _("Om beslutet är känt till dagen (day), månaden (month) eller bara året (year)."),
        of.LISTED,
        of.value("decided_precision"),
        values=("day", "month", "year"),
    ),
    Column(
        "initiative",
        _key_of(LABELS["initiative"]),
        _("Satsningens nyckel i registrets adresser."),
        of.KEY,
        of.part("initiative", "slug"),
    ),
    Column(
        "initiative_description",
        _("Om satsningen"),
        _("Vad satsningen är, i några stycken."),
        of.PARAGRAPHS,
        of.part("initiative", "description"),
    ),
    Column(
        "initiative_description_en",
        _("Om satsningen på engelska"),
        _("Samma sak på engelska. Tomt där översättning saknas."),
        of.PARAGRAPHS,
        of.part("initiative", "description_en"),
    ),
    Column(
        "latitude",
        _("Latitud"),
        _("Platsens läge i nord–sydlig riktning."),
        of.DEGREES,
        of.value("latitude"),
    ),
    Column(
        "longitude",
        _("Longitud"),
        _("Platsens läge i öst–västlig riktning."),
        of.DEGREES,
        of.value("longitude"),
    ),
]
