"""Where things of the portal stand, as whole addresses for mails and as paths for pages."""

from django.conf import settings
from django.urls import reverse


def link(secret: str) -> str:
    return _whole(reverse("portal:link", args=[secret]))


def council_sign_in() -> str:
    return _whole(reverse("account_login"))


def _whole(path: str) -> str:
    site: str = settings.SITE_URL
    return f"{site.rstrip('/')}{path}"
