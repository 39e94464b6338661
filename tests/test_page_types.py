"""A new type of page cannot be forgotten: whatever is tested on every page is tested on it too."""

from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver, resolve

from tests.browser.pages import PAGES


def names_of_pages() -> set[str]:
    """All that has an address in each language, but for files, which machines ask for."""
    found, left = (
        set(),
        [
            entry
            for entry in get_resolver().url_patterns
            if isinstance(entry, URLResolver) and isinstance(entry.pattern, LocalePrefixPattern)
        ],
    )
    while left:
        entry = left.pop()
        if isinstance(entry, URLPattern):
            found |= set() if entry.name.endswith("-file") else {entry.name}
        else:
            left += entry.url_patterns
    return found


def test_every_type_of_page_is_among_those_that_the_browser_sees():
    shown = {
        resolve(page.path.partition("?")[0]).url_name
        for page in PAGES.values()
        if page.status == 200
    }

    assert names_of_pages() == shown
    assert len(shown) > 15
