"""A register that keeps something back in every way it can, and how each would show."""

from datetime import UTC, date, datetime
from decimal import Decimal

from loans import content, editing, publishing
from loans.models import Project
from members.models import Borrower
from privacy.models import PrivacyNotice
from tests import factories

SECRET = "qhemligtq"
"""Stands in every text that the public must not see, and nowhere else."""

DRAFT_SLUGS = [f"utkast-{SECRET}", f"utkastets-gamla-{SECRET}"]
WAITING_SLUGS = [f"vantar-{SECRET}", f"vantade-{SECRET}"]
SLUGS = ["synligt", "tillbakadraget", *DRAFT_SLUGS, *WAITING_SLUGS]

LOAN_AMOUNT, WAITING_AMOUNT, WAITING_COST = 876_543_219, 987_654_321, 987_654_399

DIGITS = [*map(str, (LOAN_AMOUNT, WAITING_AMOUNT, WAITING_COST)), "6198765", "1987654"]
"""Secret numbers, without what separates thousands and decimals."""

YEARS = r"\b209\d\b"
"""Every secret date and year."""

READINGS = ["Refinansiering", "Refinancing", "cirka", "approximately", "Även Grönt lån"]
"""How a waiting value reads that is no text of its own."""

STANDING = ("/om/", "/en/about/")
"""Pages that say the same whatever stands in the register: what such values mean."""

HEADED = r"\.(xlsx|csv)\b|/datapackage\.json"
"""Files that say what their columns mean."""


def plant() -> None:
    """Fills the register; what the public may see of it is one project."""
    approver = _person("approver")
    shown = factories.draft(title="Synligt", slug="synligt", decided_on=date(2021, 1, 1))
    editing.publish(shown, by=_person("publisher"), approved_by=approver, why=SECRET)
    shown.refresh_from_db()
    _plant_waiting_changes(shown)
    _plant_drafts()
    _plant_what_is_unused()

    gone = factories.draft(slug="tillbakadraget", **_texts("Tillbakadraget"))
    editing.publish(gone, by=approver, why=SECRET)
    editing.withdraw(Project.objects.get(pk=gone.pk), by=approver, why=SECRET)

    # A name that reaches the public at once, beside the changes that wait.
    borrower = Borrower.objects.get(name="Norrköpings kommun")
    borrower.aliases = "Peking"
    editing.save(borrower, by=_person("renamer"), why=SECRET)
    shown = Project.objects.get(pk=shown.pk)
    assert publishing.differences(shown, shown.versions.current().get())


def _person(does: str):
    return factories.user(
        "reviewer",
        username=f"{does}-{SECRET}",
        first_name=f"Förnamn-{SECRET}",
        last_name=f"Efternamn-{SECRET}",
        email=f"{does}@{SECRET}.example",
    )


def _texts(word: str) -> dict[str, str]:
    names = [name + end for name in content.TEXTS for end in ("", "_en")]
    return {name: f"{word} {name} {SECRET}" for name in names}


def waiting_values() -> dict:
    """Another value for every public field but the reference, which never changes."""
    return _texts("Väntar") | {
        "slug": WAITING_SLUGS[0],
        "loan_amount": WAITING_AMOUNT,
        "amount_is_approximate": True,
        "total_cost": WAITING_COST,
        "purpose": "refinancing",
        "decided_on": date(2096, 5, 17),
        "decided_precision": "day",
        "start_year": 2097,
        "end_year": 2098,
        "place_name": f"Platsen {SECRET}",
        "latitude": Decimal("61.98765"),
        "longitude": Decimal("19.87654"),
        "also_green": True,
        "source_url": f"https://{SECRET}.example/",
        "borrower": factories.borrower(
            name=f"Nya bolaget {SECRET}",
            slug=f"nya-bolaget-{SECRET}",
            members=[factories.member(name=f"Kommunen {SECRET}", slug=f"kommunen-{SECRET}")],
        ),
        # Reference data has no drafts: only what cannot be chosen stays unseen without a project.
        "category": factories.category(**_named("kategori"), is_active=False),
        "investment_type": factories.investment_type(**_named("typ"), is_active=False),
        "initiative": factories.initiative(**_named("satsning")),
    }


def waiting_relations() -> dict:
    return {
        "goals": [factories.goal(**_named("mal"), is_active=False)],
        "target_groups": [factories.target_group(**_named("grupp"))],
    }


def _named(word: str) -> dict[str, str]:
    name = f"Den nya {word} {SECRET}"
    return {"slug": f"{word}-{SECRET}", "name": name, "name_en": f"{name} in English"}


def _plant_waiting_changes(shown: Project) -> None:
    """Every public and every private field of a published project is changed."""
    shown.slug = WAITING_SLUGS[1]
    editing.save(shown, by=factories.signer())
    for name, value in waiting_values().items():
        setattr(shown, name, value)
    shown.internal_note = f"Anteckning {SECRET}"
    shown.publish_at = datetime(2095, 6, 7, tzinfo=UTC)
    editing.save(shown, by=_person("writer"), why=SECRET, many=waiting_relations())
    shown.loans.create(
        reference=f"Lån {SECRET}",
        amount=LOAN_AMOUNT,
        disbursed_on=date(2093, 2, 2),
        matures_on=date(2094, 3, 3),
    )


def _plant_drafts() -> None:
    hidden = factories.borrower(name=f"Bolaget {SECRET}", slug=f"bolaget-{SECRET}")
    draft = factories.draft(slug=DRAFT_SLUGS[1], borrower=hidden, **_texts("Utkast"))
    draft.slug = DRAFT_SLUGS[0]
    editing.save(draft, by=factories.signer())
    words = dict.fromkeys(("title", "title_en", "text", "text_en"), f"Utkast {SECRET}")
    PrivacyNotice.objects.create(**words)


def _plant_what_is_unused() -> None:
    factories.borrower(name=f"Oanvänt {SECRET}", slug=f"oanvant-{SECRET}", aliases=SECRET)
    factories.initiative(**_named("oanvand-satsning"))
    factories.member(name=f"Oanvända kommunen {SECRET}", slug=f"oanvand-kommun-{SECRET}")
    factories.goal(**_named("oanvant-mal-0"), is_active=False)
    factories.goal(slug="oanvant-mal-1", name="Ett mål utan projekt")
    for is_active in (True, False):
        factories.target_group(**_named(f"oanvand-grupp-{int(is_active)}"), is_active=is_active)
