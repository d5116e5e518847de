"""A row while it is being matched: what it is taken to ask, and how sure that is."""

from msgspec import Struct, field

from overwinter.reading.catalogue import LearntWording
from overwinter.reading.matching.grounds import Evidence, Whole
from overwinter.reading.matching.model import Fit
from overwinter.reading.matching.several import Part
from overwinter.reading.matching.texts import Text
from overwinter.reading.result import RowRead


class Claim(Struct):
    """What a row is taken to ask, while the rows are still being compared."""

    part: Part
    margin: float
    """Lead over the next entry."""
    doubt: float = 1.0
    """What the confidence is multiplied by, for reasons beyond this row's own text."""
    notes: list[str] = field(default_factory=list)
    evidence: Evidence | None = None
    confidence: float = 0.0
    is_taught: bool = False

    @property
    def strength(self) -> float:
        return self.part.fit.text[self.part.entry]


class Draft(Struct):
    row: RowRead
    text: Text
    fit: Fit
    other_service: str | None = None
    taught: LearntWording | None = None
    claims: list[Claim] = field(default_factory=list)
    is_unlike_all: bool = False
    is_left_over: bool = False
    contradicted: str = ""
    """Why what was taught for this wording was not taken."""
    whole: Whole = field(default_factory=Whole)
