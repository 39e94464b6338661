"""What is wrong with a page as different readers see it: narrow and wide windows, light, dark and
forced colours, with and without scripts."""

from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import NamedTuple

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}


class Look(NamedTuple):
    """`width` is in CSS pixels; `colours` is a key of COLOURS."""

    width: int
    colours: str

    def __str__(self) -> str:
        return f"{self.width} {self.colours}"

    def put_on(self, page) -> None:
        page.set_viewport_size({"width": self.width, "height": 800})
        page.emulate_media(**COLOURS[self.colours])


EVERY_LOOK = [Look(*each) for each in product([320, 768, 1280], COLOURS)]
EACH_WIDTH_AND_COLOUR = [Look(320, "light"), Look(768, "forced"), Look(1280, "dark")]
"""For what is shown in every look elsewhere, with other words or fewer rows."""

SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter((e) => !e.closest(".visually-hidden, .skip-link, p, dd") && e.checkVisibility())
  .map((e) => [e.outerHTML.slice(0, 80), (e.closest("label") ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)
"""

SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"

PICTURE = """
() => [document.documentElement.outerHTML, ...[...document.querySelectorAll("*")].map((e) => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return [
    e.tagName, box.x, box.y, box.width, box.height, style.display, style.visibility, style.opacity,
    style.color, style.backgroundColor, style.backgroundImage, style.fontSize, style.fontWeight,
    style.textDecorationLine, style.textShadow, style.position, style.overflow, style.zIndex,
  ].join(" ");
})].join("\\n")
"""
"""All that axe goes by: the elements as they are in the page, and where and how each is drawn."""


def axe_faults(page) -> list[str]:
    """What axe finds, each fault with its place. Evaluated, since the policy forbids a tag."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def faults_in(looks: list[Look], page) -> tuple[list[str], list[str]]:
    """The faults of the page that is shown, and its PICTURE in each look."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    pictures = []
    for look in looks:
        look.put_on(page)
        pictures.append(page.evaluate(PICTURE))
        here = axe_faults(page) + page.evaluate(SMALL_TARGETS)
        if page.evaluate(SCROLLS_SIDEWAYS):
            here.append("scrolls sideways")
        found += [f"{look}: {fault}" for fault in here]
    return found, pictures


def faults_without_scripts(looks: list[Look], page, pictures: list[str]) -> list[str]:
    """The faults of a page that was loaded `without_scripts`, where it isn't the very picture that
    axe has already seen with them."""
    found = []
    for look, picture in zip(looks, pictures, strict=True):
        look.put_on(page)
        if page.evaluate(PICTURE) != picture:
            with page.scripts.on():
                here, _ = faults_in([look], page)
            found += [f"without scripts: {fault}" for fault in here]
    return found


KEEP_NOSCRIPT = """
() => document.querySelectorAll("noscript").forEach((e) => {
  const plain = document.createElement("div");
  plain.append(...e.childNodes);
  e.replaceWith(plain);
})
"""


class Scripts:
    """The switch of a page's scripts: off until `on()`, and off again after it.

    Not Playwright's own, which stays off as long as the page is there.
    """

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self._disable(True)

    @contextmanager
    def on(self):
        """Lets axe wait, which it does by timers, in a page that was loaded without scripts.

        The page stays as it was loaded: what `<noscript>` holds would be hidden, so it is put into
        a plain element. Only `@media (scripting)` would change.
        """
        self.page.evaluate(KEEP_NOSCRIPT)
        self._disable(False)
        yield
        self._disable(True)

    def _disable(self, value: bool) -> None:
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": value})


def without_scripts(page):
    """The page, from now on loaded as by a browser whose scripts are switched off."""
    page.scripts = Scripts(page)
    return page
