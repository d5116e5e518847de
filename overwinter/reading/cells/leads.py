"""Leads: who is named for a row or a section."""

import re

from overwinter.reading.cells.text import clean

_ROLE_WITH_COMMA = re.compile(
    r"^(?:(?:deputy|assistant|associate|interim|acting|joint|executive|strategic|service|corporate|operations?|divisional|"
    r"programme|group|regional|managing)\s+)*director$|^head(?: of service)?$|^service manager$",
    re.IGNORECASE,
)


def split_leads(text: str) -> tuple[str, ...]:
    """The leads named one after the other in ``text``; a title such as "Deputy Director, Commissioning" stays whole."""
    leads: list[str] = []
    for part in re.split(r"[;\n]", clean(text)):
        for name in (piece.strip() for piece in part.split(",")):
            if not name:
                continue
            if (
                leads
                and _ROLE_WITH_COMMA.match(leads[-1])
                and not re.match(r"^(?:director|head|lead)\b", name, re.IGNORECASE)
            ):
                leads[-1] = f"{leads[-1]}, {name}"
            else:
                leads.append(name)
    return tuple(leads)
