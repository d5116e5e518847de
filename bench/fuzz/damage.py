"""Ways in which bytes are damaged: on the way, on the disk, and by somebody who means it."""

import re
from collections.abc import Callable
from random import Random

Damage = Callable[[bytes, Random], bytes]

NUMBERS = (b"0", b"-1", b"1e308", b"NaN", b"2147483648", b"99999999999999999999", b"XFD1048576", b"A0", b"")
LENGTHS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
ODD_TEXT = (
    "\0", "\ufeff", "\ufffe", "\u202e", "\u200d", "e\u0301" * 40, "\U0001f389\U0001f469\u200d\U0001f467",
    "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627", "\ue000", "\x0c", "\r", "\x1b[2J",
)  # fmt: skip
"""Marks of order and of joining, accents upon accents, pictures, Hebrew, Arabic, a sign of nobody's, controls."""
RUNS = (
    b" ",
    b"a",
    b"1",
    b".",
    b"|",
    b"(",
    b"\t",
    b"\n",
    b"<",
    b"&",
    b'"',
    b"{",
    b"-",
    b"/",
    b"%",
    b"<b>",
    b"<div>",
    b"1.",
    b"> ",
)
LONGEST_RUN = 20_000


def flip_bits(data: bytes, random: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 50, 200))):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def cut_short(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def cut_from_the_front(data: bytes, random: Random) -> bytes:
    return data[random.randrange(1, len(data) + 1) :]


def lose_a_block(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    return data[:start] + data[end:]


def double_a_block(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 30)) + data[end:]


def move_a_block(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    rest = data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def blank_a_block(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    return data[:start] + random.choice((b"\0", b"\xff", b" ")) * (end - start) + data[end:]


def put_in_noise(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.choice((1, 4, 100, 5_000))) + data[at:]


def put_in_a_run(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(RUNS) * random.randrange(1, LONGEST_RUN) + data[at:]


def put_in_odd_text(data: bytes, random: Random) -> bytes:
    encoding = random.choice(("utf-8", "utf-16-le"))
    for _ in range(random.randrange(1, 10)):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(ODD_TEXT).encode(encoding) + data[at:]
    return data


def change_a_length(data: bytes, random: Random) -> bytes:
    """A number of two or four bytes, as formats that are not text keep their lengths and places."""
    at, width = random.randrange(len(data)), random.choice((2, 4))
    return data[:at] + (random.choice(LENGTHS) & (1 << 8 * width) - 1).to_bytes(width, "little") + data[at + width :]


def change_a_number(data: bytes, random: Random) -> bytes:
    """A number written in digits."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return flip_bits(data, random)
    for number in sorted(random.sample(found, min(len(found), random.choice((1, 5)))), key=lambda m: -m.start()):
        data = data[: number.start()] + random.choice(NUMBERS) + data[number.end() :]
    return data


def other_line_ends(data: bytes, random: Random) -> bytes:
    ends = (b"\n", b"\r", b"\r\n", b"\x0b", b"\x0c", b"\xe2\x80\xa8", b"")
    return b"".join(line + random.choice(ends) for line in data.splitlines())


BYTES: tuple[Damage, ...] = (
    flip_bits, flip_bits, cut_short, cut_short, cut_from_the_front, lose_a_block, double_a_block, move_a_block,
    blank_a_block, put_in_noise, put_in_a_run, change_a_length, change_a_number,
)  # fmt: skip
TEXT: tuple[Damage, ...] = (*BYTES, put_in_odd_text, put_in_odd_text, put_in_a_run, change_a_number, other_line_ends)


def damaged(data: bytes, kinds: tuple[Damage, ...], random: Random) -> bytes:
    """``data`` after one damage or a few."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if data:
            data = random.choice(kinds)(data, random)
    return data


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data))
    return start, min(len(data), start + random.choice((1, 16, 512, len(data) // 3 + 1)))
