"""Words as they are counted: case, form, quotation marks and punctuation set aside."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_MARKS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u00a0": " ",
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of ``text``: ``Cont'd`` gives ``contd``, ``N/A`` gives ``n`` and ``a``."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_MARKS)
    return _WORD.findall(plain.casefold().replace("'", ""))


def count_words(text: str) -> Counter[str]:
    return Counter(words(text))


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """``text`` reduced to its words, to compare two texts that differ in form only."""
    return " ".join(words(text))
