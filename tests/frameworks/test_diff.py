"""What a sync would change, in words."""

from collections.abc import Callable
from datetime import date

from overwinter.frameworks.domain.diff import diff_packs
from overwinter.frameworks.domain.force import in_force
from overwinter.frameworks.domain.pack import Pack
from overwinter.frameworks.domain.wordings import fingerprint


def test_nothing_changed(small_pack: Pack) -> None:
    assert diff_packs(small_pack, small_pack) == []


def test_a_new_pack_is_one_line(small_pack: Pack) -> None:
    assert [str(change) for change in diff_packs(None, small_pack)] == [
        "added     small-plan\n          the whole pack: A small plan, 2 requirements"
    ]


def test_changed_fields_are_told_from_what_to_what(small_pack: Pack, edited: Callable[[str, str], Pack]) -> None:
    edited('"masks", "gloves"', '"gloves", "aprons"')
    changed = edited("effective_until = 2021-03-31", "effective_until = 2024-03-31")
    assert [str(change) for change in diff_packs(small_pack, changed)] == [
        "changed   ppe.supply\n          key terms: + aprons, - masks",
        "changed   ppe.shortage\n          in force until: 2021-03-31 → 2024-03-31",
    ]


def test_what_leaves_a_pack_is_withdrawn_and_may_come_back(
    small_pack: Pack, edited: Callable[[str, str], Pack]
) -> None:
    other = edited('id = "ppe.supply"', 'id = "ppe.give"')
    assert [(change.kind.value, change.subject) for change in diff_packs(small_pack, other)] == [
        ("added", "ppe.give"),
        ("withdrawn", "ppe.supply"),
    ]
    back = diff_packs(small_pack, small_pack, withdrawn=frozenset({"ppe.supply"}))
    assert [(change.kind.value, change.subject) for change in back] == [("restored", "ppe.supply")]


def test_the_law_decides_what_is_in_force() -> None:
    def said(on: date, withdrawn_on: date | None = None) -> str:
        return in_force(starts=date(2020, 9, 18), until=date(2021, 7, 16), withdrawn_on=withdrawn_on, on=on).reason

    assert said(date(2020, 9, 17)) == "It comes into force on 18 September 2020."
    assert said(date(2020, 9, 18)) == said(date(2021, 7, 16)) == ""
    assert said(date(2021, 7, 17)) == "It has not been in force since 16 July 2021."
    assert said(date(2020, 12, 1), date(2020, 12, 1)) == "It was withdrawn from the catalogue on 1 December 2020."


def test_one_wording_has_one_fingerprint_however_it_is_typed() -> None:
    assert fingerprint("•  Provide PPE – to ‘all’ carers.") == fingerprint('provide ppe\nto "all" carers')
    assert fingerprint("by 30 September") != fingerprint("by 31 October")
