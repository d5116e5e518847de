"""How much the words of a piece speak for each column: by what requirements are known to say, and by the document."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from itertools import pairwise

from overwinter.reading.layout.cell_by_cell.likeness import Likeness, parted
from overwinter.reading.layout.cell_by_cell.pieces import Kind, Piece
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key


def _set(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\S+", words))


SMALL = _set(
    "a about all also an and any as at be both but by can each every for from if in including into it its local "
    "may more of on or other out over own such than that the their them these they this those through to under up "
    "where which who will with within council councils authority authorities"
)
TELLS = _set(
    "we our us is are has have had been being was were currently already weekly daily monthly fortnightly regular "
    "regularly there completed established underway ongoing i place"
)
"""Words with which a council says how things stand."""
ASKS = _set("should must ensure expected needed appropriate possible")
"""Words with which something is asked."""
ASKING = _set(
    "continue support ensure provide work consider review actively monitor distribute consult direct report make "
    "follow help put establish jointly secure close encourage give write appoint publish develop pay send hold "
    "keep explain check supply escalate arrange identify use promote agree set build involve local directors take "
    "maintain assess understand offer complete commission share protect recognise address undertake test carry "
    "confirm engage plan draw deliver prepare fund invite match point name look ask tell train get"
)
"""Words that a requirement begins with."""
TO_DO = _set(
    "finalise recruit escalate finish start begin extend increase appoint roll create implement set draft chase"
)
"""Words that what is still to be done begins with, beside those."""
OPENINGS = _set("the there this these a an we our as all it plans process work regular in")
"""Words that an answer begins with more often than a requirement."""
LEADS = _set(
    "director directors head heads manager managers lead leads chief officer officers team teams assistant deputy "
    "principal commissioning commissioner executive board dass dph ccg ccgs nhs trust icb"
)
IN_NAMES = _set("of for and the to in with by on at a &")
"""Words in small letters that the name of a lead may hold."""
UNLIKE_NAME = 2.0
"""What speaks against a lead with other words in small letters."""
KNOWN, KNOWN_BESIDE, TOLD, ASKED, BEGUN, OPENED = 0.2, 0.12, -0.9, 0.7, 1.2, -0.7
"""What speaks for something asked: a word of the requirements that are known, beside their likeness as a whole too;
words that tell, ask, begin what is asked or what is told."""
UNLIKE = 4.0
"""What likeness that falls short of that share says against a requirement: it may be in words of its own."""
OTHER_DUTY, LESS_LIKE = 3.0, 0.03
"""What it costs that two texts, each like a requirement, are one; how much less like any they then are."""
OWN_TASK = 0.9
"""What speaks for a task that is like no requirement closing a gap."""
OFTEN, SAID_AGAIN = 3, 4.0
"""How often a text comes that is no requirement, for each is asked once; what that costs."""
SLIGHT, FEWEST_ASKED = 1.5, 5
"""What speaks against a requirement of fewer words."""
MOST = 3.5
LIKE, HALF_LIKE, LIKE_WORDS, FEWEST_KNOWN = 9.0, (0.18, 0.38), 6, 20
"""What likeness to a known requirement is worth, beyond a share that answers have too, which lies between these two;
fewer words say less, and fewer wordings nothing."""
FURTHER_WORDS, FURTHER_SHORT, FURTHER_LONG = 8, 0.4, 3.0
"""Words of what mostly stands in columns of no role, and what speaks against it and against longer texts there."""
REMEMBERED = 16_384
"""Texts of which it is kept how much they ask."""
LEARNT = 0.4
"""The weight of a word's share in the document's own columns."""


def _words(text: str) -> list[str]:
    return key(text).split()


def _still_to_do(text: str) -> float:
    """What speaks against a text saying what is still to be done, or for it."""
    words = _words(text)
    told = sum(word in ("is", "are", "has", "have", "was", "were", "been") for word in words)
    to_do = sum(pair in (("to", "be"), ("to", "continue")) for pair in pairwise(words))
    if words and (words[0] in ASKING or words[0] in TO_DO):
        return 0.2
    return 0.2 + 0.25 * min(told, 3) - 0.9 * min(to_do, 1) * (told == 0)


class Wording:
    """``known``: texts that requirements are known by; ``pieces``: the document's; ``learnt``: those told already."""

    def __init__(
        self,
        known: Iterable[str],
        pieces: Sequence[Piece] = (),
        learnt: Mapping[Role, Sequence[Piece]] | None = None,
    ) -> None:
        known = list(known)
        self._known = {word for text in known for word in _words(text) if len(word) > 2}
        wordings = [text for text in known if len(text.split()) >= LIKE_WORDS]
        self._likeness = Likeness(wordings if len(wordings) >= FEWEST_KNOWN else (), SMALL)
        texts = [piece.text for piece in pieces if piece.kind is Kind.TEXT and len(piece.text.split()) >= LIKE_WORDS]
        self._again = Counter(key(piece.text) for piece in pieces if piece.kind in (Kind.TEXT, Kind.SHORT))
        self._half_like = parted([self._likeness.of(text) for text in texts], *HALF_LIKE)
        self.asks = lru_cache(REMEMBERED)(self._asks)
        self._learn(learnt or {})

    def taught(self, learnt: Mapping[Role, Sequence[Piece]]) -> "Wording":
        """The same with other words of the document's own."""
        other = copy(self)
        other._learn(learnt)
        return other

    def _learn(self, learnt: Mapping[Role, Sequence[Piece]]) -> None:
        self._counts = {
            role: Counter(word for piece in pieces for word in _words(piece.text) if word not in SMALL)
            for role, pieces in learnt.items()
            if pieces
        }
        self._totals = {role: sum(counts.values()) for role, counts in self._counts.items()}
        self._bullets = {role: sum(piece.bullet for piece in pieces) for role, pieces in learnt.items()}
        self._size = len({word for counts in self._counts.values() for word in counts}) or 1

    def _asks(self, text: str) -> float:
        """How much a text sounds like what is asked (above zero) or like what is answered."""
        words = _words(text)
        score = BEGUN if words and words[0] in ASKING and text[:1].isupper() else 0.0
        score += OPENED if words and words[0] in OPENINGS else 0.0
        shared = KNOWN_BESIDE if self._likeness else KNOWN
        for word in words:
            if word in TELLS:
                score += TOLD
            elif word in ASKS:
                score += ASKED
            elif word not in SMALL and len(word) > 2:
                score += shared if word in self._known else -shared
        return max(-MOST, min(MOST, score)) + self._is_like(text, len(words))

    def likeness(self, text: str) -> float:
        """How like a text is to a requirement that is known, 0 to 1."""
        return self._likeness.of(text)

    def _own_task(self, text: str) -> float:
        """What speaks against a text telling how things stand: that it says what to do, and is like no requirement."""
        words = _words(text)
        says = bool(words) and text[:1].isupper() and (words[0] in ASKING or words[0] in TO_DO)
        return OWN_TASK if says and self._likeness and self._likeness.of(text) < self._half_like else 0.0

    def _is_like(self, text: str, count: int) -> float:
        if not self._likeness:
            return 0.0
        beyond = self._likeness.of(text) - self._half_like
        return (LIKE if beyond > 0 else UNLIKE) * beyond * min(1.0, count / LIKE_WORDS)

    def other_duty(self, before: str, text: str) -> float:
        """What speaks against a text going on with what is asked before it: that it asks something by itself."""
        alone = self._likeness.of(text)
        apart = alone > self._half_like and self._likeness.of(f"{before} {text}") < alone - LESS_LIKE
        return OTHER_DUTY if apart else 0.0

    def own(self, text: str, roles: Sequence[Role]) -> dict[Role, float]:
        """What the document's own use of words costs for each column, as far as it is known."""
        told = [role for role in roles if self._totals.get(role, 0) > 20]
        if len(told) < 2:
            return {}
        # a word that comes once speaks only for what this very text was taken for
        words = [word for word in _words(text) if sum(self._counts[role][word] for role in told) > 1]
        costs = {
            role: -LEARNT
            * sum(
                math.log((self._counts[role][word] + 0.5) / (self._totals[role] + 0.5 * self._size)) for word in words
            )
            for role in told
        }
        least = min(costs.values())
        return {role: min(cost - least, 3.0) for role, cost in costs.items()}

    def fits(self, piece: Piece, roles: Sequence[Role], names: Mapping[str, int]) -> dict[Role, float]:
        """What speaks against a piece in each column."""
        fits: dict[Role, float] = {}
        own = self.own(piece.text, [role for role in roles if role in (Role.REQUIREMENT, Role.RESPONSE, Role.GAP)])
        asks = self.asks(piece.text)
        count = len(piece.text.split())
        for role in roles:
            if role is Role.REQUIREMENT:
                cost = math.log1p(math.exp(-asks)) + (
                    SLIGHT if count < FEWEST_ASKED and piece.text[:1].isupper() else 0.0
                )
            elif role in (Role.RESPONSE, Role.GAP):
                cost = math.log1p(math.exp(asks)) + (
                    _still_to_do(piece.text) if role is Role.GAP else self._own_task(piece.text)
                )
            elif role in (Role.LEAD, Role.REPORTING):
                cost = self._lead(piece, names, count) + (1.0 if role is Role.REPORTING else 0.0)
            elif role is Role.EXTRA and piece.kind in (Kind.SHORT, Kind.TEXT):
                cost = FURTHER_SHORT if count <= FURTHER_WORDS else FURTHER_LONG
            elif role is Role.WHEN:
                cost = 0.0 if piece.kind is Kind.DATE else 7.0
            elif role is Role.RAG:
                cost = 0.0 if piece.kind is Kind.RAG else 12.0
            elif role is Role.MET:
                cost = 0.0 if piece.kind is Kind.MET else 0.8 if piece.whole_date else 12.0
            else:
                cost = 6.0
            if role in (Role.REQUIREMENT, Role.RESPONSE, Role.GAP):
                cost += own.get(role, 0.0) + (self._listed(role) if piece.bullet else 0.0)
                if piece.kind in (Kind.RAG, Kind.MET) or piece.kind is Kind.DATE:
                    cost += 6.0
                elif piece.kind is Kind.SHORT:
                    named = names.get(key(piece.text), 0) > 2 and not self._is_plain(piece.text)
                    cost += (2.5 if role is Role.REQUIREMENT else 0.9) + (2.0 if named else 0)
                if role is Role.REQUIREMENT and self._again[key(piece.text)] >= OFTEN:
                    cost += SAID_AGAIN
            fits[role] = cost
        return fits

    def _listed(self, role: Role) -> float:
        """What speaks against a bullet in a column."""
        if not self._bullets:
            return 1.0 if role is Role.REQUIREMENT else 0.0
        share = (self._bullets.get(role, 0) + 0.5) / (max(self._bullets.values()) + 0.5)
        return min(-math.log(share), 3.0)

    def _is_plain(self, text: str) -> bool:
        """Whether a few words are no name: there are small ones among them, and none of an office."""
        plain = any(word.islower() and word not in IN_NAMES for word in text.split())
        return plain and not set(_words(text)) & LEADS

    def _lead(self, piece: Piece, names: Mapping[str, int], count: int) -> float:
        if piece.kind in (Kind.RAG, Kind.MET, Kind.DATE):
            return 6.0
        if piece.kind is Kind.SHORT:
            times = names.get(key(piece.text), 0)
            called = bool(set(_words(piece.text)) & LEADS)
            unlike = UNLIKE_NAME if self._is_plain(piece.text) else 0.0
            return unlike + (0.1 if times > 2 else 0.3 if called else 0.8 if times > 1 else 1.6)
        called = piece.text.split()[0].strip(",").casefold() in LEADS
        return 2.0 if called and count <= 10 and not piece.text.endswith(".") else 5.0 + 0.3 * count
