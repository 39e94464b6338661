"""The standing pages: about the loan, about the data, and the accessibility statement.

What they say stands in one template for each language (docs/decisions/0013).
"""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loans import accessibility, facts, head, linked_data
from loans.formats import downloads
from loans.formats.columns import COLUMNS
from loans.formats.parameters import PARAMETERS
from loans.selection.filters import LONGEST_SEARCH, MOST_VALUES
from privacy.gate import ungated


@require_safe
def loan(request):
    """What the loan is, who may borrow, and how it is decided."""
    described = _(
        "Vad Lån för Social Hållbarhet är, vem som kan låna, vilka krav ett projekt ska uppfylla "
        "och hur besluten fattas."
    )
    return _standing(request, "loan", head.of_page("about", described))


@require_safe
def data(request):
    """What the register holds, how its figures are made, and how to use and cite it."""
    described = _(
        "Vad registret innehåller, hur siffrorna är gjorda, vad varje uppgift betyder och hur du "
        "får använda uppgifterna."
    )
    context = head.of_page("about-data", described, [linked_data.dataset(request.register_state)])
    context["register_url"] = f"{settings.SITE_URL}{reverse('projects')}"
    files = downloads.downloads(request.register_state)
    context |= {"columns": COLUMNS, "parameters": PARAMETERS, "downloads": files}
    context |= {"most_values": MOST_VALUES, "longest_search": LONGEST_SEARCH}
    return _standing(request, "data", context)


# Open to all: whoever can't get past the notice must be able to say so.
@ungated
@require_safe
def accessibility_statement(request):
    """How accessible the site is, as the law 2018:1937 asks to be told."""
    described = _(
        "Hur tillgänglig webbplatsen är, vilka brister som är kända och hur du rapporterar ett "
        "hinder."
    )
    days = {"assessed": accessibility.ASSESSED_ON, "updated": accessibility.UPDATED_ON}
    told = {name: facts.day(at, request.LANGUAGE_CODE) for name, at in days.items()}
    context = head.of_page("accessibility", described)
    return _standing(request, "accessibility", context | told)


def _standing(request, name: str, context: dict):
    return render(request, f"about/{name}.{request.LANGUAGE_CODE}.html", context)
