"""Telephone numbers."""

import re


def dialled(phone: str) -> str:
    """As it is dialled from anywhere: "01632 960100" is "+441632960100". What is no digit is left out."""
    bare = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return f"+44{bare[1:]}" if bare.startswith("0") and not bare.startswith("00") else bare


_MOBILE = re.compile(r"(?:\+44|0044|0)7\d{9}")


def mobile_of(phone: str) -> str:
    """The number a text message can go to, as +447…; empty for a landline or what is no number."""
    bare = re.sub(r"[\s()\-.]", "", phone).replace("+440", "+44")
    return f"+44{bare[-10:]}" if _MOBILE.fullmatch(bare) else ""
