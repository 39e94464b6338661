"""The columns that people read: first facts (names, amounts and days), then texts.

What is said in both languages stands side by side, but for the title, which leads the facts in
Swedish and the texts in English.
"""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loans.formats import column as of
from loans.formats.column import Column, Content, Kind, Read
from loans.labels import LABELS
from loans.models.choices import Precision, Purpose
from loans.models.reference import IcmaCategory, IcmaPopulation
from members.models import Borrower, Member


def _counties(content: Content, _language: str) -> list[str]:
    return of.once(member["county"]["name"] for member in content["members"])


def _in_both(column: Column, english: Read) -> list[Column]:
    """A text of a project in Swedish, and beside it the same in English."""
    return [
        # Swedish says nothing of its own language; English has "in Swedish" here.
        column._replace(label=format_lazy(_("{label}"), label=column.label)),
        column._replace(
            name=f"{column.name}_en",
            label=format_lazy(_("{label} på engelska"), label=column.label),
            meaning=_("Samma sak på engelska. Tomt där översättning saknas."),
            read=english,
            required=False,
        ),
    ]


def _text(name: str, meaning: Promise, kind: Kind = of.TEXT, *, required=False) -> list[Column]:
    """A text that a project has in both languages."""
    column = Column(name, LABELS[name], meaning, kind, of.swedish(name), required)
    return _in_both(column, of.english(name))


TITLE, TITLE_EN = _text("title", _("Projektets namn. Flera kan heta likadant."), required=True)

FACTS = [
    Column(
        "reference",
        LABELS["reference"],
        _("Projektets beständiga nyckel. Den ändras aldrig och ges aldrig till ett annat projekt."),
        of.KEY._replace(words=_("P, ett bindestreck och minst fyra siffror, till exempel P-0007")),
        of.value("reference"),
        required=True,
    ),
    TITLE,
    Column(
        "borrower",
        LABELS["borrower"],
        _(
            "Den som tar lånet: en kommun, en region, ett bolag, ett kommunalförbund eller en "
            "stiftelse. Sökningen känner även förkortningar och äldre namn."
        ),
        of.NAME,
        of.part("borrower", "name"),
        required=True,
    ),
    Column(
        "borrower_kind_name",
        _("Låntagarens slag"),
        _("Om låntagaren är en kommun, en region, ett bolag, ett förbund eller en stiftelse."),
        of.NAME,
        of.worded(of.part("borrower", "kind"), Borrower.Kind),
        required=True,
    ),
    Column(
        "member_names",
        LABELS["member"],
        _("Kommunen eller regionen själv, eller de som äger låntagaren."),
        of.NAMES,
        of.parts("members", "name"),
    ),
    Column(
        "member_kind_names",
        _("Medlemmarnas slag"),
        _("Kommun eller region, i samma ordning som medlemmarna."),
        of.NAMES,
        of.worded(of.parts("members", "kind"), Member.Kind),
    ),
    Column("county_names", LABELS["county"], _("Medlemmarnas län."), of.NAMES, _counties),
    Column(
        "category_name",
        LABELS["category"],
        _("Vad projektet gäller, i stora drag."),
        of.NAME,
        of.named("category"),
    ),
    Column(
        "investment_type_name",
        LABELS["investment_type"],
        _("Hur den sociala nyttan hänger ihop med det som byggs eller rustas upp."),
        of.NAME,
        of.named("investment_type"),
    ),
    Column(
        "loan_amount",
        LABELS["loan_amount"],
        _("Den beviljade ramen. Den säger inte hur mycket som är utbetalt."),
        of.AMOUNT,
        of.value("loan_amount"),
    ),
    Column(
        "amount_is_approximate",
        _("Ungefärligt belopp"),
        _("Om lånebeloppet bara är känt på ett ungefär. På sidorna står då ”cirka” framför."),
        of.FLAG,
        of.value("amount_is_approximate"),
        required=True,
    ),
    Column(
        "total_cost",
        LABELS["total_cost"],
        _("Vad hela investeringen kostar, även det som betalas på annat sätt än med lånet."),
        of.AMOUNT,
        of.value("total_cost"),
    ),
    Column(
        "purpose_name",
        LABELS["purpose"],
        _("Om lånet betalar något nytt (nyinvestering) eller ersätter ett äldre (refinansiering)."),
        of.NAME,
        of.worded(of.value("purpose"), Purpose),
    ),
    Column(
        "decided_on",
        LABELS["decided_on"],
        _("När kommittén beviljade projektet, så noga som det är känt."),
        of.TEXT._replace(words=_("ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ")),
        of.decided,
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
        of.key_of(_("Beslutets noggrannhet")),
        _("Hur noga beslutsdagen är känd, likadant på båda språken."),
        of.LISTED,
        of.value("decided_precision"),
        choices=Precision,
    ),
    Column(
        "decided_precision_name",
        _("Beslutets noggrannhet"),
        _("Om beslutet är känt till dagen, månaden eller bara året."),
        of.NAME,
        of.worded(of.value("decided_precision"), Precision),
    ),
    Column(
        "start_year",
        LABELS["start_year"],
        _("Det år då projektet började."),
        of.YEAR,
        of.value("start_year"),
    ),
    Column(
        "end_year",
        LABELS["end_year"],
        _("Det år då projektet slutar eller slutade."),
        of.YEAR,
        of.value("end_year"),
    ),
    Column(
        "place_name",
        LABELS["place_name"],
        _("Orten eller området där projektet ligger."),
        of.NAME,
        of.value("place_name"),
    ),
    Column(
        "goal_names",
        LABELS["goal"],
        _("De mål i registret som projektets egna ord motsvarar. Med dem kan projekt jämföras."),
        of.NAMES,
        of.names("goals"),
    ),
    Column(
        "target_group_names",
        LABELS["target_group"],
        _("De som projektet främst är till för."),
        of.NAMES,
        of.names("target_groups"),
    ),
    Column(
        "also_green",
        LABELS["also_green"],
        _("Om investeringen också har ett Grönt lån."),
        of.FLAG,
        of.value("also_green"),
        required=True,
    ),
    *_in_both(
        Column(
            "initiative_name",
            LABELS["initiative"],
            _("Den större satsning som projektet är en etapp av."),
            of.NAME,
            of.name_in("initiative", "sv"),
        ),
        of.name_in("initiative", "en"),
    ),
    Column(
        "borrower_aliases",
        _("Låntagarens andra namn"),
        _("Förkortningar och äldre namn som sökningen känner."),
        of.NAMES,
        of.part("borrower", "aliases"),
    ),
    Column(
        "category_icma_names",
        _("ICMA-kategorier"),
        _("Vad kategorin motsvarar i ICMA:s Social Bond Principles."),
        of.NAMES,
        of.worded(of.icma_categories, IcmaCategory),
    ),
    Column(
        "icma_population_names",
        _("ICMA-målgrupper"),
        _("Vad målgrupperna motsvarar i ICMA:s Social Bond Principles."),
        of.NAMES,
        of.worded(of.icma_populations, IcmaPopulation),
    ),
    Column(
        "url",
        _("Adress"),
        _("Projektets sida i registret, på filens språk."),
        of.ADDRESS,
        of.address,
        required=True,
    ),
    Column(
        "source_url",
        LABELS["source_url"],
        _("En sida om projektet på en annan webbplats."),
        of.ADDRESS,
        of.value("source_url"),
    ),
]
"""What a project is known by, who borrows how much for what, and when. A reader of a sheet finds
them without passing texts that take up a window each, so that the English title isn't here."""

TEXTS = [
    TITLE_EN,
    *_text(
        "summary",
        _("Projektet i en eller två meningar, i listan."),
    ),
    *_text(
        "description",
        _("Vad som görs, varför och för vem, i några stycken."),
        of.PARAGRAPHS,
    ),
    *_text(
        "physical_investment",
        _("Det som byggs, köps eller rustas upp, i några ord."),
    ),
    *_text(
        "social_intervention",
        _(
            "Aktivitet eller program som ska förebygga, motverka, minska eller lösa en social "
            "utmaning."
        ),
    ),
    *_text(
        "social_goals_text",
        _("Målen så som de är formulerade för projektet."),
    ),
    *_in_both(
        Column(
            "initiative_description",
            _("Om satsningen"),
            _("Vad satsningen är, i några stycken."),
            of.PARAGRAPHS,
            of.part("initiative", "description"),
        ),
        of.part("initiative", "description_en"),
    ),
]
"""Each beside its English twin, in the order of the project's page; first what the title's is."""
