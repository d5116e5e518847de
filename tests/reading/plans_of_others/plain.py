"""The plans as pages, text, print and delimited files."""

import csv
from html import escape
from pathlib import Path

import typst

from tests.reading.plans_of_others.plans import Plan

_PAGE = """#set page(paper: "a4", margin: 2cm, header: text(8pt)[Resilience plan],
  footer: context counter(page).display())
#set text(size: 11pt, hyphenate: false)
"""


def web_page(path: Path, plan: Plan) -> None:
    """A page of a council's website: menu, crumbs, headings, lists, a foot of links."""
    out = [f"<!doctype html><html lang='en'><head><title>{escape(plan.title)}</title></head><body>"]
    out.append("<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/bins'>Bins</a></li></ul></nav></header>")
    out.append(
        f"<main><h1>{escape(plan.title)}</h1><p>This winter is like no other. Together with our partners we will:"
    )
    out.append("</p>")
    for heading, rows in plan.parts():
        items = "".join(f"<li>{escape(row.text)}</li>" for row in rows)
        out.append(f"<h2>{escape(heading)}</h2><ul>{items}</ul>")
    if plan.next_steps:
        items = "".join(f"<li>{escape(text)}</li>" for text in plan.next_steps)
        out.append(f"<h2>Next steps</h2><ul>{items}</ul>")
    out.append("<h2>Related pages</h2><ul><li><a href='/a'>Adult social care</a></li><li>Public health</li></ul>")
    out.append("</main><footer><ul><li>Privacy</li><li>Accessibility statement</li></ul></footer></body></html>")
    path.write_text("\n".join(out), encoding="utf-8")


def region_page(path: Path, plan: Plan) -> None:
    heads = "".join(f"<th>{escape(text)}</th>" for text in ("Requirement", *plan.names))
    lines = ["".join(f"<td>{escape(text)}</td>" for text in (row.text, *row.said["answers"])) for row in plan.rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    page = f"<html><body><h1>{escape(plan.title)}</h1><table><tr>{heads}</tr>{body}</table></body></html>"
    path.write_text(page, encoding="utf-8")


def markdown(path: Path, plan: Plan) -> None:
    out = [f"# {plan.title}", "", "How we support people, carers and providers this winter.", ""]
    for heading, rows in plan.parts():
        out += [f"## {heading}", "", "What we do:", "", *(f"- {row.text}" for row in rows), ""]
    path.write_text("\n".join(out), encoding="utf-8")


def printed(path: Path, plan: Plan) -> None:
    """The headings and bullets on paper, with running header and page number."""
    out = [_PAGE, f"= {_quoted(plan.title)}", "", _quoted("How we support people, carers and providers."), ""]
    for heading, rows in plan.parts():
        out += [f"== {_quoted(heading)}", "", *(f"- {_quoted(row.text)}" for row in rows), ""]
    path.write_bytes(typst.compile("\n".join(out).encode(), format="pdf"))


def _quoted(text: str) -> str:
    """A Typst string, so that no character of a plan is markup."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{plain}"'


def text(path: Path, plan: Plan) -> None:
    out = [plan.title, ""]
    for heading, rows in plan.parts():
        out += [heading, "", *(f"• {row.text}" for row in rows), ""]
    if plan.next_steps:
        out += ["Next steps", "", *(f"• {text}" for text in plan.next_steps), ""]
    path.write_text("\n".join(out), encoding="utf-8")


def delimited(path: Path, plan: Plan) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Ref", "Theme", "Requirement", "Response", "Lead", "By when", "Fully met (Y/N)"])
        for row in plan.rows:
            said = row.said
            met = {"yes": "Y", "no": "N"}[said["met"]]
            writer.writerow([row.ref, row.theme, row.text, said["response"], said["lead"], said["when"], met])
