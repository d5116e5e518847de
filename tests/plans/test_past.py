"""The past of a plan and of a row, and two people at one text: without a database."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from overwinter.kernel.weeks import fridays
from overwinter.plans.domain.changes import compare, differences
from overwinter.plans.domain.incoming import Said, actions_in, join, judge, names_in, title_in
from overwinter.plans.domain.merging import merge
from overwinter.plans.domain.past import Record, changes_of, moved_dates, standing_of
from overwinter.plans.domain.timeline import Moment, counts_on


def record(day: int, why: str = "", subject: int = 0, **values: object) -> Record:
    at = datetime(2020, 11, day, 9, tzinfo=UTC)
    return Record(at=at, day=at.date(), who="Head of commissioning", why=why, values=values, subject=subject)


def test_standing_tells_since_when_and_what_was_before() -> None:
    records = [
        record(1, rag="unknown"),
        record(3, rag="green"),
        record(5, rag="green"),
        record(9, "calls", rag="amber"),
    ]
    found = standing_of(records, "rag")
    assert found is not None
    assert (found.value, found.since, found.before, found.before_since, found.why) == (
        "amber", date(2020, 11, 9), "green", date(2020, 11, 3), "calls")  # fmt: skip
    first = standing_of(records[:1], "rag")
    assert first is not None and not first.declared
    assert standing_of([], "rag") is None


def test_changes_tell_what_moved_newest_first_and_keep_subjects_apart() -> None:
    records = [
        record(1, subject=1, text="Hire", due=date(2020, 11, 10)), record(1, subject=2, text="Train", due=None),
        record(2, "late", subject=1, text="Hire", due=date(2020, 11, 20)),
        record(3, subject=2, text="Train", due=date(2020, 12, 1)),
    ]  # fmt: skip
    found = changes_of(records)
    assert [(change.subject, change.first) for change in found] == [(2, False), (1, False), (2, True), (1, True)]
    assert [(move.field, move.before) for move in found[1].moves] == [("due", date(2020, 11, 10))]
    assert [change.why for change in moved_dates(records)] == ["late"], "setting the first date is no move"


def test_fridays_end_with_the_day_itself() -> None:
    assert fridays(date(2020, 10, 30), date(2020, 11, 14)) == (
        date(2020, 10, 30), date(2020, 11, 6), date(2020, 11, 13), date(2020, 11, 14))  # fmt: skip
    assert fridays(date(2020, 11, 13), date(2020, 11, 13)) == (date(2020, 11, 13),)
    assert len(fridays(date(2019, 1, 1), date(2020, 11, 13))) == 12


DAYS = [date(2020, 11, 1) + timedelta(days=n) for n in range(4)]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 4), st.sampled_from(["green", "red"]), st.sampled_from("+~-")),
        max_size=30,
    )
)
def test_counts_agree_with_the_rows_that_stood(happened: list[tuple[int, int, str, str]]) -> None:
    moments = [Moment(*each) for each in sorted(happened, key=lambda each: each[1])]
    for index, counted in enumerate(counts_on(DAYS, moments, lambda _: {4})):
        last = {moment.response_id: moment for moment in moments if moment.step <= index}
        standing = [moment for moment in last.values() if moment.kind != "-"]
        assert counted.day == DAYS[index]
        for rag in ("green", "red"):
            assert counted.counts.get(rag, 0) == sum(each.rag == rag and each.response_id != 4 for each in standing)
        assert counted.counts.get("not-in-force", 0) == sum(each.response_id == 4 for each in standing)


def test_merging_keeps_both_changes_where_they_do_not_meet() -> None:
    base = "one\ntwo\nthree"
    merged = merge(base, "ONE\ntwo\nthree", "one\ntwo\nTHREE")
    assert (merged.text, merged.clean) == ("ONE\ntwo\nTHREE", True)
    clash = merge(base, "one\n2\nthree", "one\nzwei\nthree")
    assert (clash.text, clash.clean) == ("one\nzwei\nthree", False)


LINES = st.lists(st.sampled_from("abcd"), max_size=6).map("\n".join)


@given(LINES, LINES, LINES)
def test_merging_never_loses_my_words(base: str, theirs: str, mine: str) -> None:
    merged = merge(base, theirs, mine)
    assert merge(base, base, mine).text == mine
    assert merge(base, theirs, base).text == theirs or theirs == base
    if not merged.clean:
        assert merged.text == mine


def test_comparing_two_people() -> None:
    base = dict.fromkeys(
        ("text", "wording", "lead", "reporting_to", "by_when", "title", "section", "theme", "number"), ""
    ) | {"rag": "green", "fully_met": "yes", "by_when_date": None, "next_review": None, "led_with": ()}  # fmt: skip
    theirs = base | {"rag": "amber", "text": "theirs"}
    fields = {each.field: each for each in compare(base, theirs, {"rag": "green", "text": "mine", "by_when": "soon"})}
    assert not fields["rag"].clashes and fields["rag"].merged == "amber", "what I left alone is as they have it"
    assert fields["text"].clashes and fields["text"].merged == "mine"
    assert not fields["by_when"].changed_by_them and fields["by_when"].merged == "soon"
    assert differences(base, {"rag": "green", "text": "x"}) == {"text": ("", "x")}


def test_cells_are_taken_apart_without_guessing() -> None:
    assert actions_in("• Hire two\n- Train all\n\nN/A") == ("Hire two", "Train all")
    assert actions_in("None.") == () and actions_in(None) == ()
    assert names_in("Board of Health, Housing and Care; Cell\nCell") == ("Board of Health, Housing and Care", "Cell")
    assert title_in("Head of\n commissioning ") == "Head of, commissioning"
    assert title_in("n/a") == ""
    assert title_in("ASC and ICB/ ") == "ASC and ICB"
    assert len(title_in("word " * 100)) <= 200


def test_a_document_asks_before_it_overwrites_a_person() -> None:
    given_before = Said(text="We do it.", rag="amber")
    now = Said(text="We do it well.", rag="amber", lead="Head")
    then = Said(text="We do it.", rag="green", lead="head", by_when="soon")
    assert [(each.field, each.outcome.value) for each in judge(now, then, given_before)] == [
        ("text", "asks"), ("rag", "changes"), ("by_when", "fills")]  # fmt: skip


def test_joining_rows_tells_where_they_differ() -> None:
    joined = join([Said(text="a", rag="green"), Said(text="b", rag="red", lead="Head"), Said(text="a")])
    assert (joined.said.text, joined.said.rag, joined.said.lead) == ("a\n\nb", "green", "Head")
    assert [(each.field, each.first, each.second) for each in joined.disagreements] == [("rag", "green", "red")]
