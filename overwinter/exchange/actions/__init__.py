"""Every write of exchange itself. What a service writes goes through the actions of the context that keeps it."""

from overwinter.exchange.actions.files import note_file_taken
from overwinter.exchange.actions.keys import KEY_GOOD_FOR, forget_answers
from overwinter.exchange.actions.tokens import add_service, let_service_in, make_token, withdraw_token
from overwinter.exchange.actions.webhooks import (
    add_webhook,
    change_webhook,
    end_webhook,
    forget_deliveries,
    make_secret,
    send_again,
    switch_webhook,
    try_webhook,
)

__all__ = [
    "KEY_GOOD_FOR",
    "add_service",
    "add_webhook",
    "change_webhook",
    "end_webhook",
    "forget_answers",
    "forget_deliveries",
    "let_service_in",
    "make_secret",
    "make_token",
    "note_file_taken",
    "send_again",
    "switch_webhook",
    "try_webhook",
    "withdraw_token",
]
