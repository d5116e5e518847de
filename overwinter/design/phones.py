"""A telephone number that one can press."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.kernel.phones import dialled


def phone_link(phone: str) -> SafeString:
    """Empty where there is no number."""
    return format_html('<a href="tel:{}">{}</a>', dialled(phone), phone) if phone else SafeString("")
