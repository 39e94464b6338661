"""What every page of the admin takes from a request: keys that can be, filters that the list has,
a search of words.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR, ChangeList
from django.core.exceptions import BadRequest, EmptyResultSet
from django.db.models import Q
from django.http import HttpResponseRedirect

MOST_WORDS = 10
LONG_SEARCH = f"Sökningen använder högst {MOST_WORDS} ord. Orden efter ”%s” är inte med."
NO_FILTER = "Adressen innehöll ett filter som listan inte har. Därför visas hela listan."
MOST_DIGITS = 18
"""Of a key: more would not fit a column of the database."""


class SearchedList(ChangeList):
    """Takes nothing of the address but what its own filters offer."""

    def get_filters(self, request):
        # Django goes on to filter by any column that is named, in any way that is.
        if any("\0" in value for values in self.filter_params.values() for value in values):
            raise IncorrectLookupParameters
        *found, remaining, may_have_duplicates, is_filtered = super().get_filters(request)
        if remaining:
            raise IncorrectLookupParameters
        return *found, remaining, may_have_duplicates, is_filtered

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        try:
            # No query yet: the database's own form of each value, such as a moment in UTC.
            rows.query.sql_with_params()
        except EmptyResultSet:
            pass
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error
        return rows


class SteadyAdmin:
    """Mixed into every `ModelAdmin`, before it."""

    # --- Lists ----------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return SearchedList

    def changelist_view(self, request, extra_context=None):
        if ERROR_FLAG in request.GET:
            self.message_user(request, NO_FILTER, messages.WARNING)
            return HttpResponseRedirect(request.path)
        words = _words(request.GET.get(SEARCH_VAR, ""))
        if request.method == "GET" and len(words) > MOST_WORDS:
            self.message_user(request, LONG_SEARCH % words[MOST_WORDS - 1], messages.WARNING)
        return super().changelist_view(request, extra_context)

    def response_action(self, request, queryset):
        require_keys(request.POST.getlist(ACTION_CHECKBOX_NAME))
        return super().response_action(request, queryset)

    def get_search_results(self, request, queryset, search_term):
        """Every word, up to MOST_WORDS of them, must be found in one of `search_fields`.

        Letters match whatever their case, å, ä and ö on SQLite too. Each word is looked for in
        a query of its own: joins of all words together would multiply.
        """
        words = _words(search_term)[:MOST_WORDS]
        for word in words:
            rows = self.model._base_manager.filter(self._anywhere(request, word))
            queryset = queryset.filter(pk__in=rows.values("pk"))
        return queryset, False

    def _anywhere(self, request, word: str) -> Q:
        found = Q()
        for field in self.get_search_fields(request):
            for form in (word, word.lower(), word.upper(), word.capitalize()):
                found |= Q(**{f"{field}__icontains": form})
        return found

    # --- Forms ----------------------------------------------------------------------------

    def get_changeform_initial_data(self, request):
        """What the address fills in, without keys that can be no row's."""
        initial = super().get_changeform_initial_data(request)
        for field in (*self.opts.fields, *self.opts.many_to_many):
            if field.is_relation and field.name in initial:
                keys = initial[field.name]
                if not all(map(is_key, keys if isinstance(keys, list) else [keys])):
                    del initial[field.name]
        return initial

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        for field in (*self.opts.fields, *self.opts.many_to_many):
            if field.is_relation:
                require_keys(filter(None, request.POST.getlist(field.name)))
        return super().changeform_view(request, object_id, form_url, extra_context)


def require_keys(keys: Iterable[str]) -> None:
    """Refuses what no form of ours sends as the key of a row, and no database can look for."""
    if not all(map(is_key, keys)):
        raise BadRequest("A row's key is a whole number.")


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def _words(text: str) -> list[str]:
    """Each word once; PostgreSQL takes no NUL in a text."""
    return list(dict.fromkeys(text.replace("\0", " ").split()))
