"""Every write of exchange itself. What a service writes goes through the actions of the context that keeps it."""

from overwinter.exchange.actions.tokens import add_service, let_service_in, make_token, withdraw_token

__all__ = ["add_service", "let_service_in", "make_token", "withdraw_token"]
