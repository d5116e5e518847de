"""A form of the council's own that is asked, with a return to it and a file: one of each thing that has an address."""

from io import BytesIO
from typing import Any

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.organisations.api import Council
from overwinter.providers.api import Location
from overwinter.returns import actions, api
from overwinter.returns.domain.building import key_of
from overwinter.returns.domain.kinds import Entered

OWN_FORM: dict[str, Any] = {
    "effective_from": "2020-01-01", "why": "To see who is there.", "services": ["care_home", "nursing_home"],
    "cadence": {"rhythm": "daily"},
    "section": [
        {
            "title": "Today",
            "question": [
                {"code": "people", "label": "People", "kind": "whole", "key": True},
                {"code": "well", "label": "Well", "kind": "whole", "required": False},
                {"code": "unwell", "label": "Unwell", "kind": "whole", "required": False},
            ],
        }
    ],
    "total": [
        {"title": "All", "parts": ["well", "unwell"], "whole": "people", "relation": "equal", "unit": "people"},
    ],
}  # fmt: skip


def make_returns(council: Council, location: Location) -> dict[str, Any]:
    """By the name each has in an address, its id. A contracts officer of the council does it."""
    officer = User.objects.get(email=f"contracts.officer@{council.code}.example")
    api.sync_catalogue(by=None)
    version = actions.make_form(council_id=council.pk, title="Who is there", definition=OWN_FORM, by=officer)
    today = clock.today()
    actions.ask_for_form(council_id=council.pk, form=version.form, services=[], since=today, by=officer)
    asked = api.find_asked_form(council.pk, version.form.code)
    assert asked is not None
    made = api.submit_return(
        form=asked, location=location, start=today, answers={"people": 4}, expected_number=0, entered=Entered.PHONE,
        by=officer,
    )  # fmt: skip
    draft = actions.keep_beside(
        opened=api.open_return(asked, location, asked.period_at(today), today=today), answers={"people": 5}, by=officer
    )
    file = actions.upload_file(
        council_id=council.pk, form=version.form, name="export.csv", content=BytesIO(b"CQC ID,People\n1-1,4"),
        as_of=today, by=officer,
    )  # fmt: skip
    return {
        "form_code": version.form.code, "version_id": version.pk, "return_id": made.pk, "file_id": file.pk,
        "period_start": today.isoformat(), "draft_id": draft.pk, "sum_key": key_of(OWN_FORM["total"][0]),
    }  # fmt: skip
