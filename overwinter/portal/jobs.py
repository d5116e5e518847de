"""What runs in the background: mails that were asked for, asking what became of text messages, and forgetting."""

from overwinter.portal.actions import asking, forgetting, telling, tracing


def send_link(asked_id: int) -> None:
    asking.answer_asking(asked_id=asked_id, by=None)


def tell_of_number(asked_id: int) -> None:
    telling.tell_of_number(asked_id=asked_id, by=None)


def forget_old() -> None:
    forgetting.forget_old(by=None)


def ask_what_became() -> None:
    tracing.ask_what_became(by=None)
