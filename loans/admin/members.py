"""Counties, members and borrowers. Here and not in `members`, which knows nothing of the log."""

from django.contrib import admin
from django.db.models import Q

from loans.admin.base import SignedAdmin
from members import organisation_numbers
from members.models import Borrower, County, Member


class NumberedAdmin(SignedAdmin):
    @admin.display(description="organisationsnummer", ordering="organisation_number")
    def number(self, row):
        digits = row.organisation_number
        return organisation_numbers.shown(digits) if digits else None


@admin.register(Borrower)
class BorrowerAdmin(NumberedAdmin):
    fields = ["name", "slug", "kind", "organisation_number", "members", "aliases", "merged_into"]
    list_display = ["name", "kind", "owners", "number"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases", "organisation_number", "members__name"]
    search_help_text = "Namn, andra namn, organisationsnummer eller medlem"
    autocomplete_fields = ["members", "merged_into"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("members")

    @admin.display(description="medlemmar")
    def owners(self, borrower):
        return ", ".join(member.name for member in borrower.members.all())


class IsMember(admin.SimpleListFilter):
    title = "är medlem"
    parameter_name = "is_member"

    def lookups(self, request, model_admin):
        return [("yes", "Ja"), ("no", "Nej")]

    def queryset(self, request, queryset):
        members = Q(joined_on__isnull=False, left_on__isnull=True)
        chosen = {"yes": members, "no": ~members}.get(self.value())
        return queryset if chosen is None else queryset.filter(chosen)


@admin.register(Member)
class MemberAdmin(NumberedAdmin):
    fields = [
        *("name", "slug", "kind", "code", "county", "organisation_number"),
        *("joined_on", "left_on", "website"),
    ]
    list_display = ["name", "kind", "code", "county", "joined_on", "left_on", "number"]
    list_filter = ["kind", IsMember, "county"]
    list_select_related = ["county"]
    search_fields = ["name", "code", "organisation_number"]
    search_help_text = "Namn, SCB-kod eller organisationsnummer"
    prepopulated_fields = {"slug": ["name"]}
    is_ever_deleted = False


@admin.register(County)
class CountyAdmin(SignedAdmin):
    fields = ["name", "code"]
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    search_help_text = "Namn eller länskod"
    is_ever_deleted = False
