"""Tagged PDF (PDF/UA-1) from a typst template and data. Every text comes as data: none of it is markup."""

import json
import re
from pathlib import Path
from typing import Any, Final

import typst

from overwinter.design.documents.fonts import choose

STANDARD: Final = "ua-1"
_UNDRAWN = re.compile(r'the text `"(?:\\u\{(?P<code>[0-9a-f]+)\}|\\?(?P<sign>.))')
"""How the compiler names a sign that no typeface of the machine can draw."""


def compile_pdf(template: Path, name: str, data: dict[str, Any]) -> bytes:
    """``template`` with ``data`` under ``sys.inputs.<name>`` as JSON, and under its ``fonts`` the typefaces.

    A sign that no typeface can draw stands as its number, such as [U+6F22]: the standard allows no blank boxes.
    """
    face = choose()
    whole = {**data, "fonts": face.families}
    numbers: dict[int, str] = {}
    while True:
        told = json.dumps(_told(whole, numbers), ensure_ascii=False)
        try:
            return typst.compile(
                template.read_bytes(), font_paths=face.fonts, sys_inputs={name: told}, pdf_standards=[STANDARD]
            )
        except typst.TypstError as error:
            undrawn = _UNDRAWN.search(str(error))
            if undrawn is None:
                raise
            code = int(undrawn["code"], 16) if undrawn["code"] else ord(undrawn["sign"])
            if code in numbers:
                raise
            numbers[code] = f"[U+{code:04X}]"


def _told(value: Any, numbers: dict[int, str]) -> Any:
    """``value`` with the signs of ``numbers`` told by their number."""
    if isinstance(value, str):
        return value.translate(numbers)
    if isinstance(value, dict):
        return {key: _told(part, numbers) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_told(part, numbers) for part in value]
    return value
