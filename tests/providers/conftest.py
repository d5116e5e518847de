"""Two councils with a location each, and the people who work with them."""

from dataclasses import dataclass

import pytest
from django.test import Client

from overwinter.accounts.api import User
from overwinter.organisations.api import Council, Grant
from overwinter.providers.domain.kinds import ContactPurpose, ServiceKind
from overwinter.providers.models import Location
from tests.support.people import make_council, make_person
from tests.support.providers import make_location


@dataclass(frozen=True, slots=True)
class Care:
    council: Council
    other: Council
    home: Location
    elsewhere: Location
    contracts: User
    viewer: User
    stranger: User
    """Holds every grant, in the other council."""


@pytest.fixture
def care(db: None) -> Care:
    council, other = make_council(), make_council("southfen", "Southfen Council")
    contacts = {
        ContactPurpose.REGISTERED_MANAGER: {"name": "Quillon Threlfall", "phone": "01632 960141", "title": "Manager"},
        ContactPurpose.RETURNS: {"email": "office@larkfield.example"},
    }
    home = make_location(
        council, "Larkfield House", service=ServiceKind.NURSING_HOME, beds=48, district="Saltmere",
        cqc_id="1-000000148", rating="good", phone="01632 960140", contacts=contacts,
    )  # fmt: skip
    return Care(
        council=council,
        other=other,
        home=home,
        elsewhere=make_location(other, "Elsewhere Court"),
        contracts=make_person("contracts@northmere.example", Grant.CONTRACTS, council=council),
        viewer=make_person("viewer@northmere.example", Grant.VIEWER, council=council),
        stranger=make_person("all@southfen.example", *Grant, council=other),
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
