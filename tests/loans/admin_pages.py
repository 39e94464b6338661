"""The admin as tests use it: its addresses, and its forms as a browser would send them."""

from html.parser import HTMLParser

from django.apps import apps
from django.urls import reverse


def address(model, page: str, *arguments) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def change(row) -> str:
    return address(type(row), "change", row.pk)


def text(response) -> str:
    """The page with plain spaces in its amounts."""
    return response.content.decode().replace("\u00a0", " ")


def everything() -> dict:
    """Each row of the register, to see whether anything moved."""
    mine = [m for m in apps.get_models() if m._meta.app_label in {"loans", "members", "privacy"}]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in mine}


class _Words(HTMLParser):
    """What a person reads or hears of a page."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag, attrs):
        self.is_code = tag in {"script", "style"}
        heard = {"alt", "title", "aria-label", "placeholder"}
        self.found += [value for name, value in attrs if name in heard and value]
        if tag == "input" and ("type", "submit") in attrs:
            self.found.append(dict(attrs)["value"])

    def handle_data(self, text):
        if not self.is_code:
            self.found.append(text)


def said(response) -> str:
    """All texts of a page, those that stand in attributes included."""
    page = _Words()
    page.feed(response.content.decode())
    return " ".join(" ".join(page.found).split())


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "input":
            self._input(found)
        elif tag == "select":
            self.select = found["name"]
        elif tag == "option" and self.select and "selected" in found:
            self._keep(self.select, found["value"])
        elif tag == "textarea":
            self.textarea = found["name"]
            self._keep(self.textarea, "")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, text):
        if self.textarea:
            # The line break right after the tag is no part of the text.
            before = self.fields[self.textarea][-1]
            self.fields[self.textarea][-1] = before + (text if before else text.removeprefix("\n"))

    def _input(self, found: dict) -> None:
        kind = found.get("type", "text")
        if kind in {"submit", "button", "image"} or "name" not in found:
            return
        is_choice = kind in {"checkbox", "radio"}
        if not is_choice or "checked" in found:
            self._keep(found["name"], found.get("value", "on" if is_choice else ""))

    def _keep(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def filled(response, **changes) -> dict[str, list[str]]:
    """The fields of the page's forms as they stand, with `changes`."""
    form = _Form()
    form.feed(response.content.decode())
    return {
        name: values
        for name, values in form.fields.items()
        if name not in {"csrfmiddlewaretoken", "q"} and "__prefix__" not in name
    } | changes
