"""Where a page loses something when it is enlarged, or its text is set with more space."""

TEXT_SPACING = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}
"""
"""What a reader may ask for by WCAG 1.4.12. A sheet of this kind is not under the policy."""

LOSSES = """
() => {
  const losses = [], all = [...document.body.querySelectorAll("*")];
  const unseen = all.filter((e) =>
    e.matches("svg, .skip-link") || getComputedStyle(e).clipPath === "inset(50%)");
  const shown = all.filter((e) => e.checkVisibility() && !unseen.some((each) => each.contains(e)));
  const say = (loss, e) => losses.push(`${loss}: ${e.outerHTML.slice(0, 120)}`);

  if (document.documentElement.scrollWidth > innerWidth) losses.push("scrolls sideways");
  for (const e of shown) {
    const { overflowX, overflowY } = getComputedStyle(e), box = e.getBoundingClientRect();
    const isHidden = (overflow) => ["hidden", "clip"].includes(overflow);
    const isWide = e.scrollWidth > e.clientWidth + 1, isHigh = e.scrollHeight > e.clientHeight + 1;
    if (isHidden(overflowX) && isWide) say("cut off at the side", e);
    if (isHidden(overflowY) && isHigh) say("cut off below", e);
    if (["auto", "scroll"].includes(overflowX) && isWide) say("scrolls sideways in its place", e);
    if (box.width && (box.left < -1 || box.right > innerWidth + 1)) say("beside the window", e);
  }

  const lines = shown.flatMap((e) => [...e.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    .flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].map((box) => ({ e, box }));
    }))
    .filter(({ e, box }) => box.width > 1 && box.height > 1)
    .filter(({ e }) => !e.closest(".facet, option, select"));
  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach(({ e, box }, number) => {
    for (const { e: other, box: next } of lines.slice(number + 1)) {
      if (next.top > box.bottom) break;
      const [wide, high] = [
        Math.min(box.right, next.right) - Math.max(box.left, next.left),
        Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top),
      ];
      if (wide > 2 && high > box.height / 2) say(`text over ${other.outerHTML.slice(0, 80)}`, e);
    }
  });
  return losses;
}
"""
"""What has been cut off, hangs outside the window or lies over other text.

A list of filters scrolls in its place, so its lines may lie behind what follows it.
"""
