"""Every setting that the environment may give, read out of ``settings.py`` with what it is for."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from overwinter.config.reference import markdown

SOURCE = Path(__file__).resolve().parents[1] / "settings.py"
KINDS: Mapping[str, str] = {
    "str": "text", "bool": "0 or 1", "int": "number", "list": "list, commas between", "db": "URL", "email": "URL"
}  # fmt: skip
WHAT_FOR: Mapping[str, str] = {
    "OVERWINTER_HOME": "The folder of the SQLite file, the kept documents, the generated secret and the collected "
    "styles. Back it up.",
    "OVERWINTER_SECRET_KEY": "Signs sessions and links, and encrypts people’s names and the secrets of authenticator "
    "apps. Without it one is made at the first start and kept in `secret-key` in the home folder. Lose it, and the "
    "names cannot be read.",
    "OVERWINTER_OLD_SECRET_KEYS": "Secrets of before, newest first. What they encrypted is still read; what is written "
    "uses the present one.",
    "OVERWINTER_DEBUG": "Show faults in the browser. Never where people other than you can reach it.",
    "OVERWINTER_DEMO": "Build the demo in an empty database at `overwinter run`, and let its accounts sign in with one "
    "click. 0 for a council.",
    "OVERWINTER_HOSTS": "The names this site is reached by, without a scheme.",
    "OVERWINTER_ORIGINS": "The same with their scheme (`https://…`). The first one begins the links in mail and those "
    "that the command line prints.",
    "OVERWINTER_SITE": "What begins those links, where it is not the first of `OVERWINTER_ORIGINS`.",
    "OVERWINTER_HTTPS": "1 behind a proxy that speaks HTTPS: secure cookies, redirection, HSTS for a year. The proxy "
    "must set `X-Forwarded-Proto` itself.",
    "OVERWINTER_PROXIES": "How many proxies of yours stand in front. As many addresses of `X-Forwarded-For` are "
    "believed, from its end, when attempts to sign in are counted.",
    "DATABASE_URL": "Where the database is; `postgres://user:password@host/name` for PostgreSQL.",
    "OVERWINTER_DB_POOL": "Keep a pool of PostgreSQL connections. 0 behind a pooler of your own.",
    "EMAIL_URL": "How mail is sent, such as `smtp+tls://user:password@host:587`. Without it reminders are kept in the "
    "inbox under “Reminders by mail”, links are shown to the administrator who asks for them, and nobody can reset a "
    "forgotten password.",
    "OVERWINTER_NOTIFY_KEY": "An API key of GOV.UK Notify: mail is sent through it, whatever `EMAIL_URL` says.",
    "OVERWINTER_NOTIFY_TEMPLATE": "The id of the email template there, with `((subject))` as its subject and "
    "`((body))` as its message.",
    "OVERWINTER_NOTIFY_TEXT_TEMPLATE": "The id of the text message template there, with `((body))` as its message. "
    "Without it no text messages go, and an officer reads out the code of a provider’s new device.",
    "OVERWINTER_NOTIFY_URL": "Where GOV.UK Notify is reached.",
    "OVERWINTER_MAIL_FROM": "The sender of its mail.",
    "OVERWINTER_THRESHOLDS": "A TOML file of thresholds that you set otherwise, each with the day it holds from; see "
    "[thresholds](thresholds.md).",
    "OVERWINTER_PROFILES": "A folder of [profiles](../how-to/teach-a-layout.md), each a TOML file that says how "
    "one kind of document is to be read.",
    "OVERWINTER_UPLOAD_LIMIT_MB": "The largest document that may be uploaded.",
    "OVERWINTER_EVIDENCE_LIMIT_MB": "The largest file that may be kept as evidence on a row.",
    "OVERWINTER_WEBHOOKS_PRIVATE": "Let webhooks go to this machine, to private networks and without TLS. For "
    "development: an administrator of a council could have the server ask other machines of its network.",
    "OVERWINTER_READING_SECONDS": "How long the reading of one document may take. Keep it well under "
    "`OVERWINTER_JOB_SECONDS`.",
    "OVERWINTER_JOB_SECONDS": "How long a background job may take before it is ended and begun again. The directory of "
    "the whole country as ods took 200 seconds on a machine with much other work.",
    "OVERWINTER_READING_MEMORY_MB": "Address space the reading of one document may take.",
    "OVERWINTER_WORKERS": "Documents read at the same time.",
    "OVERWINTER_JOBS_AT_ONCE": "Run background jobs inside the request. For tests; the browser waits.",
    "OVERWINTER_LOG_LEVEL": "What is logged to standard error: DEBUG, INFO, WARNING or ERROR.",
}
_IN_WORDS: Mapping[str, str] = {
    "OVERWINTER_HOME": "`var/` beside the program",
    "OVERWINTER_SECRET_KEY": "made and kept",
    "OVERWINTER_PROXIES": "1 with HTTPS, else 0",
    "DATABASE_URL": "`overwinter.sqlite3` in the home folder",
    "OVERWINTER_SITE": "the first of `OVERWINTER_ORIGINS`",
    "EMAIL_URL": "no mail is sent",
    "OVERWINTER_THRESHOLDS": "the defaults hold",
    "OVERWINTER_PROFILES": "no profiles",
}
"""Defaults that are no single value."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    kind: str
    default: str
    """As it stands in the source; a default that depends on another setting names it."""


def find_settings(source: str) -> tuple[Setting, ...]:
    """Every ``env.…("NAME", default=…)`` of ``source``, in its order."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = [_setting(call) for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset))]
    return tuple(setting for setting in found if setting is not None)


def _setting(call: ast.Call) -> Setting | None:
    function = call.func
    if not (
        isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "env"
    ):
        return None
    name = ast.literal_eval(call.args[0])
    default = next((ast.unparse(word.value) for word in call.keywords if word.arg == "default"), "")
    return Setting(name, KINDS[function.attr], default)


def page() -> str:
    found = find_settings(SOURCE.read_text(encoding="utf-8"))
    rows = [(markdown.code(each.name), each.kind, _default(each), WHAT_FOR[each.name]) for each in found]
    return markdown.page(
        "Settings",
        "Each is an environment variable; none is needed to try Overwinter. For a council’s own installation see "
        "[how to install it](../how-to/install-for-a-council.md).",
        markdown.table(("variable", "kind", "without it", "what it is for"), rows),
    )


def _default(setting: Setting) -> str:
    if setting.name in _IN_WORDS:
        return _IN_WORDS[setting.name]
    value = ast.literal_eval(setting.default)
    if isinstance(value, bool):
        return markdown.code(str(int(value)))
    return markdown.code(",".join(value) if isinstance(value, list) else str(value))
