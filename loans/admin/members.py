"""Counties, members and borrowers. Here and not in `members`, which knows nothing of the log."""

from django.contrib import admin

from loans import wording
from loans.admin.base import SignedAdmin
from members.models import Borrower, County, Member


class NumberedAdmin(SignedAdmin):
    @admin.display(description="organisationsnummer", ordering="organisation_number")
    def number(self, row):
        digits = row.organisation_number
        return wording.organisation_number(digits) if digits else None


@admin.register(Borrower)
class BorrowerAdmin(NumberedAdmin):
    fields = ["name", "slug", "kind", "organisation_number", "members", "aliases", "merged_into"]
    list_display = ["name", "kind", "owners", "number"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases", "organisation_number", "members__name"]
    autocomplete_fields = ["members", "merged_into"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("members")

    @admin.display(description="medlemmar")
    def owners(self, borrower):
        return ", ".join(member.name for member in borrower.members.all())


@admin.register(Member)
class MemberAdmin(NumberedAdmin):
    fields = [
        *("name", "slug", "kind", "code", "county", "organisation_number"),
        *("joined_on", "left_on", "website"),
    ]
    list_display = ["name", "kind", "code", "county", "joined_on", "left_on", "number"]
    list_filter = ["kind", ("joined_on", admin.EmptyFieldListFilter), "county"]
    list_select_related = ["county"]
    search_fields = ["name", "code", "organisation_number"]
    prepopulated_fields = {"slug": ["name"]}
    is_ever_deleted = False


@admin.register(County)
class CountyAdmin(SignedAdmin):
    fields = ["name", "code"]
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    is_ever_deleted = False
