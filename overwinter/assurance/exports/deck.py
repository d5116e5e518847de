"""A PowerPoint file to put slides into: the one that comes with Overwinter, or a council's own, checked."""

import re
import zipfile
from io import BytesIO
from typing import Any

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PackageNotFoundError
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

from overwinter.assurance.exports.template import guard_pack
from overwinter.kernel.verdict import Refused

FIRST, EACH = "Title Slide", "Title Only"
"""The layouts that slides are made in, by the names PowerPoint gives them."""
WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
_FACE = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*')
_LINK = re.compile(rb'(<a:f?o?l?[Hh]link><a:srgbClr val=")[0-9A-Fa-f]{6}')
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def open_deck(content: bytes) -> Any:
    """The presentation, without its slides. Raises :class:`Refused` for what is none, or a strange one."""
    guard_pack(content, "a deck of slides")
    try:
        deck = Presentation(BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError) as problem:
        raise Refused(
            "This is not a PowerPoint file that can be opened. Save it in PowerPoint as .pptx and choose it again."
        ) from problem
    ids = deck.slides._sldIdLst
    for each in list(ids):
        deck.part.drop_rel(each.rId)
        ids.remove(each)
    return deck


def layout(deck: Any, name: str) -> Any:
    """Raises :class:`Refused` where there is none with a title."""
    found = next((each for each in deck.slide_layouts if each.name.casefold() == name.casefold()), None)
    if found is None or title_of(found) is None:
        raise Refused(
            f"The file has no layout called “{name}” with a title in it. In PowerPoint, choose View, Slide master, "
            "and name one so."
        )
    return found


def title_of(slide: Any) -> Any:
    return next((each for each in slide.placeholders if each.placeholder_format.type in _TITLES), None)


def check(content: bytes) -> None:
    """Raises :class:`Refused` with the first thing that is wrong and what to do about it."""
    deck = open_deck(content)
    for name in (FIRST, EACH):
        layout(deck, name)


def make_starter(council: str, colour: str) -> bytes:
    """Wide slides with a bar in the council's colour, and the two layouts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for each in list(deck.slide_layouts):
        if each.name not in (FIRST, EACH):
            deck.slide_layouts.remove(each)
    master = deck.slide_master
    _set_face(master)
    _bar(deck, master, colour)
    for each in master.placeholders:
        _place(each, MARGIN, Inches(0.45), WIDTH - 2 * MARGIN, Inches(0.9))
    first, plain = layout(deck, FIRST), layout(deck, EACH)
    _drop_foot(first)
    _drop_foot(plain)
    _title(title_of(plain), Inches(0.45), Inches(0.9), 28)
    _title(title_of(first), Inches(2.2), Inches(1.2), 40)
    for each in first.placeholders:
        if each.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            _title(each, Inches(3.5), Inches(2.2), 20, bold=False)
    properties = deck.core_properties
    properties.title, properties.author, properties.language = "Slides", council, "en-GB"
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def rgb(colour: str) -> Any:
    """``RRGGBB``, with or without its mark, as the library wants it."""
    made: Any = RGBColor
    return made.from_string(colour.lstrip("#").upper())


def _set_face(master: Any) -> None:
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme._blob = _LINK.sub(rb"\g<1>1A65A6", _FACE.sub(rb"\g<1>Arial", theme.blob))


def _bar(deck: Any, master: Any, colour: str) -> None:
    """Made on a slide, which is the only place where a shape can be made, and moved beneath all slides."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, WIDTH, Inches(0.18))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    master.shapes._spTree.insert(2, shape._element)
    ids = deck.slides._sldIdLst
    deck.part.drop_rel(ids[0].rId)
    ids.remove(ids[0])


def _title(shape: Any, top: int, height: int, size: int, *, bold: bool = True) -> None:
    """Its place, and the look of its first level of text, which slides of this layout take over."""
    _place(shape, MARGIN, top, WIDTH - 2 * MARGIN, height)
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bold else MSO_ANCHOR.TOP
    style = shape._element.txBody.find(qn("a:lstStyle"))
    for each in list(style):
        style.remove(each)
    ink = '<a:solidFill><a:srgbClr val="0B0C0C"/></a:solidFill>'
    style.append(
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} algn="l" marL="0" indent="0"><a:buNone/>'
            f'<a:defRPr sz="{size * 100}" b="{int(bold)}">{ink}</a:defRPr></a:lvl1pPr>'
        )
    )


def _drop_foot(of: Any) -> None:
    """Date, footer and number of the layout: slides have a foot of their own."""
    feet = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    for each in list(of.placeholders):
        if each.placeholder_format.type in feet:
            each._element.getparent().remove(each._element)


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Emu, (left, top, width, height))
