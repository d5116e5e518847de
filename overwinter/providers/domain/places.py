"""The districts and wards of a council, as it lists them: what the regulator's directory does not know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.words import joined

LONGEST = 120


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A district (no ward), a ward of a district, or a ward of a council that has no districts."""

    district: str
    ward: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Those of one council; without any, districts and wards are written freely."""

    listed: tuple[Place, ...] = ()

    @property
    def districts(self) -> Sequence[str]:
        return tuple(dict.fromkeys(each.district for each in self.listed if each.district))

    @property
    def wards(self) -> Sequence[str]:
        return tuple(sorted({each.ward for each in self.listed if each.ward}))

    def districts_of(self, ward: str) -> Sequence[str]:
        return tuple(each.district for each in self.listed if each.ward == ward)

    def district_for(self, district: str, ward: str) -> str:
        """The district that was said, or else the only one that has the ward; empty where nothing tells."""
        of_ward = self.districts_of(ward) if ward else ()
        return district or (of_ward[0] if len(of_ward) == 1 else "")

    @property
    def text(self) -> str:
        """As they are written in the box: a district a line, its wards behind a colon."""
        lines = []
        for district in dict.fromkeys(each.district for each in self.listed):
            wards = ", ".join(each.ward for each in self.listed if each.district == district and each.ward)
            lines.append(f"{district}: {wards}".strip() if wards else district)
        return "\n".join(lines)


def read_places(text: str) -> Places:
    """What :attr:`Places.text` wrote, in any order; the same twice is once."""
    found = set[Place]()
    for line in text.splitlines():
        name, _, wards = line.partition(":")
        district = " ".join(name.split())
        named = [" ".join(ward.split()) for ward in wards.split(",")]
        found |= {Place(district, ward) for ward in named if ward}
        found |= {Place(district)} if district else set()
    return Places(tuple(sorted(found)))


def may_list(places: Places) -> Verdict:
    long = next((name for each in places.listed for name in (each.district, each.ward) if len(name) > LONGEST), "")
    if long:
        return refused(f"“{long[:40]}…” is longer than {LONGEST} signs. Write each district on a line of its own.")
    return ALLOWED


def may_stand(places: Places, district: str, ward: str) -> Verdict:
    """A ward that the council lists stands in one of its own districts; what is not listed is not judged."""
    of_ward = [each for each in places.districts_of(ward) if each] if ward else []
    if district and of_ward and district not in of_ward:
        return refused(f"{ward} is a ward of {joined(of_ward)}. Choose that district, or another ward.")
    return ALLOWED


def choices(listed: Iterable[str], used: str) -> list[tuple[str, str]]:
    """Those that are listed, and the one that stands although it is not."""
    offered = list(listed)
    also = [used] if used and used not in offered else []
    return [("", "Not told"), *((each, each) for each in (*offered, *also))]
