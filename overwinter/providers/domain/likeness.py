"""Whether a location that the directory opens is one that somebody entered by hand before. A person decides."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.providers.domain.fields import Value
from overwinter.providers.domain.kinds import ServiceKind


class Alike(IntEnum):
    """In what the two are alike; the lower, the surer."""

    BOTH = 0
    NAME = 1
    POSTCODE = 2

    @property
    def words(self) -> str:
        return {
            Alike.BOTH: "the same name and postcode", Alike.NAME: "the same name", Alike.POSTCODE: "the same postcode",
        }[self]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entered:
    """A location that was entered by hand and has no CQC location."""

    location_id: int
    name: str
    postcode: str
    service: ServiceKind


@dataclass
class EnteredByHand:
    """Those of one council, found by what they are known by."""

    _by_name: dict[str, list[Entered]] = field(default_factory=lambda: defaultdict(list))
    _by_postcode: dict[str, list[Entered]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, entries: Iterable[Entered]) -> "EnteredByHand":
        made = cls()
        for each in entries:
            made._by_name[name_key(each.name)].append(each)
            if key := postcode_key(each.postcode):
                made._by_postcode[key].append(each)
        return made

    def find(self, name: str, postcode: str, kinds: Iterable[ServiceKind]) -> Entered | None:
        """The likest; the one entered first among those that are as like. Another service behind the same door is not
        alike: a postcode counts only where it provides the same."""
        provided, key = set(kinds), postcode_key(postcode)
        here = [each for each in self._by_postcode.get(key, ()) if each.service in provided] if key else []
        found = {each.location_id: each for each in (*self._by_name.get(name_key(name), ()), *here)}
        ranked = sorted(found.values(), key=lambda each: (alike(name, postcode, each), each.location_id))
        return ranked[0] if ranked else None


def alike(name: str, postcode: str, entered: Entered) -> Alike:
    same_place = bool(postcode_key(postcode)) and postcode_key(postcode) == postcode_key(entered.postcode)
    if name_key(name) != name_key(entered.name):
        return Alike.POSTCODE
    return Alike.BOTH if same_place else Alike.NAME


def said_of(told: Mapping[str, Value]) -> dict[str, Value]:
    """What a row of the directory says of a location that was entered by hand: where it is silent, that stays."""
    return {name: value for name, value in told.items() if value not in ("", None)}


def silent_of(told: Mapping[str, Value], entered: Mapping[str, object]) -> dict[str, Value]:
    """Where it is silent of what was entered: that stays until the directory says something."""
    return {name: value for name, value in told.items() if value in ("", None) and entered.get(name)}


_NOT_THE_NAME = frozenset({"the", "ltd", "limited", "and"})


def name_key(name: str) -> str:
    """ "The Limes Ltd." is "Limes"."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("'", "").replace("’", ""))
    return " ".join(word for word in words if word not in _NOT_THE_NAME) or name.strip().lower()


def postcode_key(postcode: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", postcode.upper())


def may_join(*, already: str) -> Verdict:
    """``already``: the opening of the edition with which the entry is joined, where it is."""
    if already:
        return refused(f"It is joined with “{already}” already. Keep one of the two apart.")
    return ALLOWED


def may_take_over(undecided: int) -> Verdict:
    if undecided:
        one = undecided == 1
        return refused(
            f"{undecided:,} {'opening looks' if one else 'openings look'} like what somebody entered by hand. Say of "
            f"{'it' if one else 'each'} whether the two are the same or stay apart, under openings."
        )
    return ALLOWED
