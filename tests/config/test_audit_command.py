"""``overwinter audit check``: whether the log is as it was written."""

import pytest

from overwinter.config.cli import main
from overwinter.infra.models import AuditChain, AuditEntry
from tests.support.people import make_person

pytestmark = pytest.mark.django_db


def test_the_log_is_intact_until_somebody_meddles_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    make_person("ada.marsh@northmere.example")
    make_person("ben.hale@northmere.example")
    assert main(["audit", "check"]) == 0
    assert capsys.readouterr().out == "installation: 2 entries, intact\n"
    AuditEntry.objects.filter(number=1).update(verb="nothing happened")
    assert main(["audit", "check"]) == 1
    assert "BROKEN at 1" in capsys.readouterr().out


def test_a_chain_that_lost_its_head_is_not_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    make_person("ada.marsh@northmere.example")
    AuditChain.objects.all().delete()
    assert main(["audit", "check"]) == 1
    assert "BROKEN at 2" in capsys.readouterr().out


def test_an_empty_log_is_said_to_be_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "check"]) == 0
    assert capsys.readouterr().out == "The audit log is empty.\n"
