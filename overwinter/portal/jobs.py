"""What runs in the background: the links that were asked for, and forgetting what counted them."""

from overwinter.portal.actions import asking


def send_link(asked_id: int) -> None:
    asking.answer_asking(asked_id=asked_id, by=None)


def forget_old() -> None:
    asking.forget_old(by=None)
