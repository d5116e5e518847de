"""A public page says what the plan says, in the public's words, and says what it holds back."""

from datetime import date

from overwinter.kernel.status import FullyMet, Rag
from overwinter.publishing.domain.content import Doing, from_values
from overwinter.publishing.domain.making import Draft, Own, Said, Setting, differences, make_draft
from overwinter.publishing.domain.rules import may_publish, may_withdraw
from overwinter.publishing.domain.withholding import Withholding

RULES = Withholding(5, ("residents",))
SETTING = Setting("northmere", "Northmere Council", True, "2020-21", "pack", "A plan", "", "Ring us.", "a@b.example")


def said(pk: int, response: str = "Done.", rag: Rag = Rag.GREEN, **changes: object) -> Said:
    values = {
        "response_id": pk, "theme": "Theme 1", "number": f"1.{pk}", "title": f"Do thing {pk}", "asks": "Do it.",
        "response": response, "rag": rag, "fully_met": FullyMet.YES, "lead": "Head of commissioning",
        "by_when": None, "doing": (), **changes,
    }  # fmt: skip
    return Said(**values)


def draft(*rows: Said, own: dict[int, Own] | None = None, setting: Setting = SETTING) -> Draft:
    return make_draft(setting, rows, own or {}, RULES, date(2020, 11, 13))


def test_rows_stand_under_their_themes_and_what_is_left_out_is_said() -> None:
    made = draft(
        said(1), said(2, theme="Theme 2"), said(3, "3 residents wait."), said(4, in_force=False), said(5),
        own={5: Own(left_out_because="It is before the court."), 1: Own(words="We do this for 2 residents.")},
    )  # fmt: skip
    assert [(part.title, [row.number for row in part.rows]) for part in made.content.parts] == [
        ("Theme 1", ["1.1", "1.3"]),
        ("Theme 2", ["1.2"]),
    ]
    assert made.content.rows[0].words == "We do this for fewer than 5 residents."
    held = made.content.withheld
    assert (held.numbers, held.not_in_force) == (2, 1)
    assert [(each.title, each.reason) for each in held.left_out] == [("1.5 Do thing 5", "It is before the court.")]
    assert set(made.removals) == {1, 3}


def test_gap_actions_are_held_to_the_same_rules() -> None:
    made = draft(said(1, doing=(Doing("Visit 2 residents", date(2020, 12, 1)),)))
    assert made.content.rows[0].doing == (Doing("Visit fewer than 5 residents", date(2020, 12, 1)),)


def test_what_is_kept_reads_back_as_it_was() -> None:
    made = draft(said(1, by_when=date(2020, 12, 1), doing=(Doing("Ring", None),)), own={1: Own("Words")}).content
    assert from_values(made.as_values) == made


def test_a_version_says_what_changed_since_the_one_before() -> None:
    before = draft(said(1), said(2), said(3)).content
    after = draft(said(1, rag=Rag.RED), said(2, "Done anew."), said(4)).content
    assert list(differences(before, after)) == [
        "1 action moved; 1 of them is now off track.",
        "1 answer was written anew.",
        "1 action is added.",
        "1 action is no longer shown.",
    ]
    assert list(differences(None, after)) == ["First published."]


def test_a_page_without_help_or_address_or_news_is_not_published() -> None:
    whole = draft(said(1)).content
    assert may_publish(whole, newest_digest="")
    assert "changed" in may_publish(whole, newest_digest=whole.digest).reason
    nothing = draft(said(1, in_force=False)).content
    assert "no row" in may_publish(nothing, newest_digest="").reason
    bare = Setting("northmere", "Northmere Council", True, "2020-21", "pack", "A plan")
    assert "ring" in may_publish(draft(said(1), setting=bare).content, newest_digest="").reason


def test_a_version_is_withdrawn_once_and_with_a_notice() -> None:
    assert may_withdraw(is_withdrawn=False, notice="It was wrong.")
    assert not may_withdraw(is_withdrawn=True, notice="It was wrong.")
    assert not may_withdraw(is_withdrawn=False, notice="  ")
