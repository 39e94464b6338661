"""The standing pages: about the loan, about the data, and the accessibility statement.

What they say stands in one template for each language (docs/decisions/0013).
"""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loans import accessibility, catalogue
from privacy.gate import ungated


@require_safe
def loan(request):
    """What the loan is, who may borrow, and how it is decided."""
    return _standing(request, "loan", _("Om Lån för Social Hållbarhet"))


@require_safe
def data(request):
    """What the register holds, how its figures are made, and how to use and cite it."""
    return _standing(
        request,
        "data",
        _("Om uppgifterna"),
        fields=catalogue.FIELDS,
        register_url=f"{settings.SITE_URL}{reverse('projects')}",
    )


# Open to all: whoever can't get past the notice must be able to say so.
@ungated
@require_safe
def accessibility_statement(request):
    """How accessible the site is, as the law 2018:1937 asks to be told."""
    days = {"assessed_on": accessibility.ASSESSED_ON, "updated_on": accessibility.UPDATED_ON}
    return _standing(request, "accessibility", _("Tillgänglighetsredogörelse"), **days)


def _standing(request, name: str, title: str, **context):
    template = f"about/{name}.{request.LANGUAGE_CODE}.html"
    return render(request, template, {"title": title} | context)
