"""Many plans on one national plan: counts, the order in which patterns show, what one lacks."""

from overwinter.assurance.domain.rolled_up import Lack, Tally, grid_of, in_pattern, lacking, tally

GREEN, AMBER, NOBODY_SAID = ("green", "yes"), ("amber", "partial"), ("unknown", "unknown")
GRID = grid_of(
    (plan, requirement, *said)
    for plan, row in {1: (AMBER, GREEN, NOBODY_SAID), 2: (GREEN, GREEN, AMBER), 3: (GREEN, GREEN, AMBER)}.items()
    for requirement, said in enumerate(row, 1)
)


def test_counts_are_of_the_plans_that_answer_and_of_no_other() -> None:
    counts = tally({**GRID, 4: {1: ("red", "no")}}, [1, 2, 3])
    assert counts[1] == Tally({"amber": 1, "green": 2, "red": 1}, {"partial": 1, "yes": 2, "no": 1})
    assert (counts[2].plans, counts[2].met) == (3, 3), "a plan without an answer is not one that has not met it"
    assert counts[3].mets == {"unknown": 1, "partial": 2}


def test_what_is_most_met_fills_one_corner() -> None:
    assert in_pattern(GRID, [1, 2, 3], [1, 2, 3]) == ([2, 3, 1], [2, 1, 3])


def test_only_what_enough_of_the_others_have_is_lacking() -> None:
    found = lacking(GRID, 1, [1, 2, 3], least_share=0.5, least_plans=2)
    assert found == [Lack(1, AMBER, Tally({"green": 2}, {"yes": 2}))]
    assert lacking(GRID, 1, [1, 2, 3], least_share=0.5, least_plans=3) == []
    assert lacking(GRID, 2, [1, 2, 3], least_share=0.5, least_plans=1) == [], "none of what it has not is met elsewhere"
