"""What runs in the background: mails that were asked for, and forgetting what opens nothing any more."""

from overwinter.portal.actions import asking, forgetting, telling


def send_link(asked_id: int) -> None:
    asking.answer_asking(asked_id=asked_id, by=None)


def tell_of_number(asked_id: int) -> None:
    telling.tell_of_number(asked_id=asked_id, by=None)


def forget_old() -> None:
    forgetting.forget_old(by=None)
