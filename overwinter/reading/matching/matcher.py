"""One document's rows against one catalogue: evidence gathered, weighed, and said."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from msgspec.msgpack import Decoder
from msgspec.structs import replace

from overwinter.reading.catalogue import Catalogue, LearntWording
from overwinter.reading.matching import grounds, judging, reasons
from overwinter.reading.matching.drafts import Claim, Draft
from overwinter.reading.matching.emissions import TAUGHT_WORTH, emissions
from overwinter.reading.matching.evidence import weigh
from overwinter.reading.matching.grounds import Evidence
from overwinter.reading.matching.headings import headings_of
from overwinter.reading.matching.learnt import EXACT, Memory, Recalled
from overwinter.reading.matching.likeness import likeness_of
from overwinter.reading.matching.model import Fit, model_of
from overwinter.reading.matching.order import Ordered, order_prior
from overwinter.reading.matching.overlooked import overlooked
from overwinter.reading.matching.remaining import FILLED, Taken, follow, is_left_over, missing_between
from overwinter.reading.matching.scores import Scores, added, best, ranked, without
from overwinter.reading.matching.several import Part, divide
from overwinter.reading.matching.texts import Text
from overwinter.reading.result import Match, MatchState, RowRead, Weighed
from overwinter.reading.second_core import Share, Take, halved
from overwinter.reading.words import key

RUNNERS_UP = 3
LEAST_RUNNER_FIT = 0.12
LEAST_RUNNER_CONFIDENCE = 0.02
"""Beside a sure match, less likely ones are noise."""
MOST_FURTHER = 2
"""Requirements looked for in what a row's own leave open."""
CONTRADICTED, LOCAL_FIT = 0.2, 0.3
"""How much worse the words may fit what was taught than the best; a local action is taken to fit so well."""
NOWHERE = -1.0
"""Below any score."""
TAUGHT_LEAD = 0.05
"""How much better one of several taught answers must suit the place to be taken without a look."""
WORTH_HALVING = 6_000
"""Characters of requirements that take longer to match than a second process takes to be made."""
FITTED = Decoder(dict[int, tuple[Text, Fit]])
CLAIMED = Decoder(dict[int, tuple[list[Claim], bool]])
SURE = Decoder(dict[int, list[float]])
Said = tuple[tuple[Match, ...], MatchState, tuple[Match, ...], tuple[Weighed, ...]]
SAID = Decoder(dict[int, Said])
"""What the halves of the rows are told of each other: how well each fits, what it claims, how surely, what is said."""


class Matcher:
    """Made for one reading; the model behind it is shared by all."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._model = model_of(catalogue)
        self._headings = headings_of(self._model)
        self._memory = Memory(catalogue.learnt)
        self._likeness = likeness_of(self._model, catalogue.learnt) if catalogue.learnt else None
        self._confident_from, self._shown_from = catalogue.confident_from, catalogue.shown_from

    def match(self, rows: Sequence[RowRead]) -> tuple[RowRead, ...]:
        if not rows:
            return ()
        sizes = [len(row.requirement or "") for row in rows]
        return halved(partial(self._matched, rows), [range(len(rows))], sizes, worth=WORTH_HALVING)

    def _matched(self, rows: Sequence[RowRead], take: Take, share: Share) -> tuple[RowRead, ...]:
        fitted = self._model.fits((n, rows[n].requirement or "") for n in take(0))
        own = list(fitted)
        drafts, ordered = self._drafted(rows, share(fitted, FITTED), own, share)
        self._settle(drafts, ordered)
        for n in own:
            self._be_sure(drafts[n])
        for n, sure in share({n: [claim.confidence for claim in drafts[n].claims] for n in own}, SURE).items():
            for claim, confidence in zip(drafts[n].claims, sure, strict=True):
                claim.confidence = confidence
        self._look_at_rest(drafts, ordered)
        said = share({n: self._say(drafts[n], ordered.scores[n]) for n in own}, SAID)
        names = ("matches", "match_state", "candidates", "weighed")
        return tuple(replace(row, **dict(zip(names, said[n], strict=True))) for n, row in enumerate(rows))

    def _drafted(
        self, rows: Sequence[RowRead], fitted: dict[int, tuple[Text, Fit]], own: Sequence[int], share: Share
    ) -> tuple[list[Draft], Ordered]:
        """What each row is taken to ask by itself, and what the order of all says of it."""
        drafts = [
            Draft(row, *fitted[n], self._model.other_service(row.requirement or "")) for n, row in enumerate(rows)
        ]
        recalled = [self._memory.recall(row.requirement or "") for row in rows]
        self._best_fits = [max(each) for each in zip(*(draft.fit.text for draft in drafts), strict=True)]
        ordered = order_prior(emissions(drafts, recalled, self._model, self._headings, self._likeness))
        rest = {
            n: draft
            for n, (draft, memory) in enumerate(zip(drafts, recalled, strict=True))
            if memory is None or not self._recall(draft, memory, ordered.scores[n])
        }
        mine = [n for n in own if n in rest]
        for n in mine:
            self._claim(rest[n], ordered.scores[n])
        for n, claimed in share({n: (rest[n].claims, rest[n].is_unlike_all) for n in mine}, CLAIMED).items():
            rest[n].claims, rest[n].is_unlike_all = claimed
        return drafts, ordered

    def _recall(self, draft: Draft, memory: Recalled, scores: Scores) -> bool:
        """Take the answer people taught for this wording, if it is one, or if the row's place tells which."""
        index = self._model.index
        answers = [answer for answer in memory.answers if all(id in index for id in answer.ids)]
        if len(answers) > 1:
            suits = sorted(
                ((max((scores[index[id]] for id in a.ids), default=0.0), n) for n, a in enumerate(answers)),
                reverse=True,
            )
            if suits[0][0] - suits[1][0] < TAUGHT_LEAD:
                return False
            answers = [answers[suits[0][1]]]
        if not answers or self._contradicts(draft, answers[0], memory, scores):
            return False
        draft.taught = answers[0]
        note = reasons.for_memory(answers[0].taught_by, exact=memory.confidence == EXACT)
        draft.claims = [
            Claim(
                Part(draft.text.words, index[id], draft.fit),
                margin=0.0,
                notes=[note],
                confidence=memory.confidence,
                is_taught=True,
            )
            for id in answers[0].ids
        ]
        return True

    def _contradicts(self, draft: Draft, answer: LearntWording, memory: Recalled, scores: Scores) -> bool:
        """Whether the row's own words are sure of something else than one person taught: one mistake must not spread.

        Then the row is for a person to look at. Where two people taught the same, it is taken."""
        taught = [self._model.index[id] for id in answer.ids]
        if frozenset(answer.ids) in memory.agreed or self._suits(draft, taught):
            return False
        own = Draft(draft.row, draft.text, draft.fit, draft.other_service)
        plain = scores.copy()
        for entry in set(taught):
            plain[entry] -= TAUGHT_WORTH
        self._claim(own, plain)
        self._be_sure(own)
        entries = {claim.part.entry for claim in own.claims}
        if any(self._best_fits[entry] > draft.fit.text[entry] for entry in entries):
            return False  # another row of the document asks that
        if not self._is_sure(own) or any(
            entry in entries or self._model.related_to[entry] & entries for entry in taught
        ):
            return False
        said = " and ".join(answer.ids) or "a local action"
        scores[:] = plain
        draft.contradicted = f"the same wording was confirmed before as {said}; the words say otherwise"
        return True

    def _suits(self, draft: Draft, taught: Sequence[int]) -> bool:
        """Whether the row's words speak nearly as well for what was taught as for anything."""
        own = max((draft.fit.text[entry] for entry in taught), default=LOCAL_FIT)
        return max(draft.fit.text, default=0.0) - own < CONTRADICTED

    def _claim(self, draft: Draft, scores: Scores) -> None:
        if not draft.text.words:
            return
        fit = draft.fit
        draft.is_unlike_all = judging.is_unlike_all(
            max(fit.text),
            max(fit.covered),
            fit.words,
            other_service=draft.other_service is not None,
        )
        entry = best(scores)
        parts = divide(self._model, draft.text.words, entry, fit)
        if len(parts) == 1:
            draft.claims = [self._single(draft, entry, scores)]
        else:
            draft.claims = self._several(draft, parts)
        self._doubt_rest(draft)
        for claim in draft.claims if draft.contradicted else ():
            claim.doubt *= judging.DOUBTED
            claim.notes.append(draft.contradicted)

    def _several(self, draft: Draft, parts: Sequence[Part]) -> list[Claim]:
        agreement = self._headings.agreement(draft.row.section, draft.row.theme)
        entries = [part.entry for part in parts]
        return [Claim(part, self._lead(part.entry, added(part.fit.text, agreement), entries)) for part in parts]

    def _doubt_rest(self, draft: Draft) -> None:
        """Where a part of the row asks something else as well, that is offered too and all of it is doubted."""
        doubted = False
        for _ in range(MOST_FURTHER):
            part = overlooked(self._model, draft.text.words, [claim.part.entry for claim in draft.claims])
            if part is None:
                break
            draft.claims += self._several(draft, [part])
            doubted = True
        for claim in draft.claims if doubted else ():
            claim.doubt *= judging.OVERLOOKED_DOUBT
            claim.notes.append("the row seems to ask more than one thing")

    def _single(self, draft: Draft, entry: int, scores: Scores) -> Claim:
        claim = Claim(Part(draft.text.words, entry, draft.fit), self._lead(entry, scores, [entry]))
        twin = self._twin(draft, entry, scores)
        if twin is not None:
            claim.doubt *= judging.TWIN_DOUBT
            claim.notes.append(f"{self._model.entries[twin].number} asks much the same and no heading tells them apart")
        return claim

    def _twin(self, draft: Draft, entry: int, scores: Scores) -> int | None:
        """A related entry that the row could as well mean."""
        fit, entries = draft.fit.text, self._model.entries
        if self._headings.point_at(entry, draft.row.section, draft.row.theme).section:
            return None
        twins = [
            other
            for other in range(len(entries))
            if self._model.related(entry, other)
            and fit[other] >= judging.TWIN_FIT * fit[entry]
            and scores[entry] - scores[other] < judging.TWIN_LEAD
        ]
        return max(twins, key=fit.__getitem__, default=None)

    def _lead(self, entry: int, scores: Scores, own: Sequence[int]) -> float:
        """How far ``entry`` is ahead of the best that is not the row's own."""
        return scores[entry] - max(without(scores, own, NOWHERE))

    def _evidence(self, draft: Draft, claim: Claim) -> Evidence:
        fit, entry, text, whole = claim.part.fit, claim.part.entry, draft.text, draft.whole
        pointing = self._headings.point_at(entry, draft.row.section, draft.row.theme)
        return Evidence(
            covered=fit.covered[entry],
            title=self._model.title_found(text.words, entry),
            named=self._model.title_named(text.words, entry),
            words=fit.words,
            margin=claim.margin,
            outfitted=max(fit.text) - fit.text[entry] if len(draft.claims) == 1 else 0.0,
            heading=pointing.section or (not draft.row.section and pointing.theme),
            held=whole.held,
            strange=fit.strange,
            foreign=whole.foreign,
            other_service=draft.other_service is not None,
            unexplained=whole.unexplained,
            other_terms=whole.other_terms,
            anothers_sentence=whole.anothers_sentence,
            negated=text.negated and not self._model.is_negated(entry),
            replaced=self._model.is_replaced(text.words, text.foreign_names_apart, entry),
            intruding=whole.intruding,
            intruding_names=whole.intruding_names,
            terms=len(self._model.terms_standing(text.words, entry)),
            anothers_title=whole.anothers_title,
            several=len(draft.claims) > 1,
            anothers_stretch=whole.anothers_stretch,
            denied=text.denied,
            is_cut=text.is_cut,
            mended=text.mended / max(fit.words, 1),
        )

    def _be_sure(self, draft: Draft) -> None:
        """Reckon how sure each claim of a row is."""
        if draft.taught is not None or not draft.claims:
            return
        draft.whole = grounds.of_whole(self._model, draft.text, [claim.part.entry for claim in draft.claims])
        for claim in draft.claims:
            claim.evidence = self._evidence(draft, claim)
            claim.confidence = claim.doubt * judging.confidence(claim.evidence)
            if reservation := judging.reservation(claim.evidence):
                claim.notes.append(reservation)

    def _settle(self, drafts: Sequence[Draft], ordered: Ordered) -> None:
        """One requirement, one row: of two rows that claim it, the one whose text fits less well is doubted."""
        for n, draft in enumerate(drafts):
            if draft.taught is None and len(draft.claims) > 1 and self._claimed_better(draft, drafts):
                draft.claims = [self._single(draft, best(ordered.scores[n]), ordered.scores[n])]
        claimed = defaultdict[int, list[tuple[float, Draft, Claim]]](list)
        for draft in drafts:
            for claim in draft.claims:
                strength = 2.0 if draft.taught is not None else claim.strength
                claimed[claim.part.entry].append((strength, draft, claim))
        for rivals in claimed.values():
            strongest, winner, _ = max(rivals, key=lambda rival: rival[0])
            said = key(winner.row.requirement or "")
            for strength, draft, claim in rivals:
                if draft is winner or draft.taught is not None or key(draft.row.requirement or "") == said:
                    continue
                far = strongest - strength > judging.FAR
                claim.doubt *= judging.SHARED_FAR if far else judging.SHARED_CLOSE
                claim.notes.append(f"row {winner.row.n} fits it better")

    def _look_at_rest(self, drafts: Sequence[Draft], ordered: Ordered) -> None:
        """What the sure rows say of the others: that these are left over, or which requirement an empty one must be."""
        sure = [draft for draft in drafts if self._is_sure(draft)]
        strength = dict[int, float]()
        for draft in sure:
            for claim in draft.claims:
                own = TAUGHT_WORTH if draft.taught is not None else claim.strength
                strength[claim.part.entry] = max(own, strength.get(claim.part.entry, 0.0))
        taken = Taken(strength, len(sure) / len(drafts), len(drafts))
        for n, draft in enumerate(drafts):
            if draft.taught is not None or self._is_sure(draft):
                continue
            if not draft.text.words and ordered.used:
                self._fill(draft, drafts[max(n - 1, 0) : n + 2], taken)
            elif draft.claims and max(claim.confidence for claim in draft.claims) < self._shown_from:
                draft.is_left_over = is_left_over(taken, draft.fit, draft.claims[0].part.entry)

    def _fill(self, draft: Draft, around: Sequence[Draft], taken: Taken) -> None:
        """Give an empty row the one requirement missing in its place, if heading or numbers agree and none denies."""
        if len(around) != 3 or not all(self._is_sure(other) for other in around if other is not draft):
            return
        before, _, after = around
        entry = missing_between(
            taken,
            max((claim.part.entry for claim in before.claims), default=None),
            min((claim.part.entry for claim in after.claims), default=None),
            [one.section for one in self._model.entries],
        )
        in_order = follow([other.row.ref for other in around])
        if entry is None or in_order is False:
            return
        points = self._headings.point_at(entry, draft.row.section, draft.row.theme).section
        if points if draft.row.section else in_order:
            draft.claims = [Claim(Part((), entry, draft.fit), margin=0.0, confidence=FILLED)]

    def _is_sure(self, draft: Draft) -> bool:
        return bool(draft.claims) and min(claim.confidence for claim in draft.claims) >= self._confident_from

    def _claimed_better(self, draft: Draft, drafts: Sequence[Draft]) -> bool:
        """Whether another row, by itself, asks what a part of this row was taken to ask."""
        return any(
            other is not draft
            and len(other.claims) == 1
            and other.claims[0].part.entry == claim.part.entry
            and other.claims[0].strength > claim.strength
            for claim in draft.claims
            for other in drafts
        )

    def _say(self, draft: Draft, scores: Scores) -> Said:
        claims = draft.claims
        if draft.taught is not None:
            state = MatchState.CONFIDENT if claims else MatchState.LOCAL
            return self._with(draft, state, claims, scores)
        if draft.is_left_over:
            return self._with(draft, MatchState.LOCAL, [], scores)
        if draft.is_unlike_all and all(claim.confidence < self._shown_from for claim in claims):
            return self._with(draft, MatchState.LOCAL, [], scores)
        kept = [claim for claim in claims if claim.confidence >= self._shown_from]
        state = judging.state_of([claim.confidence for claim in claims], self._confident_from)
        return self._with(draft, state, kept, scores)

    def _with(self, draft: Draft, state: MatchState, claims: list[Claim], scores: Scores) -> Said:
        matches = sorted((self._as_match(draft, claim) for claim in claims), key=lambda one: -one.confidence)
        candidates = self._runners_up(draft, state, scores, {match.id for match in matches})
        entries = [claim.part.entry for claim in claims]
        weighed = weigh(self._model, self._headings, draft.row, draft.text.words, draft.fit, scores, entries)
        return tuple(matches), state, candidates, weighed

    def _as_match(self, draft: Draft, claim: Claim) -> Match:
        own = [] if claim.is_taught else self._why(draft, claim.part.words, claim.part.entry)
        why = reasons.sentence([*own, *claim.notes])
        return Match(self._model.ids[claim.part.entry], round(claim.confidence, 2), why)

    def _runners_up(self, draft: Draft, state: MatchState, scores: Scores, taken: set[str]) -> tuple[Match, ...]:
        """The next best entries: first what the row was taken to ask, not surely enough to be a match."""
        fit, ids = draft.fit, self._model.ids
        doubted = {claim.part.entry: claim for claim in draft.claims if ids[claim.part.entry] not in taken}
        found = list(doubted.values())
        most = max(scores, default=0.0)
        for entry in ranked(scores, 3 * RUNNERS_UP):
            if len(found) >= RUNNERS_UP:
                break
            if ids[entry] in taken or entry in doubted:
                continue
            if draft.text.words and fit.text[entry] < LEAST_RUNNER_FIT:
                continue
            runner = Claim(Part(draft.text.words, entry, fit), scores[entry] - most)
            runner.confidence = judging.confidence(self._evidence(draft, runner))
            found.append(runner)
        least = LEAST_RUNNER_CONFIDENCE if state is MatchState.CONFIDENT else 0.0
        # what is to be said of each takes longer than to weigh it: only for those that are kept
        return tuple(self._as_match(draft, claim) for claim in found if round(claim.confidence, 2) >= least)

    def _why(self, draft: Draft, words: Sequence[str], entry: int) -> list[str]:
        if not words:
            return ["the row has no requirement text; this is what would stand here in the national order"]
        terms = self._model.terms_found(words, entry)
        pointing = self._headings.point_at(entry, draft.row.section, draft.row.theme)
        headings = reasons.for_headings(section=pointing.section, theme=pointing.theme, elsewhere=pointing.elsewhere)
        shared = reasons.for_terms(terms) or reasons.for_words(self._common(draft, words, entry))
        return [shared, headings, reasons.for_other_service(draft.other_service)]

    def _common(self, draft: Draft, words: Sequence[str], entry: int) -> list[str]:
        """The most telling words that row and entry share, as the row writes them."""
        shared = [word for word in dict.fromkeys(words) if self._model.holds(entry, word)]
        telling = sorted(shared, key=lambda word: -self._model.rarity(word))[: reasons.SHOWN]
        written = self._model.written(draft.row.requirement or "")
        return [written.get(word, word) for word in telling]
