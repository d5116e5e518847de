"""Keyed digests: the same text gives the same digest, and without the installation's secret nobody can tell which text.

For finding what stands encrypted, such as an address, and for what is too short to be kept by its plain digest.
"""

import hashlib
import hmac

from django.conf import settings


def digest(text: str, *, purpose: str) -> str:
    """By the secret of today. ``purpose`` keeps the digests of two tables apart."""
    return _digest(settings.SECRET_KEY, text, purpose)


def digests(text: str, *, purpose: str) -> list[str]:
    """What :func:`digest` gives, and gave under each secret of before that is still read: for looking something up."""
    return [_digest(key, text, purpose) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _digest(key: str, text: str, purpose: str) -> str:
    return hmac.new(key.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
