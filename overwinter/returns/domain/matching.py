"""Which location a row of a file is about: by the regulator's id, the ODS code, or else the name with the postcode."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from overwinter.returns.domain.mapping import Mark

_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A location as the record knows it."""

    id: int
    cqc_id: str
    ods_code: str
    name: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Match:
    """Which location, or why none: ``words`` are a whole sentence, ``mark`` says at which cell."""

    location_id: int | None
    words: str = ""
    mark: Mark = Mark.CQC_ID


@dataclass
class Register:
    """Every location of the council, by what files call it."""

    by_cqc: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    known: list[Known] = field(default_factory=list)

    @classmethod
    def of(cls, locations: Iterable[Known]) -> "Register":
        made = cls()
        for each in locations:
            if each.cqc_id:
                made.by_cqc[plain(each.cqc_id)].append(each.id)
            made.known.append(each)
        return made

    @cached_property
    def by_ods(self) -> Mapping[str, list[int]]:
        found = defaultdict[str, list[int]](list)
        for each in self.known:
            if each.ods_code:
                found[plain(each.ods_code)].append(each.id)
        return found

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], list[int]]:
        found = defaultdict[tuple[str, str], list[int]](list)
        for each in self.known:
            found[plain(each.name), plain(each.postcode)].append(each.id)
        return found

    @cached_property
    def names(self) -> Mapping[str, int]:
        return Counter(plain(each.name) for each in self.known)

    def find(self, *, cqc_id: str, ods_code: str, name: str, postcode: str) -> Match:
        """An id that is given decides; where it is not known, nothing is guessed from the name."""
        by_cqc = self.by_cqc.get(plain(cqc_id), []) if cqc_id else []
        by_ods = self.by_ods.get(plain(ods_code), []) if ods_code else []
        if cqc_id.strip():
            if len(by_cqc) != 1:
                return Match(None, _unknown("CQC location id", cqc_id, len(by_cqc)))
            if by_ods and by_cqc[0] not in by_ods:
                return Match(None, "The CQC location id and the ODS code are of two different locations.")
            return Match(by_cqc[0])
        if ods_code.strip():
            if len(by_ods) != 1:
                return Match(None, _unknown("ODS code", ods_code, len(by_ods)), Mark.ODS_CODE)
            return Match(by_ods[0])
        return self._by_name(name, postcode)

    def _by_name(self, name: str, postcode: str) -> Match:
        if not name.strip():
            return Match(None, "The row does not say which location it is about.", Mark.NAME)
        found = self.by_name.get((plain(name), plain(postcode)), []) if postcode.strip() else []
        if len(found) == 1:
            return Match(found[0])
        if len(found) > 1:
            words = f"{len(found)} locations are called “{name}” at that postcode. Give the row a CQC location id."
        elif same := self.names.get(plain(name), 0):
            there = "a location is" if same == 1 else f"{same} locations are"
            words = f"{there.capitalize()} called “{name}”, but not at that postcode. Give the row a CQC location id."
        else:
            words = f"No location of the council is called “{name}” at that postcode."
        return Match(None, words, Mark.NAME)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Small letters and figures alone, "&" as "and". A file says again what the record says, and its own rows said."""
    return _NO_LETTER.sub("", text.casefold().replace("&", "and"))


def _unknown(what: str, given: str, count: int) -> str:
    if count > 1:
        return f"{count} locations of the council have the {what} “{given.strip()}”. Put the record right first."
    return f"No location of the council has the {what} “{given.strip()}”."
