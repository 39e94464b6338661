"""The columns that machines read: keys, codes and numbers by which the register joins others.

What they are called stands among those that people read.
"""

from django.utils.translation import gettext_lazy as _

from loans.formats import column as of
from loans.formats.column import Column, Content, Kind
from loans.labels import LABELS
from loans.models.choices import Purpose
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
        of.key_of(LABELS["borrower"]),
        _("Låntagarens nyckel i registrets adresser."),
        of.KEY,
        of.part("borrower", "slug"),
        required=True,
    ),
    Column(
        "borrower_kind",
        of.key_of(_("Låntagarens slag")),
        _("Vad för slags låntagare det är, likadant på båda språken."),
        of.LISTED,
        of.part("borrower", "kind"),
        required=True,
        choices=Borrower.Kind,
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
        of.key_of(_("Medlemmarnas slag")),
        _("Vad för slags medlemmar det är, i samma ordning som medlemmarna."),
        of.LISTED_MANY,
        of.parts("members", "kind"),
        choices=Member.Kind,
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
        of.key_of(LABELS["category"]),
        _("Kategorins nyckel i registrets adresser."),
        of.KEY,
        of.part("category", "slug"),
    ),
    Column(
        "category_icma",
        of.key_of(_("ICMA-kategorier")),
        _("Vad kategorin motsvarar hos ICMA, likadant på båda språken."),
        of.LISTED_MANY,
        of.icma_categories,
        choices=IcmaCategory,
    ),
    Column(
        "investment_type",
        of.key_of(LABELS["investment_type"]),
        _("Investeringstypens nyckel i registrets adresser."),
        of.KEY,
        of.part("investment_type", "slug"),
    ),
    Column(
        "goals",
        of.key_of(LABELS["goal"]),
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
        of.key_of(LABELS["target_group"]),
        _("Målgruppernas nycklar, i samma ordning som målgrupperna."),
        of.KEYS,
        of.parts("target_groups", "slug"),
    ),
    Column(
        "icma_populations",
        of.key_of(_("ICMA-målgrupper")),
        _("Vad målgrupperna motsvarar hos ICMA, likadant på båda språken."),
        of.LISTED_MANY,
        of.icma_populations,
        choices=IcmaPopulation,
    ),
    Column(
        "purpose",
        of.key_of(LABELS["purpose"]),
        _("Vad lånet betalar, likadant på båda språken."),
        of.LISTED,
        of.value("purpose"),
        choices=Purpose,
    ),
    Column(
        "initiative",
        of.key_of(LABELS["initiative"]),
        _("Satsningens nyckel i registrets adresser."),
        of.KEY,
        of.part("initiative", "slug"),
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
