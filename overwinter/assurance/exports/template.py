"""A Word file with placeholders, such as ``{{ council }}``: where they stand, and what is wrong with one.

A placeholder is a name and nothing else: no template can reckon, loop or reach anything.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from overwinter.kernel.verdict import Refused

LARGEST, LARGEST_OPENED, MOST_PARTS = 5_000_000, 60_000_000, 2_000
"""Bytes of the file, bytes of what is packed in it, and how many parts; a letterhead has a few dozen parts."""
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Placeholders:
    """Those that a kind of document has; each with what stands there."""

    of: str
    """What the document is, after "of": "the letter"."""
    inline: Mapping[str, str]
    """They can stand within other words."""
    blocks: Mapping[str, str]
    """They need a paragraph of their own; without anything to say, the paragraph goes."""
    whole: str = ""
    """The block that holds all ``parts``."""
    parts: tuple[str, ...] = ()
    """What the document must say: these, or ``whole``."""
    needed: tuple[str, ...] = ()
    """And these in any case."""
    room: str = "a paragraph"
    """What a block needs for itself."""


_NOT_WORD = "This is not a Word file that can be opened. Save it in Word as .docx and choose it again."


def open_template(content: bytes) -> WordDocument:
    """Raises :class:`Refused` for what is no Word file, or a strange one."""
    guard_pack(content, "a letter or a report")
    try:
        return Document(BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError) as problem:
        raise Refused(_NOT_WORD) from problem


def guard_pack(content: bytes, of: str) -> None:
    """Raises :class:`Refused` for an office file that is too large, unpacks to too much, or holds macros.

    What is no office file at all passes: whoever opens it says so.
    """
    if len(content) > LARGEST:
        raise Refused("The file is larger than 5 MB. Make its pictures smaller and choose it again.")
    if not zipfile.is_zipfile(BytesIO(content)):
        return
    with zipfile.ZipFile(BytesIO(content)) as pack:
        parts = pack.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_OPENED:
        raise Refused(f"The file unpacks to more than {of} can hold. Save it anew and choose it again.")
    if any("vbaProject" in part.filename for part in parts):
        raise Refused("The file holds macros. Save it without them and choose it again.")


def check(content: bytes, allowed: Placeholders) -> None:
    """Raises :class:`Refused` with the first thing that is wrong and what to do about it."""
    found: set[str] = set()
    for paragraph in paragraphs(open_template(content)):
        found.update(check_text(text_of(paragraph), allowed))
    missing = [name for name in allowed.parts if name not in found] if allowed.whole not in found else []
    if missing:
        raise Refused(
            f"The template has no place for “{{{{ {missing[0]} }}}}”, which {allowed.of} must say. Put it in a "
            f"paragraph of its own, or put “{{{{ {allowed.whole} }}}}” for all parts at once."
        )
    for name in allowed.needed:
        if name not in found:
            raise Refused(
                f"The template has no place for {allowed.blocks[name]}. "
                f"Put “{{{{ {name} }}}}” in a paragraph of its own."
            )


def check_text(text: str, allowed: Placeholders) -> list[str]:
    """The names in it. Raises :class:`Refused` for one that is not known, not whole, or stands where it cannot."""
    names = PLACEHOLDER.findall(text)
    _check_marks(text)
    for name in names:
        _check_name(name, text, allowed)
    return names


def paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    """Every paragraph, also of tables, text boxes, headers and footers."""
    roots = [document.element.body]
    for section in document.sections:
        for part in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                roots.append(part._element)
    for root in roots:
        for element in list(root.iter(qn("w:p"))):
            yield Paragraph(element, document)


def text_of(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _check_marks(text: str) -> None:
    rest = PLACEHOLDER.sub("", text)
    for mark in ("{{", "}}"):
        if mark in rest:
            raise Refused(
                f"“{_short(text)}” has “{mark}” without its other half. Write placeholders as {{{{ council }}}}."
            )
    if "{%" in rest:
        raise Refused(
            f"“{_short(text)}” has a command. A template holds names such as {{{{ council }}}} and nothing else."
        )


def _check_name(name: str, text: str, allowed: Placeholders) -> None:
    if name in allowed.blocks:
        if PLACEHOLDER.sub("", text).strip() or len(PLACEHOLDER.findall(text)) > 1:
            raise Refused(f"“{{{{ {name} }}}}” stands among other words. Give it {allowed.room} of its own.")
    elif name not in allowed.inline:
        near = get_close_matches(name, [*allowed.inline, *allowed.blocks], n=1)
        hint = f"Did you mean “{{{{ {near[0]} }}}}”?" if near else "The list of placeholders is on this page."
        raise Refused(f"“{{{{ {name} }}}}” is no placeholder of {allowed.of}. {hint}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
