"""The columns that people read: names, amounts, days and texts, the Swedish ones first."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loans.formats import column as of
from loans.formats.column import Column, Content
from loans.labels import LABELS


def _counties(content: Content, _language: str) -> list[str]:
    return of.once(member["county"]["name"] for member in content["members"])


FIRST = [
    Column(
        "reference",
        LABELS["reference"],
        _("Projektets beständiga nyckel. Den ändras aldrig och ges aldrig till ett annat projekt."),
        of.KEY._replace(words=_("P, ett bindestreck och minst fyra siffror, till exempel P-0007")),
        of.value("reference"),
        required=True,
    ),
    Column(
        "title",
        LABELS["title"],
        _("Projektets namn. Flera kan heta likadant."),
        of.TEXT,
        of.swedish("title"),
        required=True,
    ),
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
        "members",
        LABELS["member"],
        _("Kommunen eller regionen själv, eller de som äger låntagaren."),
        of.NAMES,
        of.parts("members", "name"),
    ),
    Column("counties", LABELS["county"], _("Medlemmarnas län."), of.NAMES, _counties),
    Column(
        "category_name",
        LABELS["category"],
        _("Vilken av lånets tre kategorier projektet hör till."),
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
        "physical_investment",
        LABELS["physical_investment"],
        _("Det som byggs, köps eller rustas upp, i några ord."),
        of.TEXT,
        of.swedish("physical_investment"),
    ),
    Column(
        "social_intervention",
        LABELS["social_intervention"],
        _(
            "Aktivitet eller program som ska förebygga, motverka, minska eller lösa en social "
            "utmaning."
        ),
        of.TEXT,
        of.swedish("social_intervention"),
    ),
    Column(
        "social_goals_text",
        LABELS["social_goals_text"],
        _("Målen så som de är formulerade för projektet."),
        of.TEXT,
        of.swedish("social_goals_text"),
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
        "decided_on",
        LABELS["decided_on"],
        _("När kommittén beviljade projektet, så noga som det är känt."),
        of.TEXT._replace(words=_("ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ")),
        of.decided,
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
        of.purpose,
    ),
    Column(
        "place_name",
        LABELS["place_name"],
        _("Orten eller området där projektet ligger."),
        of.NAME,
        of.value("place_name"),
    ),
    Column(
        "initiative_name",
        LABELS["initiative"],
        _("Den större satsning som projektet är en etapp av."),
        of.NAME,
        of.name_in("initiative", "sv"),
    ),
    Column(
        "also_green",
        LABELS["also_green"],
        _("Om investeringen också har ett Grönt lån."),
        of.FLAG,
        of.value("also_green"),
        required=True,
    ),
    Column(
        "summary",
        LABELS["summary"],
        _("Projektet i en eller två meningar, i listan."),
        of.TEXT,
        of.swedish("summary"),
    ),
    Column(
        "description",
        LABELS["description"],
        _("Vad som görs, varför och för vem, i några stycken."),
        of.PARAGRAPHS,
        of.swedish("description"),
    ),
    Column(
        "source_url",
        LABELS["source_url"],
        _("En sida om projektet på en annan webbplats."),
        of.ADDRESS,
        of.value("source_url"),
    ),
    Column(
        "url",
        _("Adress"),
        _("Projektets sida i registret, på filens språk."),
        of.ADDRESS,
        of.address,
        required=True,
    ),
]
"""What the project is known by, then roughly in the order of its page."""


def _twin(name: str) -> Column:
    """The English text of a project beside its Swedish one."""
    [column] = [column for column in FIRST if column.name == name]
    return Column(
        f"{name}_en",
        format_lazy(_("{label} på engelska"), label=column.label),
        _("Samma sak på engelska. Tomt där översättning saknas."),
        column.kind,
        of.english(name),
    )


ENGLISH = [
    *map(
        _twin,
        (
            "title",
            "physical_investment",
            "social_intervention",
            "social_goals_text",
            "summary",
            "description",
        ),
    ),
    _twin("initiative_name")._replace(read=of.name_in("initiative", "en")),
]
"""What has been translated, in the same order."""
