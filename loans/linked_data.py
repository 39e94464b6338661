"""What a page says, once more for machines: schema.org in JSON-LD.

Nothing stands here that the page does not show, but that `dataset` says of the whole register what
it holds and which version of its data is read. A loan is a `LoanOrCredit`, never a grant.
"""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from loans.changes import Past
from loans.facts import ProjectInWords, Words
from loans.profiles import Profile
from members import organisation_numbers

Thing = dict[str, Any]

# In JSON these only stand within strings, where an escape means the same. As they are, they
# could end the script, begin a comment in it, or be a line break to a reader of JavaScript.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}

BODIES = {"municipality", "region", "association"}
"""The kinds of borrower that are public bodies; the others are organisations of theirs."""


def script(things: list[Thing]) -> SafeString:
    """The content of a data block: JSON that no text in it can end or leave."""
    document = {"@context": "https://schema.org", "@graph": [_without_gaps(t) for t in things]}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308


def project_page(
    shown: ProjectInWords, past: Past, address: str, description: Words
) -> list[Thing]:
    """The page, the project that it is about, and its loan. Amounts are whole SEK."""
    page = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "inLanguage": shown.language,
        "datePublished": past.published.data,
        "dateModified": past.changed.data if past.changed else None,
        "mainEntity": _project(shown, address, description),
        "about": _loan(shown),
    }
    return [page]


def profile_page(profile: Profile, address: str) -> list[Thing]:
    """The member or borrower that a page is about; of other values there is nothing to say."""
    if profile.facet not in {"member", "borrower"}:
        return []
    is_member = profile.facet == "member"
    said = {fact.name: fact.values[0] for fact in profile.facts}
    number, website = said.get("organisation_number"), said.get("website")
    return [
        {
            "@type": "GovernmentOrganization" if is_member else _kind(profile.overview.newest[0]),
            "name": profile.name.text,
            "url": address,
            "identifier": number.text if number else None,
            "sameAs": website.href if website else None,
        }
    ]


def breadcrumbs(trail: list[Words]) -> Thing:
    """A page's trail. The last step is the page itself, whose address needs no saying."""
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": step.text,
            "item": f"{settings.SITE_URL}{step.href}" if step.href else None,
        }
        for position, step in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def dataset(state) -> Thing:
    """The register as a whole, as its state (`register.State`) says how fresh it is."""
    changed_at = state.changed_at
    return {
        "@type": "Dataset",
        "@id": f"{settings.SITE_URL}/#register",
        "name": _("Öppna lån: projekt som %(lender)s finansierar")
        % {"lender": settings.LENDER_NAME},
        "description": _(
            "Alla projekt som %(lender)s finansierar med Lån för Social Hållbarhet: låntagare, "
            "medlem, kategori, investeringstyp, belopp, beslut och mål."
        )
        % {"lender": settings.LENDER_NAME},
        "url": f"{settings.SITE_URL}{reverse('projects')}",
        "isAccessibleForFree": True,
        "license": settings.DATA_LICENCE_URL,
        "dateModified": changed_at.isoformat(timespec="seconds") if changed_at else None,
        "version": str(state.data_version),
        "creator": lender(),
        "publisher": {"@id": lender()["@id"]},
    }


def lender() -> Thing:
    """Whoever lends, as the foot of every page names it."""
    return {
        "@type": "Organization",
        "@id": f"{settings.SITE_URL}/#lender",
        "name": settings.LENDER_NAME,
        "identifier": organisation_numbers.shown(settings.LENDER_ORGANISATION_NUMBER),
    }


def _project(shown: ProjectInWords, address: str, description: Words) -> Thing:
    return {
        "@type": "Project",
        "identifier": shown.reference,
        "name": shown.title.text,
        "description": description.text,
        "url": address,
        "parentOrganization": _borrower(shown),
        "funder": lender(),
    }


def _kind(shown: ProjectInWords) -> str:
    """What the borrower of a project is."""
    is_body = shown.content["borrower"]["kind"] in BODIES
    return "GovernmentOrganization" if is_body else "Organization"


def _borrower(shown: ProjectInWords) -> Thing:
    """The borrower, and the members behind it where it is none itself."""
    return {
        "@type": _kind(shown),
        "name": shown.borrower.text,
        "parentOrganization": [
            {"@type": "GovernmentOrganization", "name": member.text}
            for member in shown.other_members
        ],
    }


def _loan(shown: ProjectInWords) -> Thing | None:
    """The loan; nothing where its amount isn't known. What is about so much says so in words."""
    if shown.amount is None:
        return None
    is_approximate = shown.content["amount_is_approximate"]
    return {
        "@type": "LoanOrCredit",
        "amount": {
            "@type": "MonetaryAmount",
            "currency": "SEK",
            "value": shown.amount.data,
            "description": shown.amount.text if is_approximate else None,
            "validFrom": shown.decided.data if shown.decided else None,
        },
        "provider": {"@id": lender()["@id"]},
    }


def _without_gaps(thing: Any) -> Any:
    """The same without what is unknown or empty."""
    if isinstance(thing, list):
        return [_without_gaps(part) for part in thing]
    if not isinstance(thing, dict):
        return thing
    return {
        name: _without_gaps(value) for name, value in thing.items() if value not in (None, "", [])
    }
