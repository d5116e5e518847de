"""When two texts are the same wording: capitals, quotation marks, bullets, punctuation and line ends set aside."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
LONGEST = 10_000
"""Characters. A longer text is no requirement row; it is a whole document in one cell."""


def normalised(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u00ad", "").casefold().replace("'", "")
    return " ".join(_WORD.findall(text))


def fingerprint(text: str) -> str:
    """The same for two texts that are the same wording."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()
