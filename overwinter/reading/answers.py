"""The forms in which a reading is answered, each a text, by the name that is asked for; only that one is loaded."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from overwinter.reading.document import Document
from overwinter.reading.result import Reading

Answer = Callable[[Document, Reading, Mapping[str, Any]], str]
"""Given the document, what was read from it, and what was asked for beside."""


def _kept(document: Document, reading: Reading, _options: Mapping[str, Any]) -> str:
    """The contract's JSON object as ``reading``, and for each row its surroundings, ``excerpts``."""
    from overwinter.reading.excerpt import Excerpts

    around = Excerpts(document).around
    excerpts = [around(row).as_dict() for row in reading.rows]
    return json.dumps({"reading": reading.as_dict(), "excerpts": excerpts}, ensure_ascii=False)


def _json(_document: Document, reading: Reading, _options: Mapping[str, Any]) -> str:
    from overwinter.reading.printing import as_json

    return as_json(reading) + "\n"


def _words(_document: Document, reading: Reading, options: Mapping[str, Any]) -> str:
    """``width``: the columns of the terminal."""
    from overwinter.reading.printing import in_words

    return in_words(reading, options["width"])


def _explained(_document: Document, reading: Reading, options: Mapping[str, Any]) -> str:
    """``row``: which one is explained, or None for the tables. ``titles``: of the requirements. ``width``."""
    from overwinter.reading.explaining import explained

    return explained(reading, options["row"], titles=options["titles"], width=options["width"])


ANSWERS: Mapping[str, Answer] = {"kept": _kept, "json": _json, "words": _words, "explained": _explained}
