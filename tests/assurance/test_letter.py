"""The letter as it is written, compared with the one before, and held back: rules without a database."""

from dataclasses import replace
from datetime import date

from overwinter.assurance import kinds
from overwinter.assurance.domain.comparing import compare
from overwinter.assurance.domain.facts import FreeWords, SentFacts, Signer, Statement, as_plain, from_plain
from overwinter.assurance.domain.letter import Letter, write
from overwinter.assurance.domain.sending import asked_for, may_send, obstacles
from overwinter.frameworks.api import load_pack
from overwinter.kernel.winter import Winter
from tests.support.letters import make_facts

DAY = date(2020, 10, 31)
CONTINUITY = Statement(11, "P.2 Update continuity plans", "green", "yes", "Nine of ten homes have one.")
ISSUE = Statement(12, "1.8 Staff movement", "red", "no", "", ("Hire two (Head of commissioning, by 1 December 2020)",))
FACTS = make_facts(
    rags={"green": 4, "red": 1}, mets={"yes": 4, "no": 1}, issues=(ISSUE,), continuity=(CONTINUITY,),
    signers=(Signer("Director of adult social services", date(2020, 10, 28), "Kim Ash"),),
)  # fmt: skip
WORDS = FreeWords(to="The department", opening="I write to confirm.", providers="We ask each home.\n\nTwice a year.")


def text(letter: Letter, key: str) -> list[str]:
    part = letter.part(key)
    return ["".join(piece.text for piece in words) for words in (*part.paragraphs, *part.points, *part.after)]


def test_it_says_what_the_department_asks() -> None:
    letter = write(FACTS, WORDS, day=DAY)
    plan, signed = text(letter, "plan")
    assert (
        "has a winter plan for 2020 to 2021" in plan and "1 is red, 4 green" in plan and "4 of 5 are fully met" in plan
    )
    assert signed == "It has been signed by the director of adult social services, last on 28 October 2020."
    assert text(letter, "providers")[1:] == [
        "P.2 Update continuity plans: green, fully met. Nine of ten homes have one.",
        "We ask each home.", "Twice a year.",
    ]  # fmt: skip
    assert text(letter, "issues") == [
        "We draw your attention to 1 row of our plan that is red or not met; 1 of them is red."
    ]
    assert letter.part("issues").issues == (ISSUE,)
    assert letter.part("since").is_empty


def test_every_figure_of_the_plan_has_its_source() -> None:
    part = write(FACTS, WORDS, day=DAY).part("plan")
    figures = [piece for words in part.paragraphs for piece in words if piece.text.strip()[:1].isdigit()]
    assert len(figures) >= 5 and all(piece.source for piece in figures)


def test_a_later_letter_tells_what_changed_since_the_one_that_was_sent() -> None:
    earlier = SentFacts(1, DAY, make_facts(), FreeWords(to="The department"))
    letter = write(FACTS, WORDS, day=date(2020, 12, 1), earlier=earlier)
    assert text(letter, "since") == [
        "Since our letter of 31 October 2020 the figures have moved. Red: 0 then, 1 now; green: 5 then, 4 now; "
        "fully met: 5 then, 4 now; not met: 0 then, 1 now; key issues: 0 then, 1 now.",
        "Newly a key issue: 1.8 Staff movement.",
    ]
    found = compare(earlier, FACTS, WORDS)
    assert [each.label for each in found.words] == ["Opening", "On providers and continuity"]


def test_a_row_that_says_something_else_is_told_before_and_after() -> None:
    earlier = SentFacts(1, DAY, FACTS, WORDS)
    moved = replace(CONTINUITY, fully_met="partial")
    (change,) = compare(earlier, replace(FACTS, continuity=(moved,)), WORDS).words
    assert (change.before[:17], change.now[:18]) == ("green, fully met.", "green, partly met.")
    assert compare(earlier, FACTS, WORDS).nothing


def test_what_is_kept_of_it_is_read_back_without_names() -> None:
    kept = as_plain(FACTS)
    assert "Kim Ash" not in repr(kept)
    assert from_plain(kept) == replace(FACTS, signers=(replace(FACTS.signers[0], name=""),))


def test_it_is_held_back_in_words() -> None:
    silent = replace(FACTS, continuity=(replace(CONTINUITY, rag="unknown", fully_met="unknown"),))
    said = may_send(obstacles(silent, FreeWords(to="The department"), signed=False))
    assert (
        said.reason
        == "It cannot be sent yet: the plan is not signed by all who sign it, and 1 more thing is in the way."
    )
    assert [each.to_do for each in obstacles(silent, FreeWords(), signed=True)] == [
        "Write to whom it goes",
        "Answer P.2",
    ]
    assert may_send(obstacles(silent, WORDS, signed=True))


def test_the_catalogue_names_requirements_that_there_are_and_the_day_follows_the_winter() -> None:
    for kind in kinds.all_kinds():
        named = {*kind.continuity, *kind.nhs, *kind.voluntary}
        there = {each.id for each in load_pack(kind.framework).requirements} if kind.framework else set()
        assert named - there == set()
    assert asked_for(kinds.kind_for("asc-winter-plan-2020-21"), Winter(2026)) == date(2026, 10, 31)
    assert asked_for(kinds.kind_for("another"), Winter(2026)) is None
