"""Every write of exchange itself. What a service writes goes through the actions of the context that keeps it."""

from overwinter.exchange.actions.keys import KEY_GOOD_FOR, forget_answers
from overwinter.exchange.actions.tokens import add_service, let_service_in, make_token, withdraw_token

__all__ = ["KEY_GOOD_FOR", "add_service", "forget_answers", "let_service_in", "make_token", "withdraw_token"]
