"""What other contexts put on a person's account page; ``config.wiring`` says who."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest

from overwinter.design.parts import Link

AccountLinks = Callable[[HttpRequest], Sequence[Link]]


def _none(_request: HttpRequest) -> Sequence[Link]:
    return ()


_links: AccountLinks = _none


def connect_account_links(links: AccountLinks) -> None:
    global _links
    _links = links


def account_links(request: HttpRequest) -> Sequence[Link]:
    return _links(request)
