"""The accessibility rules of axe, run on a page as it stands in the browser.

Whether a text can be told from its ground takes axe half of its time, and a table of a hundred rows looks the same in
each: it is judged once for each look, which is how a text and all it stands in are marked up and coloured. A walk over
many pages judges a look once in all of them, and at a page's second width asks only what a width can change. That what
is pressed is large enough, or stands apart (WCAG 2.2, 2.5.8), axe asks only when told to; of the grid's cells it is not
asked, which scroll away beneath the bar.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.support.walking import widen

CONTRAST = "color-contrast"
OF_WIDTH = ("target-size", "scrollable-region-focusable", "link-in-text-block", "heading-order", "page-has-heading-one")
"""Rules whose answer may be another at another width though nothing to see has come or gone."""

RUN = """async ({ contrast, ofWidth, judged, seenBefore }) => {
  const hash = (text) => {
    let one = 2166136261, two = 5381;
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 16777619);
      two = Math.imul(two, 33) ^ text.charCodeAt(at);
    }
    return `${(one >>> 0).toString(36)}-${(two >>> 0).toString(36)}`;
  };
  const known = new Set(judged);
  const looks = new Map();
  const first = new Map();
  const seen = new Set();
  for (const each of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(each);
    const look = hash([
      looks.get(each.parentElement), each.tagName, each.getAttribute("class"), each.getAttribute("type"), each.disabled,
      style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode,
      style.fontSize, style.fontWeight, style.textShadow, style.position, style.zIndex,
    ].join("|"));
    looks.set(each, look);
    if (!each.checkVisibility({ visibilityProperty: true })) continue;
    seen.add(each);
    const speaks = each.matches("input, select, textarea")
      || [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (speaks && !known.has(look) && !first.has(look)) first.set(look, each);
  }
  const before = seenBefore ? window.seenByAxe : null;
  const same = before && seen.size === before.size && [...seen].every((each) => before.has(each));
  first.forEach((each) => each.setAttribute("data-first-look", ""));
  axe.configure({ rules: [
    { id: contrast, selector: "[data-first-look]" },
    { id: "target-size", selector: "*:not(.ow-grid *)" },
  ] });
  const asked = same ? { runOnly: [contrast, ...ofWidth] } : { rules: { "target-size": { enabled: true } } };
  const { violations } = await axe.run({ resultTypes: ["violations"], ...asked });
  first.forEach((each) => each.removeAttribute("data-first-look"));
  window.seenByAxe = seen;
  const said = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  return { said, judged: [...first.keys()] };
}"""


def prepare(context: Any) -> None:
    """Let each page of a browser's context come with axe: told once, it is understood once for all of them."""
    context.add_init_script(AXE_SCRIPT)


def faults_of(page: Any) -> list[str]:
    """Each rule that is broken, with where."""
    said, _ = _run(page, judged=(), seen_before=False)
    return said


def faults_at(page: Any, widths: Sequence[int], judged: set[str]) -> list[str]:
    """Each rule that is broken at one of the widths. A look in ``judged`` is not judged; new ones are put there."""
    found = []
    for place, width in enumerate(widths):
        widen(page, width)
        said, looks = _run(page, judged=judged, seen_before=place > 0)
        judged.update(looks)
        found += [f"{fault} at {width}" for fault in said]
    return found


def _run(page: Any, *, judged: Iterable[str], seen_before: bool) -> tuple[list[str], list[str]]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    asked = {"contrast": CONTRAST, "ofWidth": OF_WIDTH, "judged": list(judged), "seenBefore": seen_before}
    answer = page.evaluate(RUN, asked)
    return list(answer["said"]), list(answer["judged"])
