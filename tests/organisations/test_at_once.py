"""Two administrators at the same moment."""

import pytest

from overwinter.infra import audit
from overwinter.kernel.verdict import Refused
from overwinter.organisations import actions
from overwinter.organisations.api import Council, Grant
from overwinter.organisations.models import Grant as Held
from tests.support.at_once import at_once, needs_connections
from tests.support.people import make_council, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council() -> Council:
    needs_connections()
    return make_council()


def test_a_council_keeps_one_administrator_when_two_take_each_others_place_away(council: Council) -> None:
    one, two = (make_person(f"{name}@northmere.example", Grant.COUNCIL_ADMIN, council=council) for name in ("a", "b"))
    viewer = frozenset({Grant.VIEWER})
    done = at_once(
        lambda: actions.set_grants(user=one, council=council, kinds=viewer, by=two),
        lambda: actions.set_grants(user=two, council=council, kinds=viewer, by=one),
    )
    assert Held.objects.filter(council=council, kind=Grant.COUNCIL_ADMIN).count() == 1
    assert [str(each) for each in done if isinstance(each, Refused)] == [
        "The council would have no administrator. Make another person administrator first"
    ]


def test_two_administrators_cannot_shut_each_other_out_at_once(council: Council) -> None:
    one, two = (make_person(f"{name}@northmere.example", Grant.COUNCIL_ADMIN, council=council) for name in ("a", "b"))
    done = at_once(
        lambda: actions.shut_account(user=one, council=council, by=two),
        lambda: actions.shut_account(user=two, council=council, by=one),
    )
    assert sum(isinstance(each, Refused) for each in done) == 1
    assert Held.objects.filter(council=council, user__is_active=True).count() == 1


def test_people_are_added_and_shut_at_once_without_waiting_for_each_other(council: Council) -> None:
    admin = make_person("admin@northmere.example", Grant.COUNCIL_ADMIN, council=council)
    leaving = [make_person(f"p{n}@northmere.example", Grant.LEAD, council=council) for n in range(3)]
    acts = [lambda user=user: actions.shut_account(user=user, council=council, by=admin) for user in leaving]
    acts += [lambda n=n: make_person(f"new{n}@northmere.example", Grant.LEAD, council=council) for n in range(3)]
    done = at_once(*acts)
    assert not [each for each in done if isinstance(each, Exception)]
    assert [list(audit.broken_links(chain)) for chain in audit.list_chains()] == [[], []]
