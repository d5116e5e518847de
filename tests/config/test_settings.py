"""Settings that would lose something if they were wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from django.test import override_settings
from encrypted_fields.fields import EncryptedCharField

OLD, NEW = "the secret of last winter and long enough", "this winter has another secret and long enough"
ASK = "from overwinter.config import settings as s; print(s.SALT_KEY, s.SECRET_KEY_FALLBACKS, {name})"


def ask(name: str, home: Path, **environment: str) -> str:
    """What the settings say, in a process of their own."""
    words = [sys.executable, "-c", ASK.format(name=f"s.{name}")]
    own = {"PATH": os.environ["PATH"], "OVERWINTER_HOME": str(home), **environment}
    return subprocess.run(words, env=own, capture_output=True, text=True, check=True).stdout


def test_what_an_older_secret_encrypted_is_still_read(tmp_path: Path) -> None:
    said = ask("DEBUG", tmp_path, OVERWINTER_SECRET_KEY=NEW, OVERWINTER_OLD_SECRET_KEYS=OLD)
    assert said.startswith(f"{[NEW[:32], OLD[:32]]} {[OLD]}")
    with override_settings(SECRET_KEY=OLD, SALT_KEY=[OLD[:32]], SECRET_KEY_FALLBACKS=[]):
        sealed = EncryptedCharField().f.encrypt(b"Ada Marsh")
    with override_settings(SECRET_KEY=NEW, SALT_KEY=[NEW[:32], OLD[:32]], SECRET_KEY_FALLBACKS=[OLD]):
        assert EncryptedCharField().f.decrypt(sealed) == b"Ada Marsh"
        written = EncryptedCharField().f.encrypt(b"Ada Marsh")
    with override_settings(SECRET_KEY=NEW, SALT_KEY=[NEW[:32]], SECRET_KEY_FALLBACKS=[]):
        assert EncryptedCharField().f.decrypt(written) == b"Ada Marsh"
        with pytest.raises(InvalidToken):
            EncryptedCharField().f.decrypt(sealed)


def test_the_secret_that_was_made_is_kept_where_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = ask("SECRET_KEY", tmp_path)
    assert ask("SECRET_KEY", tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "proxies"), [({}, "0"), ({"OVERWINTER_HTTPS": "1"}, "1"), ({"OVERWINTER_PROXIES": "2"}, "2")]
)
def test_an_address_handed_on_is_believed_of_known_proxies_only(
    given: dict[str, str], proxies: str, tmp_path: Path
) -> None:
    assert ask("ALLAUTH_TRUSTED_PROXY_COUNT", tmp_path, **given).split()[-1] == proxies
