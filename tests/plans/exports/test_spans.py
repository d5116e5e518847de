"""The bytes of an element are found whatever its XML looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from overwinter.plans.exports.own_file.spans import CannotPatch, Part, Splice

AWKWARD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- a > b --><x:a xmlns:x="urn:x" t=\'1 > 0 "/>"\'>\xc3\xa9'
    b'<x:b/><x:b  c = "d" ></x:b><x:b c="&gt;">t<!-- <x:b/> --><![CDATA[</x:b>]]></x:b ></x:a>\n'
)


def test_every_element_is_found_by_its_bytes() -> None:
    part = Part(AWKWARD)
    assert [part.bytes_of(element) for element in part.root] == [
        b"<x:b/>", b'<x:b  c = "d" ></x:b>', b'<x:b c="&gt;">t<!-- <x:b/> --><![CDATA[</x:b>]]></x:b >']  # fmt: skip
    assert part.spliced([]) == AWKWARD


def test_an_element_that_closes_itself_is_opened_for_what_goes_in() -> None:
    part = Part(AWKWARD)
    assert b"<x:b><y/></x:b><x:b  c" in part.spliced([part.at_end_of(part.root[0], b"<y/>")])


def test_changes_of_one_place_do_not_meet() -> None:
    part = Part(AWKWARD)
    with pytest.raises(CannotPatch, match="same cell"):
        part.spliced([part.replaced(part.root[1], b""), Splice(part.span(part.root[1]).start + 1, len(AWKWARD), b"")])


@pytest.mark.parametrize("data", [b"<a><b></a>", b"no xml", "<a/>".encode("utf-16")])
def test_what_cannot_be_read_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CannotPatch):
        Part(data)


trees = st.recursive(
    st.builds(lambda text: f"<e k='{len(text)}'>{text}</e>", st.text(alphabet="ab é漢\n", max_size=5)),
    lambda inner: st.builds(lambda parts: f"<e>{''.join(parts)}</e>", st.lists(inner, max_size=4)),
)


@given(trees)
def test_the_bytes_of_an_element_say_what_the_element_says(xml: str) -> None:
    part = Part(xml.encode())
    for element in part.root.iter("*"):
        assert etree.tostring(etree.fromstring(part.bytes_of(element))) == etree.tostring(element, with_tail=False)
