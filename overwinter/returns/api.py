"""The door to returns."""

from overwinter.returns.domain.kinds import Entered, ReturnState
from overwinter.returns.models import Form, Return

__all__ = ["Entered", "Form", "Return", "ReturnState"]
