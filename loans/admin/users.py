"""Accounts. They sign the log, so they are deactivated and never deleted."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from loans.admin.base import SignedAdmin, SignedForm, in_turn
from loans.admin.passwords import still_active
from loans.editing.accounts import not_own_name
from loans.editing.own import is_own
from loans.editing.roles import (
    ROLES,
    groups_to_give,
    is_beyond,
    not_a_roles_name,
    permissions_held,
    recorded_account,
)

User = get_user_model()
FOR_SUPERUSERS = {"is_superuser", "user_permissions"}
RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")
THE_PROGRAMS = (
    "Kontot är programmets eget: det signerar det som ingen person har gjort. Ingen kan logga in "
    "med det, och därför ändras det inte här."
)
BEYOND = "{} har behörigheter som du saknar. Därför ändras {} bara av någon som har dem."
A_SUPERUSER = "Kontot har alla behörigheter. Därför ändras det bara av någon som har detsamma."
ONES_OWN = (
    "Det här är ditt eget konto. Vad det får göra ändras av någon annan, så att ingen låser sig "
    "själv ute."
)
ONES_OWN_GROUP = (
    "Du är själv med i gruppen. Därför ändras den av någon annan, så att ingen låser sig själv ute."
)
VERBS = {"view": "se", "add": "lägga till", "change": "ändra", "delete": "ta bort"}
A_ROLE = "Gruppen hör till en roll som programmet bestämmer. Gör en egen grupp för undantag."

admin.site.unregister([User, Group])


class ChangeUserForm(SignedForm, UserChangeForm):
    pass


class AddUserForm(SignedForm, AdminUserCreationForm):
    pass


class AccountAdmin(SignedAdmin):
    """Logs an account without its password."""

    is_ever_deleted = False

    def _changeform_view(self, request, *args):
        # Whoever waited for the turn may have lost the right meanwhile.
        if request.method == "POST":
            request.user = still_active(request.user)
        return super()._changeform_view(request, *args)

    def recorded(self, request, form):
        why = form.cleaned_data.get("why", "")
        return recorded_account(form.instance, by=request.user, why=why)


@admin.register(User)
class StaffAdmin(AccountAdmin, UserAdmin):
    form = ChangeUserForm
    add_form = AddUserForm
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Personen", {"fields": ["first_name", "last_name", "email"]}),
        ("Behörigheter", {"fields": ["is_staff", "groups"]}),
    ]
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="grupper")
    def roles(self, user):
        names = ["alla behörigheter"] if user.is_superuser else []
        return ", ".join(names + [group.name for group in user.groups.all()])

    def locked_because(self, request, obj) -> str:
        if is_own(obj):
            return THE_PROGRAMS
        if obj.is_superuser and not request.user.is_superuser:
            return A_SUPERUSER
        if is_beyond(permissions_held(obj), request.user):
            return BEYOND.format("Kontot", "det")
        return ""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "username":
            field.validators.append(not_own_name)
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = groups_to_give(request.user)
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "user_permissions":
            field.label_from_instance = permission_in_words
        return field

    def get_readonly_fields(self, request, obj=None):
        """Nobody takes away their own rights: the last who keeps accounts would be locked out."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *RIGHTS) if obj == request.user else fields

    def get_fieldsets(self, request, obj=None):
        """Nobody gives what they lack: those fields are for superusers alone."""
        fieldsets = super().get_fieldsets(request, obj)
        hidden = set() if request.user.is_superuser else set(FOR_SUPERUSERS)
        if obj and not self.has_change_permission(request, obj):
            hidden.add("password")  # Django offers to set it where it would be refused
        return [
            (name, _without(hidden, options, obj == request.user)) for name, options in fieldsets
        ]

    @method_decorator(sensitive_post_parameters())
    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (Django's name)
        if unquote(id) == str(request.user.pk):
            return HttpResponseRedirect(reverse("admin:password_change"))
        with in_turn(request):
            request.user = still_active(request.user)
            user = self.get_object(request, unquote(id))
            if request.method != "POST" or user is None:
                return super().user_change_password(request, id, form_url)
            with recorded_account(user, by=request.user):
                return super().user_change_password(request, id, form_url)


@admin.register(Group)
class RoleAdmin(AccountAdmin, GroupAdmin):
    fields = ["name", "permissions"]

    def locked_because(self, request, obj) -> str:
        if obj.name in ROLES.values():
            return A_ROLE
        if not request.user.is_superuser and obj.user_set.contains(request.user):
            return ONES_OWN_GROUP
        beyond = is_beyond(obj.permissions.all(), request.user)
        return BEYOND.format("Gruppen", "den") if beyond else ""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "name":
            field.validators += [not_a_roles_name, not_own_name]
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "permissions":
            kwargs["queryset"] = permissions_held(request.user)
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.label_from_instance = permission_in_words
        return field


def permission_in_words(permission) -> str:
    """Django's own permissions in Swedish; ours are named in Swedish already."""
    model = permission.content_type.model_class()
    verb = VERBS.get(permission.codename.partition("_")[0])
    return f"Får {verb} {model._meta.verbose_name_plural}" if model and verb else permission.name


def _without(hidden: set[str], options: dict, is_ones_own: bool) -> dict:
    """The options of a fieldset without the hidden fields; says why one's own rights stay."""
    fields = [field for field in options["fields"] if field not in hidden]
    said = {"description": ONES_OWN} if is_ones_own and "is_active" in fields else {}
    return {**options, **said, "fields": fields}
