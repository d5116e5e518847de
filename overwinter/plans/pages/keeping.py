"""What the screen says on which a row is kept true."""

from dataclasses import dataclass

from overwinter.kernel.days import full_day
from overwinter.plans.models import Response
from overwinter.plans.pages.words import name_of


@dataclass(frozen=True, slots=True)
class KeepPage:
    response: Response

    @property
    def title(self) -> str:
        return name_of(self.response)

    @property
    def lede(self) -> str:
        requirement = self.response.requirement
        return requirement.summary if requirement is not None else self.response.wording

    @property
    def looked_at(self) -> str:
        day = self.response.reviewed_on
        return f"Last looked at on {full_day(day)}." if day else "Nobody has looked at it yet."

    @property
    def by_when_note(self) -> str:
        """The words beside the date, which are changed on the page of the answer."""
        return f"In words: “{self.response.by_when}”." if self.response.by_when else ""
