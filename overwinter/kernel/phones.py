"""Telephone numbers."""


def dialled(phone: str) -> str:
    """As it is dialled from anywhere: "01632 960100" is "+441632960100". What is no digit is left out."""
    bare = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return f"+44{bare[1:]}" if bare.startswith("0") and not bare.startswith("00") else bare
