"""The command line: who runs the installation, and mistakes told in a sentence."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from overwinter.accounts.api import User
from overwinter.config.cli import main
from overwinter.infra.models import AuditEntry
from tests.support.people import PASSWORD, make_person

EMAIL = "ada.marsh@northmere.example"
CHOSEN = {"password1": "four loud mountains", "password2": "four loud mountains"}


def test_the_first_administrator_chooses_a_password_and_adds_a_council(
    client: Client, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["administrator", EMAIL, "--name", "Ada Marsh", "--site", "https://winter.northmere.example/"]) == 0
    said = capsys.readouterr().out
    link = re.search(r"https://winter\.northmere\.example(/accounts/\S+)", said)
    assert link is not None and "Ada Marsh" in said
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], CHOSEN)
    signed_in = Client()
    answer = signed_in.post("/accounts/sign-in/", {"login": EMAIL, "password": "four loud mountains"})
    assert answer["Location"] == "/"
    assert "Add a council" in signed_in.get("/councils/").content.decode()
    verbs = list(AuditEntry.objects.filter(by=None).order_by("number").values_list("verb", flat=True))
    assert verbs == ["person added", "set-password link made"]


def test_a_person_with_an_account_keeps_name_and_password(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = make_person(EMAIL)
    assert main(["administrator", EMAIL.upper(), "--name", "Somebody Else"]) == 0
    after = User.objects.get()
    assert (after.name, after.is_system_admin, after.check_password(PASSWORD)) == (before.name, True, True)
    assert "http://127.0.0.1:8000/accounts/" in capsys.readouterr().out
    assert AuditEntry.objects.filter(verb="system administrator made", by=None).count() == 1


@override_settings(SITE_URL="https://winter.northmere.example")
def test_the_link_leads_to_the_site_of_the_settings(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["administrator", EMAIL, "--name", "Ada Marsh"]) == 0
    assert "https://winter.northmere.example/accounts/password/choose/" in capsys.readouterr().out


def test_an_administrator_who_leaves_is_shut_out_and_can_come_back(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    make_person(EMAIL, system_admin=True)
    assert main(["administrator", EMAIL, "--shut"]) == 0
    assert not User.objects.get().is_active
    assert main(["administrator", EMAIL]) == 0
    assert User.objects.get().is_active
    verbs = AuditEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["account shut", "account opened", "set-password link made"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nobody", "--name", "Ada"], "is not an email address"),
        ([EMAIL], "Say who it is with --name"),
        ([EMAIL, "--name", "Ada", "--site", "winter"], "is not an address of a site"),
        ([EMAIL, "--shut"], "runs nothing here"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    words: list[str], sentence: str, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["administrator", *words]) == 2
    said = capsys.readouterr()
    assert sentence in said.err and said.err.count("\n") == 1 and said.out == ""
    assert not User.objects.exists() and not AuditEntry.objects.exists()


def test_who_is_no_administrator_is_not_shut_by_the_command(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    make_person(EMAIL)
    assert main(["administrator", EMAIL, "--shut"]) == 2
    assert User.objects.get().is_active


def test_a_lost_second_factor_is_removed_and_the_log_says_so(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    person, other = make_person(EMAIL), make_person("other@northmere.example")
    for user in (person, other):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert main(["second-factor", EMAIL]) == 0
    assert [each.user for each in Authenticator.objects.all()] == [other]
    assert AuditEntry.objects.filter(verb="second factor removed", by=None, subject_id=str(person.pk)).count() == 1
    assert main(["second-factor", EMAIL]) == 2
    assert main(["second-factor", "nobody@northmere.example"]) == 2
    assert capsys.readouterr().err.count("has no second factor here") == 2
