"""The parts of matching, each alone, and the whole."""

import subprocess
import sys
from collections.abc import Iterable
from random import Random

import pytest
from msgspec.structs import replace
from rapidfuzz import fuzz

from overwinter.reading.catalogue import Catalogue, LearntWording
from overwinter.reading.matching import match
from overwinter.reading.matching.headings import headings_of
from overwinter.reading.matching.learnt import Memory
from overwinter.reading.matching.letters import Letters
from overwinter.reading.matching.model import model_of
from overwinter.reading.matching.numbers import number_evidence
from overwinter.reading.matching.order import jump_cost, order_prior
from overwinter.reading.matching.scores import Scores, best
from overwinter.reading.matching.several import divide
from overwinter.reading.matching.words import Vocabulary
from overwinter.reading.result import MatchState, Reading, RowRead
from tests.reading.matching_marks import national_catalogue

TRACKER = (
    "Look at the Capacity Tracker data for staff movement between settings and follow up providers that do not limit it"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


def read(
    catalogue: Catalogue, *texts: str, section: str | None = None, theme: str | None = None
) -> tuple[RowRead, ...]:
    rows = tuple(
        RowRead(n=n, place=f"row {n}", section=section, theme=theme, requirement=text)
        for n, text in enumerate(texts, 1)
    )
    return match(Reading("plan.docx", "", "", 0, catalogue.framework, rows), catalogue).rows


def taught(catalogue: Catalogue, *wordings: LearntWording) -> Catalogue:
    return replace(catalogue, learnt=wordings)


# --- letter by letter


def test_texts_are_as_alike_as_the_library_finds_that_divides_them_itself() -> None:
    documents = [["care", "home", "visit"], ["winter"], ["care", "care", "staff", "test"], ["home", "visit"], ["ppe"]]
    letters = Letters(documents)
    for words in (["visit", "home", "care"], ["home"], ["test", "care", "tests"], ["zz"], ["visit", "ppe", "winters"]):
        found = letters.compare(words)
        wanted = [fuzz.token_set_ratio(" ".join(words), " ".join(document)) / 100 for document in documents]
        assert found.with_all() == pytest.approx(wanted)
        assert [found.with_one(entry) for entry in range(len(documents))] == pytest.approx(wanted)


# --- the entries that lead


@pytest.mark.parametrize("length", [1, 3, 6, 12, 40])
def test_leading_entries_are_those_that_comparing_with_every_entry_gives(catalogue: Catalogue, length: int) -> None:
    model = model_of(catalogue)
    among = [n for n in range(len(model.ids)) if n % 5]
    texts = [model.read(f"{one.summary} {other.title} in Westbrook").words[:length] for one, other in zip(
        catalogue.entries, reversed(catalogue.entries), strict=True
    )]  # fmt: skip
    for words in texts:
        fit = model.fit(words).text
        assert [fit[entry] for entry in model.leading(words, among, 3)] == sorted(
            (fit[entry] for entry in among), reverse=True
        )[:3]


# --- words


def test_an_abbreviation_and_its_phrase_are_one_word(catalogue: Catalogue) -> None:
    words = Vocabulary(catalogue.abbreviations).words
    assert words("the Local Resilience Forum (LRF)") == words("LRF") == ["lrf"]
    assert words("Directors of Public Health") == words("DPH")
    assert words("personal protective equipment") == words("PPE")


def test_small_words_say_nothing() -> None:
    assert Vocabulary(()).words("Continue to ensure that relevant local authorities") == []


# --- headings


def test_a_heading_points_at_its_section_however_it_is_printed(catalogue: Catalogue) -> None:
    model = model_of(catalogue)
    headings = headings_of(model)
    entry = model.index["ppe.provide"]
    for printed in (
        "7. PPE (LOCAL AUTHORITIES)",
        "Personal protective equipment (PPE)",
        "PERSONAL PROTECTIVE EQUIPMENT",
    ):
        assert headings.point_at(entry, printed, None).section, printed
    assert headings.point_at(entry, "Care Act easements", None).elsewhere
    assert not headings.point_at(entry, "Highways and winter gritting", None).elsewhere


def test_a_theme_printed_where_a_section_belongs_still_helps(catalogue: Catalogue) -> None:
    model = model_of(catalogue)
    worth = headings_of(model).agreement("43. SUPPORTING THE SYSTEM (LOCAL AUTHORITIES)", None)
    assert worth[model.index["funding.icf-returns"]] > worth[model.index["provider.icf-funding"]]


# --- order


def fitting(places: Iterable[int], entries: int) -> list[Scores]:
    """For each row of a document, the entry that it fits."""
    return [[0.5 * (entry == place) for entry in range(entries)] for place in places]


def best_ways(scores: list[Scores], direction: int) -> list[Scores]:
    """To each row and entry, the most that the rows on the way to it come to; every step of each way tried."""
    ways, count = [scores[0]], len(scores[0])
    for row in scores[1:]:
        before = ways[-1]
        reach = (max(before[n] - jump_cost(direction * (to - n)) for n in range(count)) for to in range(count))
        ways.append([own + far for own, far in zip(row, reach, strict=True)])
    return ways


def test_what_a_document_says_of_a_row_is_the_best_of_all_ways_through_it() -> None:
    chance, places = Random(1), (3, 4, 8, 9, 30)
    scores = [[chance.choice((0.0, 0.1, chance.random() / 4)) + 0.4 * (n == at) for n in range(40)] for at in places]
    ordered = order_prior(scores)
    assert ordered.used
    to, onwards = best_ways(scores, 1), best_ways(scores[::-1], -1)[::-1]
    for row in range(len(places)):
        both = [one + other - own for one, other, own in zip(to[row], onwards[row], scores[row], strict=True)]
        assert [score - max(both) + scores[row][best(both)] for score in both] == pytest.approx(ordered.scores[row])


def test_order_decides_between_equals() -> None:
    scores = fitting(range(6), 8)
    scores[3][7] = 0.5
    ordered = order_prior(scores)
    assert ordered.used
    assert best(ordered.scores[3]) == 3


def test_order_never_moves_a_clear_match() -> None:
    assert best(order_prior(fitting((0, 1, 2, 7, 3, 4), 8)).scores[3]) == 7


def test_a_document_in_another_order_is_left_alone() -> None:
    scores = fitting((30, 3, 25, 1, 38, 10, 33, 0), 40)
    ordered = order_prior(scores)
    assert not ordered.used
    assert ordered.scores is scores


# --- numbers


def test_references_count_only_where_the_numbering_is_shown_to_be_the_catalogues() -> None:
    numbers = [f"1.{n}" for n in range(1, 9)]
    scores = fitting(range(8), 8)
    assert number_evidence(scores, numbers, numbers) == [(n, n) for n in range(8)]
    assert not number_evidence(scores, [*numbers[1:], "1.1"], numbers)
    assert not number_evidence(scores[:4], numbers[:4], numbers)


# --- several requirements in one row


def test_a_row_of_two_requirements_is_divided_where_they_meet(catalogue: Catalogue) -> None:
    model = model_of(catalogue)
    words = model.vocabulary.words(
        "Run efficient CHC assessments with trusted assessors and rapidly complete the deferred assessments"
    )
    fit = model.fit(words)
    parts = divide(model, words, best(fit.text), fit)
    assert [model.ids[part.entry] for part in parts] == ["discharge.chc-processes", "discharge.deferred-assessments"]
    assert [word for part in parts for word in part.words] == words


def test_a_requirement_of_two_sentences_stays_one(catalogue: Catalogue) -> None:
    row = read(
        catalogue,
        "Day and respite services reopen safely. Where somebody cannot go back, we find an alternative arrangement.",
        section="Overarching actions for local authorities and NHS organisations",
    )[0]
    assert [one.id for one in row.matches] == ["ov.reopen-services"]


def test_both_requirements_of_a_row_are_given_with_a_reason_each(catalogue: Catalogue) -> None:
    row = read(
        catalogue,
        "Executive lead in post for discharge to assess; care packages jointly commissioned with the CCG",
        section="Safe discharge",
    )[0]
    assert {one.id for one in row.matches} == {"discharge.d2a-executive-lead", "discharge.joint-commissioning"}
    reasons = {one.id: one.why for one in row.matches}
    assert "executive lead" in reasons["discharge.d2a-executive-lead"]
    assert "jointly commission" in reasons["discharge.joint-commissioning"]


# --- what people taught


def test_a_wording_taught_once_needs_no_second_look(catalogue: Catalogue) -> None:
    text = "Ring round the homes on Mondays"
    assert read(catalogue, text)[0].match_state is not MatchState.CONFIDENT
    lesson = LearntWording(text, ("staff-movement.capacity-tracker",), "Winter plan manager, Northmere")
    row = read(taught(catalogue, lesson), "•  ring round the homes on MONDAYS.")[0]
    assert row.match_state is MatchState.CONFIDENT
    assert [(one.id, one.confidence) for one in row.matches] == [("staff-movement.capacity-tracker", 0.99)]
    assert row.matches[0].why == "The same wording was confirmed before by Winter plan manager, Northmere"


def test_a_taught_local_action_is_local(catalogue: Catalogue) -> None:
    text = "Provide PPE to the providers of the fun fair"
    row = read(taught(catalogue, LearntWording(text, ())), text)[0]
    assert (row.match_state, row.matches) == (MatchState.LOCAL, ())


def test_a_misprint_is_forgiven_and_a_changed_figure_is_not() -> None:
    memory = Memory([LearntWording("Report to the department by 30 September 2020 how the fund was spent", ("a",))])
    near = memory.recall("Report to the departrnent by 30 September 2020 how the fund was spent")
    assert near is not None and near.answers[0].ids == ("a",)
    assert memory.recall("Report to the department by 31 September 2020 how the fund was spent") is None


def test_near_texts_taught_apart_are_no_misprints_of_each_other() -> None:
    one = "Consult the guidance about redeploying staff and managing their movement between settings"
    other = one.replace("redeploying", "deploying")
    memory = Memory([LearntWording(one, ("a",)), LearntWording(other, ("b",))])
    exact = memory.recall(other)
    assert exact is not None and [answer.ids for answer in exact.answers] == [("b",)]
    assert memory.recall(one.replace("redeploying", "re deploying")) is None


def test_of_two_taught_answers_the_heading_chooses(catalogue: Catalogue) -> None:
    text = "Keep contingency arrangements under review"
    both = taught(
        catalogue, LearntWording(text, ("staff-movement.contingency",)), LearntWording(text, ("capacity.contingency",))
    )
    for section, wanted in (
        ("Managing staff movement", "staff-movement.contingency"),
        ("Workforce capacity", "capacity.contingency"),
    ):
        row = read(both, text, section=section)[0]
        assert [one.id for one in row.matches] == [wanted]


def test_a_wording_of_a_requirement_no_longer_there_is_passed_over(catalogue: Catalogue) -> None:
    row = read(taught(catalogue, LearntWording(TRACKER, ("gone.requirement",))), TRACKER)[0]
    assert [one.id for one in row.matches] == ["staff-movement.capacity-tracker"]


# --- the whole


def test_a_match_says_why_in_words(catalogue: Catalogue) -> None:
    row = read(catalogue, TRACKER, section="Managing staff movement")[0]
    assert row.match_state is MatchState.CONFIDENT
    assert row.matches[0].why.endswith("; right section")
    assert "key terms: Capacity Tracker data, staff movement between settings" in row.matches[0].why


def test_duplicate_duties_are_told_apart_by_their_heading(catalogue: Catalogue) -> None:
    text = "Review contingency arrangements for staffing shortages through the winter"
    for section, wanted in (
        ("Managing staff movement", "staff-movement.contingency"),
        ("Workforce capacity", "capacity.contingency"),
    ):
        row = read(catalogue, text, section=section)[0]
        assert [one.id for one in row.matches] == [wanted]


def test_nothing_like_it_is_a_local_action(catalogue: Catalogue) -> None:
    row = read(catalogue, "Repaint the car park of the depot and renew the turnstiles")[0]
    assert (row.match_state, row.matches) == (MatchState.LOCAL, ())


def test_a_row_without_text_is_left_to_a_person_with_what_would_stand_there(catalogue: Catalogue) -> None:
    texts = [
        "Direct payment holders have flexibility and control as the Care Act intends",
        "",
        "For carers, follow the direct payments guidance and be flexible to maximise independence",
        "Update assessments of carers for additional needs created by COVID-19",
    ]
    row = read(catalogue, *texts)[1]
    assert (row.match_state, row.matches) == (MatchState.REVIEW, ())
    assert "carers.information" in [one.id for one in row.candidates]
    assert "no requirement text" in row.candidates[0].why


def test_of_two_rows_for_one_requirement_the_weaker_is_doubted(catalogue: Catalogue) -> None:
    text = "Make providers aware of the free induction training offer and encourage them to use it"
    first, second = read(catalogue, text, "Make providers aware of other free training and encourage its use")
    assert first.match_state is MatchState.CONFIDENT
    assert second.match_state is MatchState.REVIEW
    assert "Row 1 fits it better" in " ".join(
        one.why.replace("; row", "; Row") for one in (*second.matches, *second.candidates)
    )


def test_runners_up_are_candidates_and_no_matches(catalogue: Catalogue) -> None:
    row = read(catalogue, TRACKER, section="Managing staff movement")[0]
    assert row.candidates
    assert not {one.id for one in row.candidates} & {one.id for one in row.matches}
    assert all(0 <= one.confidence < catalogue.confident_from for one in row.candidates)


def test_the_rows_are_not_changed_otherwise(catalogue: Catalogue) -> None:
    before = RowRead(n=7, place="sheet 'Plan', row 9", requirement=TRACKER, lead="Head of stores", ref="16")
    (after,) = match(Reading("plan.xlsx", "", "", 0, catalogue.framework, (before,)), catalogue).rows
    assert replace(after, matches=(), candidates=(), weighed=(), match_state=before.match_state) == before


def test_an_empty_document_and_an_empty_catalogue_are_no_fault(catalogue: Catalogue) -> None:
    nothing = Reading("plan.docx", "", "", 0, catalogue.framework)
    assert match(nothing, catalogue) == nothing
    one = replace(nothing, rows=(RowRead(n=1, place="row 1", requirement=TRACKER),))
    assert match(one, Catalogue(framework="none", entries=(), confident_from=0.9, shown_from=0.4)) == one


def test_a_plan_is_matched_without_a_library_for_numbers() -> None:
    program = (
        "import sys; from tests.reading.test_matching import TRACKER, national_catalogue, read; "
        "sys.modules['numpy'] = None; sys.exit(not read(national_catalogue(), TRACKER)[0].matches)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
