"""The drawing commands of a PDF page, read in one sweep: the parser of the PDF library goes byte by byte.

What the sweep does not know (pictures within the commands, brackets deep within brackets, anything damaged) it leaves
to the library, from that place on.
"""

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import LIT, literal_name

_END = rb"(?=[\x00\t\n\f\r ()<>\[\]/%]|\Z)"
_TOKEN = re.compile(
    rb"(?:[\x00\t\n\f\r ]++|%[^\r\n]*+)*+(?:"
    rb"(?P<whole>[-+]?\d{1,18})" + _END + rb"|(?P<part>[-+]?(?:\d{1,18}\.\d{0,18}|\.\d{1,18}))" + _END + rb""
    rb"|(?P<word>[A-Za-z][A-Za-z0-9*]*+|['\"])" + _END + rb""
    rb"|\((?P<plain>[^()\\]*+)\)|\((?P<escaped>(?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*+\))*+)\)"
    rb"|(?P<bracket>\[|\]|<<|>>)|<(?P<hexed>[0-9A-Fa-f\x00\t\n\f\r ]*+)>"
    rb"|/(?P<name>[^\x00\s()<>\[\]{}/%#]*+)" + _END + rb"|(?P<over>\Z))"
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|([\s\S]))")
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_SPACE = re.compile(rb"[\x00\s]+")
_NO_BYTE = re.compile(rb"\\[4-7][0-7][0-7]")
_TRUTHS = {b"true": True, b"false": False}
_LEFT_TO_LIBRARY = frozenset((b"BI", b"ID", b"EI", b"null", b"R"))
_NAMES = {"*": "_a", '"': "_w", "'": "_q"}
"""How the library writes signs in the names of its methods."""
_CLOSES = {b"]": b"[", b">>": b"<<"}
_tails = count(1)
Method = tuple[Callable[..., None], int]


class Interpreter(PDFPageInterpreter):
    """Carries out the commands of a page, as the library's own does."""

    def execute(self, streams: Sequence[object]) -> None:
        found = [stream_value(one) for one in streams]
        numbers = {one.objid for one in found if one.objid is not None}
        if len(numbers) != len(found) or numbers & self.parent_stream_ids:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(numbers)
        data = b" ".join(one.get_data() for one in found)
        reached = self._carry_out(data)
        if reached < len(data):
            # the library forgets which streams are at work when it begins another: a form may not draw itself
            self.parent_stream_ids |= self.stream_ids
            rest = PDFStream({}, data[reached:])
            rest.set_objid(-next(_tails), 0)
            super().execute([rest])

    def do_TJ(self, seq: Any) -> None:
        """Show text. The library keeps a copy of the colours with each piece; no reader asks for them."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def _carry_out(self, data: bytes) -> int:
        """Carry out the commands of ``data`` up to its end or to the first piece that is left to the library.

        Returns the place reached.
        """
        known: dict[bytes, Method | None] = {}
        operands, outer, match = self.argstack, list[list[Any]](), _TOKEN.match
        begun = position = 0
        while (token := match(data, position)) is not None:
            kind = token.lastgroup
            if not outer:
                begun = position
            if kind == "over":
                return begun if outer else len(data)
            position = token.end()
            if kind == "word":
                word = token["word"]
                if word in _TRUTHS:
                    operands.append(_TRUTHS[word])
                    continue
                if outer or word in _LEFT_TO_LIBRARY:
                    return begun
                if word not in known:
                    known[word] = self._method(word.decode())
                if (method := known[word]) is not None:
                    self._call(*method)
                    operands = self.argstack
            elif kind == "bracket":
                bracket = token["bracket"]
                if bracket in _CLOSES.values():
                    outer.append(operands)
                    operands = [bracket]
                    continue
                if not outer or operands[0] != _CLOSES[bracket]:
                    return begun
                held = _held(operands)
                if held is None:
                    return begun
                operands = outer.pop()
                operands.append(held)
            else:
                value = _value(kind, token)
                if value is None:
                    return begun
                operands.append(value)
        return begun if outer else position

    def _method(self, operator: str) -> "Method | None":
        """The method that carries out ``operator`` and how many operands it takes."""
        method = getattr(self, "do_" + "".join(_NAMES.get(letter, letter) for letter in operator), None)
        return None if method is None else (method, method.__code__.co_argcount - 1)

    def _call(self, method: Callable[..., None], wanted: int) -> None:
        if wanted == 0:
            method()
            return
        operands = self.argstack[-wanted:]
        del self.argstack[-wanted:]
        if len(operands) == wanted:
            method(*operands)


def _held(operands: list[Any]) -> Any:
    """What stands between brackets; None for pairs of which one is missing."""
    bracket, *held = operands
    if bracket == b"[":
        return held
    return None if len(held) % 2 else {literal_name(held[i]): held[i + 1] for i in range(0, len(held), 2)}


def _value(kind: str | None, token: "re.Match[bytes]") -> Any:
    """The operand that ``token`` stands for; None when it is left to the library."""
    if kind == "whole":
        return int(token["whole"])
    if kind == "part":
        return float(token["part"])
    if kind == "plain":
        return token["plain"]
    if kind == "name":
        name = token["name"]
        return LIT(name.decode()) if name.isascii() else None
    if kind == "hexed":
        digits = _SPACE.sub(b"", token["hexed"])
        return bytes.fromhex((digits if len(digits) % 2 == 0 else digits[:-1] + b"0" + digits[-1:]).decode())
    escaped = token["escaped"]
    if b"\\\\" not in escaped:
        escaped = escaped.replace(b"\\000", b"\0")  # the first byte of most letters that take two
    return None if _NO_BYTE.search(escaped) else _ESCAPE.sub(_meant, escaped)


def _meant(found: "re.Match[bytes]") -> bytes:
    return bytes((int(found[1], 8),)) if found[1] else _ESCAPED.get(found[2], b"")
