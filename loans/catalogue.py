"""The data set described: what each public field of a project means, and in what form it stands.

One table, which the page about the data draws. It knows no project; a test holds it against
the fields that are public, so that a new one must be described here.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loans.labels import LABELS

TWINNED_TEXT = _("Text på svenska, och på engelska där den finns")
NAME = _("Namn")
LISTED = _("Ett värde ur en fast lista")
LISTED_MANY = _("Inget, ett eller flera värden ur en fast lista")
AMOUNT = _("Hela kronor")
YEAR = _("Årtal")
DEGREES = _("Decimalgrader (WGS 84)")


class Field(NamedTuple):
    """A public field by its name in `loans.content`; a text and its English twin are one."""

    name: str
    label: str | Promise
    meaning: str | Promise
    format: str | Promise


FIELDS = [
    Field(
        "reference",
        LABELS["reference"],
        _("Projektets beständiga nyckel. Den ändras aldrig och ges aldrig till ett annat projekt."),
        _("P, ett bindestreck och minst fyra siffror, till exempel P-0007"),
    ),
    Field(
        "slug",
        LABELS["slug"],
        _("Sista delen av adressen till projektets sida. Ändras den leder den gamla vidare."),
        _("Bokstäverna a–z, siffror och bindestreck"),
    ),
    Field("title", LABELS["title"], _("Projektets namn. Flera kan heta likadant."), TWINNED_TEXT),
    Field(
        "summary",
        LABELS["summary"],
        _("Projektet i en eller två meningar, i listan."),
        TWINNED_TEXT,
    ),
    Field(
        "description",
        LABELS["description"],
        _("Vad som görs, varför och för vem, i några stycken."),
        TWINNED_TEXT,
    ),
    Field(
        "borrower",
        LABELS["borrower"],
        _(
            "Den som tar lånet: en kommun, en region, ett bolag, ett kommunalförbund eller en "
            "stiftelse. Sökningen känner även förkortningar och äldre namn."
        ),
        NAME,
    ),
    Field(
        "members",
        LABELS["member"],
        _("Kommunen eller regionen själv, eller de som äger låntagaren, var och en med sitt län."),
        NAME,
    ),
    Field(
        "investment_type",
        LABELS["investment_type"],
        _("Hur den sociala nyttan hänger ihop med det som byggs eller rustas upp."),
        LISTED,
    ),
    Field(
        "physical_investment",
        LABELS["physical_investment"],
        _("Det som byggs, köps eller rustas upp, i några ord."),
        TWINNED_TEXT,
    ),
    Field(
        "social_intervention",
        LABELS["social_intervention"],
        _(
            "Aktivitet eller program som ska förebygga, motverka, minska eller lösa en social "
            "utmaning."
        ),
        TWINNED_TEXT,
    ),
    Field(
        "social_goals_text",
        LABELS["social_goals_text"],
        _("Målen så som de är formulerade för projektet."),
        TWINNED_TEXT,
    ),
    Field(
        "loan_amount",
        LABELS["loan_amount"],
        _("Den beviljade ramen. Den säger inte hur mycket som är utbetalt."),
        AMOUNT,
    ),
    Field(
        "amount_is_approximate",
        _("Ungefärligt belopp"),
        _("Om lånebeloppet bara är känt på ett ungefär. Då står det ”cirka” framför."),
        _("Ja eller nej"),
    ),
    Field(
        "category",
        LABELS["category"],
        _("Vilken av lånets tre kategorier projektet hör till."),
        LISTED,
    ),
    Field(
        "goals",
        LABELS["goal"],
        _("De mål i registret som projektets egna ord motsvarar. Med dem kan projekt jämföras."),
        LISTED_MANY,
    ),
    Field(
        "target_groups",
        LABELS["target_group"],
        _("De som projektet främst är till för."),
        LISTED_MANY,
    ),
    Field(
        "decided_on",
        LABELS["decided_on"],
        _("När kommittén beviljade projektet."),
        _("Dag, månad eller år"),
    ),
    Field(
        "decided_precision",
        _("Beslutets noggrannhet"),
        _("Om beslutet är känt till dagen, månaden eller bara året."),
        LISTED,
    ),
    Field("start_year", LABELS["start_year"], _("Det år då projektet började."), YEAR),
    Field("end_year", LABELS["end_year"], _("Det år då projektet slutar eller slutade."), YEAR),
    Field(
        "total_cost",
        LABELS["total_cost"],
        _("Vad hela investeringen kostar, även det som betalas på annat sätt än med lånet."),
        AMOUNT,
    ),
    Field(
        "purpose",
        LABELS["purpose"],
        _("Om lånet betalar något nytt (nyinvestering) eller ersätter ett äldre (refinansiering)."),
        LISTED,
    ),
    Field("place_name", LABELS["place_name"], _("Orten eller området där projektet ligger."), NAME),
    Field("latitude", _("Latitud"), _("Platsens läge i nord–sydlig riktning."), DEGREES),
    Field("longitude", _("Longitud"), _("Platsens läge i öst–västlig riktning."), DEGREES),
    Field(
        "initiative",
        LABELS["initiative"],
        _("Den större satsning som projektet är en etapp av."),
        LISTED,
    ),
    Field(
        "also_green",
        LABELS["also_green"],
        _("Om investeringen också har ett Grönt lån. Annars står ingenting."),
        _("Ja eller nej"),
    ),
    Field(
        "source_url",
        LABELS["source_url"],
        _("En sida om projektet på en annan webbplats."),
        _("Webbadress"),
    ),
]
"""What the project is known by, then roughly in the order of its page."""
