"""A reader who has nothing but a keyboard: where the focus is, and what is wrong there.

Every stop is looked at as it is reached: it must be seen, whole and uncovered, and lie further on
in the page than the one before.
"""

FOCUS = """
(isBackwards) => {
  const e = document.activeElement, before = window.stop;
  if (!e || e === document.body) return null;
  const faults = [];
  const say = (fault) => faults.push(`${fault}: ${e.outerHTML.slice(0, 120)}`);
  const boxes = (each) => [...each.getClientRects()];
  const landmark = (each) => each.closest(
    "header, nav, main, footer, [role=search], section[aria-labelledby], fieldset, .skip-link");

  const outlines = [null, "::after"].map((part) => getComputedStyle(e, part))
    .filter((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  if (!outlines.length) say("no outline");

  // A skip link hangs from the very top of the window.
  const [box] = boxes(e), edge = e.matches(".skip-link") ? 0 : 4;
  if (box.left < 0 || box.right > innerWidth) say("beside the window");
  if (box.top < edge || box.bottom > innerHeight - edge) say("above or below the window");
  const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
  const on_top = document.elementFromPoint(x, y);
  if (!on_top || !(e.contains(on_top) || on_top.closest("label")?.contains(e))) {
    say(`covered by ${on_top?.outerHTML.slice(0, 80)}`);
  }

  if (before?.isConnected && before !== e) {
    const [from, to] = isBackwards ? [e, before] : [before, e];
    const follows = from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!follows) say("against the order of the page");
    if (follows && landmark(from) === landmark(to)) {
      const last = boxes(from).at(-1), [next] = boxes(to);
      const isBelow = next.top >= last.bottom - 2, isAbove = next.bottom <= last.top + 2;
      const isOnward = isBelow || next.left >= (isAbove ? last.right : last.left) - 1;
      if (!isOnward) say(`against the order that is seen, after ${from.outerHTML.slice(0, 80)}`);
    }
  }
  window.stop = e;
  const isSame = before === e && e.type === "date";
  return { faults, isSame, name: e.outerHTML.slice(0, 120) };
}
"""
"""Where the focus is and what is wrong there; null outside the page's own elements.

A stop lies onward if it is lower, or in the same row further to the right, or in a column to the
right of the one before, within the same landmark; columns of the layout are landmarks.
"""

STOPS = """
() => [...document.querySelectorAll(
    "a[href]:not(.facet__choices li:has(input:enabled) a), button, "
    + "input:not([type=hidden]):enabled, select, textarea, summary")]
  .filter((e) => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
  .map((e) => e.outerHTML.slice(0, 120))
"""
"""What a keyboard has to reach, in the order of the page. A number beside a box that can be ticked
is passed by: the box does the same."""

FOCUSED = """
() => document.activeElement === document.body ? "" : document.activeElement.outerHTML.slice(0, 120)
"""

BLUR = "() => { const e = document.activeElement; e.blur(); window.was = e; }"
FOCUS_AGAIN = "() => window.was.focus({ preventScroll: true, focusVisible: true })"


class Keyboard:
    """Tab, Shift+Tab, Enter and Space on a page, and the faults met on the way.

    `is_careful` compares how each stop is drawn with and without the focus, which takes time.
    """

    def __init__(self, page, *, is_careful: bool = False):
        self.page, self.is_careful, self.faults = page, is_careful, []

    def tab(self, *, back: bool = False) -> str | None:
        """Goes to the next stop and returns it in HTML; None is the end of the page."""
        stop = self._next(back)
        # Within a field for a day, year, month, day and calendar are stops too.
        while stop and stop["isSame"]:
            self.faults += stop["faults"]
            stop = self._next(back)
        if stop is None:
            return None
        self.faults += stop["faults"]
        if self.is_careful and not self._is_drawn_otherwise():
            self.faults.append(f"looks as without focus: {stop['name']}")
        return stop["name"]

    def _next(self, back: bool) -> dict | None:
        self.page.keyboard.press("Shift+Tab" if back else "Tab")
        return self.page.evaluate(FOCUS, back)

    def to(self, target, *, back: bool = False) -> None:
        """Goes on until `target` has the focus; it must come before the end of the page."""
        while self.tab(back=back):
            if target.evaluate("(e) => e === document.activeElement"):
                return
        raise AssertionError(f"never reached: {target}")

    def to_the_end(self) -> None:
        """Goes through the page; each of its elements must be a stop, and then it ends.

        Chromium, which has no toolbar here, goes on to the page itself or begins anew.
        """
        wanted = self.page.evaluate(STOPS)
        stops = [self.tab() for _ in wanted]
        if stops != wanted:
            self.faults.append(f"other stops than {sorted({*wanted} ^ {*stops, None} - {None})}")
        self.press("Tab")
        if self.page.evaluate(FOCUSED) not in {"", wanted[0]}:
            self.faults.append("the page doesn't end")

    def to_the_start(self) -> None:
        """Goes the same way back."""
        wanted = self.page.evaluate(STOPS)[::-1]
        if [self.tab(back=True) for _ in wanted] != wanted:
            self.faults.append("other stops on the way back")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def follow(self, key: str = "Enter") -> None:
        """Presses a key that leads to another page, and waits for it."""
        with self.page.expect_navigation():
            self.press(key)

    def _is_drawn_otherwise(self) -> bool:
        focused = self.page.screenshot()
        self.page.evaluate(BLUR)
        without = self.page.screenshot()
        self.page.evaluate(FOCUS_AGAIN)
        return focused != without
