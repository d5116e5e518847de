"""Rich text, taken apart: groups, control words and text, with the bytes of each code page made characters."""

import re
from collections.abc import Iterator

from msgspec import Struct

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)"
)
_CODE_PAGES = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The code page of a font's character set."""


class Token(Struct, frozen=True):
    kind: str
    """``open``, ``close``, ``word`` (a control word or sign) or ``text`` (bytes)."""
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, in order. Binary data within it is left out."""
    position = 0
    while position < len(data):
        found = _TOKEN.match(data, position)
        if found is None:
            position += 1
            continue
        position = found.end()
        if found["word"] is not None:
            number = int(found["number"]) if found["number"] is not None else None
            if found["word"] == b"bin":
                position += max(number or 0, 0)
            else:
                yield Token("word", found["word"].decode(), number)
        elif found["byte"] is not None:
            yield Token("text", data=bytes.fromhex(found["byte"].decode()))
        elif found["sign"] is not None:
            yield Token("word", found["sign"].decode("latin-1"))
        elif found["brace"] is not None:
            yield Token("open" if found["brace"] == b"{" else "close")
        elif found["text"] is not None:
            yield Token("text", data=found["text"])


def code_page_of(character_set: int) -> str:
    return _CODE_PAGES.get(character_set, "cp1252")


def decoded(data: bytes, code_page: str) -> str:
    """The characters of bytes in a code page; those of symbol fonts keep to the private range they are known by."""
    if code_page == "symbol":
        return "".join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in data)
    try:
        return data.decode(code_page, errors="replace")
    except LookupError:
        return data.decode("cp1252", errors="replace")


def paired(text: str) -> str:
    """Characters that the file wrote as two halves, put together."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
