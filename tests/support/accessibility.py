"""The accessibility rules of axe, run on a page as it stands in the browser.

Whether a text can be told from its ground takes axe four fifths of its time, and a table of a hundred rows looks the
same in each: it is judged once for each look, which is how a text and all it stands in are marked up and coloured.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

CONTRAST = "color-contrast"

RUN = """async (contrast) => {
  const numbers = new Map();
  const number = (key) => numbers.get(key) ?? numbers.set(key, numbers.size).get(key);
  const looks = new Map();
  const first = new Map();
  for (const each of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(each);
    const look = number([
      looks.get(each.parentElement), each.tagName, each.getAttribute("class"), each.getAttribute("type"), each.disabled,
      style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode,
      style.fontSize, style.fontWeight, style.textShadow, style.position, style.zIndex,
    ].join("|"));
    looks.set(each, look);
    const speaks = each.matches("input, select, textarea")
      || [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (speaks && !first.has(look) && each.checkVisibility({ visibilityProperty: true })) first.set(look, each);
  }
  const kinds = { resultTypes: ["violations"] };
  const all = await axe.run({ ...kinds, rules: { [contrast]: { enabled: false } } });
  const found = all.violations;
  if (first.size) {
    const grounds = await axe.run({ include: [...first.values()] }, { ...kinds, runOnly: [contrast] });
    found.push(...grounds.violations);
  }
  return found.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def faults_of(page: Any) -> list[str]:
    """Each rule that is broken, with where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(RUN, CONTRAST))
