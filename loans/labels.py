"""What the fields of a project are called, in one place for staff and public alike.

The first eight, with "Projektbeskrivning", are the established labels of a project page.
"""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "borrower": _("Låntagare"),
    "borrower_kind": _("Slag av låntagare"),
    "member": _("Medlem"),
    "investment_type": _("Investeringstyp"),
    "physical_investment": _("Fysisk investering"),
    "social_intervention": _("Social insats"),
    "social_goals_text": _("Sociala mål"),
    "loan_amount": _("Lånebelopp"),
    "category": _("Projektkategori"),
    "description": _("Projektbeskrivning"),
    "reference": _("Referens"),
    "slug": _("Adressnamn"),
    "title": _("Rubrik"),
    "summary": _("Sammanfattning"),
    "goal": _("Socialt mål"),
    "target_group": _("Målgrupp"),
    "amount_band": _("Beloppsintervall"),
    "amount_precision": _("Beloppets noggrannhet"),
    "total_cost": _("Total kostnad"),
    "purpose": _("Lånets syfte"),
    "decided_on": _("Beslut"),
    "decided_year": _("Beslutsår"),
    "period": _("Projekttid"),
    "start_year": _("Startår"),
    "end_year": _("Slutår"),
    "place_name": _("Plats"),
    "county": _("Län"),
    "initiative": _("Satsning"),
    "also_green": _("Även Grönt lån"),
    "source_url": _("Källa"),
}
