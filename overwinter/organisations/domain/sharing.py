"""With whom a council shares its answers, and which councils are its like."""

from dataclasses import dataclass
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class Kind(StrEnum):
    """What kind of council with duties of adult social care it is."""

    UNSAID = ""
    COUNTY = "county"
    UNITARY = "unitary"
    METROPOLITAN = "metropolitan"
    LONDON = "london"

    @property
    def label(self) -> str:
        return {
            "": "Not said", "county": "County council", "unitary": "Unitary authority",
            "metropolitan": "Metropolitan borough", "london": "London borough or the City of London",
        }[self.value]  # fmt: skip


class Region(StrEnum):
    """The nine regions of England, in which directors of adult social services also work together."""

    UNSAID = ""
    EAST_MIDLANDS = "east-midlands"
    EAST = "east"
    LONDON = "london"
    NORTH_EAST = "north-east"
    NORTH_WEST = "north-west"
    SOUTH_EAST = "south-east"
    SOUTH_WEST = "south-west"
    WEST_MIDLANDS = "west-midlands"
    YORKSHIRE_AND_HUMBER = "yorkshire-and-humber"

    @property
    def label(self) -> str:
        return {
            "": "Not said", "east": "East of England", "yorkshire-and-humber": "Yorkshire and the Humber",
        }.get(self.value, self.value.replace("-", " ").title())  # fmt: skip


class Sharing(StrEnum):
    """Who may read a council's answers. Each holds all before it."""

    NOBODY = "nobody"
    SYSTEM = "system"
    REGION = "region"
    EVERYONE = "everyone"

    @property
    def label(self) -> str:
        return {
            "nobody": "No other council",
            "system": "Councils of our health and care system",
            "region": "Councils of our region, and of our health and care system",
            "everyone": "Every council in this installation",
        }[self.value]


class Like(StrEnum):
    """Which councils one is put beside."""

    EVERYONE = "everyone"
    SYSTEM = "system"
    REGION = "region"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Place:
    """What a council has said of what it is and where; empty for what it has not."""

    kind: Kind = Kind.UNSAID
    region: Region = Region.UNSAID
    system: str = ""

    def said(self, like: Like) -> str:
        """ "West Midlands"; empty where the council has not said it, and for every council."""
        kind, region = self.kind.label if self.kind else "", self.region.label if self.region else ""
        return {Like.SYSTEM: self.system, Like.REGION: region, Like.KIND: kind}.get(like, "")


_UNSAID = (
    "It is not said here which {} the council belongs to. Ask whoever runs this installation to say it, "
    "or choose somebody else to share with"
)


def may_share_with(sharing: Sharing, place: Place) -> Verdict:
    """Whether anybody is meant by it: a council that has not said where it is has no neighbours."""
    if sharing is Sharing.SYSTEM and not place.system:
        return refused(_UNSAID.format("health and care system"))
    if sharing is Sharing.REGION and not (place.region and place.system):
        missing = "region" if not place.region else "health and care system"
        return refused(_UNSAID.format(missing))
    return ALLOWED
