"""What must hold on every page: no complaint, no overflow, no barrier, no word that is not Vietnamese."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
STAMP = "DỮ LIỆU MINH HỌA"
# Words of the program that a screen must not show: states, answers, kinds of source, what a template leaves behind.
NOT_VIETNAMESE = re.compile(
    r"\b(?:draft|presented|submitted|approved|sent back|issued|sure|likely|doubtful|records|typed|carried|imported"
    r"|none arose|not reported|own|stated|stock|flow|ratio|distinct|commune|district|province|officer|head|None|True"
    r"|False|null|NaN|undefined|error|errors|submit|search|filter|loading|page|object|Traceback|years?|months?|weeks?|days?|hours?|minutes?)\b"
    r"|\b[a-z]+_[a-z_]+\b|\{\{|\}\}|\{%"
)
READ_OUT = """() => {
  const shown = [document.body.innerText];
  for (const element of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (element.getAttribute(name)) shown.push(element.getAttribute(name));
  return document.title + "\\n" + shown.join("\\n");
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 160)).slice(0, 5);
}"""


def faults(page: Any, *, stamped: bool = True) -> list[str]:
    """Everything wrong with the page as it stands; empty when it may be shown."""
    said = page.evaluate(READ_OUT)
    found = [f"console: {text}" for text in page.complaints]
    found += [f"wider than the window: {html}" for html in page.evaluate(TOO_WIDE)]
    found += [f"not a word for this screen: {word}" for word in sorted(set(NOT_VIETNAMESE.findall(said)))]
    if stamped and STAMP not in said:
        found.append("does not say that this is a demonstration")
    return found + barriers(page)


def barriers(page: Any) -> list[str]:
    """What keeps somebody from using the page, by the rules of WCAG 2.2 AA."""
    answer = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    return [
        f"{fault['id']}: {node['html'][:200]} ({node.get('failureSummary', '')[:200]})"
        for fault in answer["violations"]
        for node in fault["nodes"][:3]
    ]
