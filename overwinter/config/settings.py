"""Settings. Each may be set by the environment; without any, it is one embedded SQLite file under ``var/``."""

import secrets
from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured

from overwinter.config.operations import OPERATIONS
from overwinter.design.built import BUILT

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

HOME_DIR = Path(env.str("OVERWINTER_HOME", default=str(BASE_DIR / "var")))
"""Where the SQLite file, the kept files and the generated secret live."""
HOME_DIR.mkdir(parents=True, exist_ok=True)


def _secret() -> str:
    """A secret made at the first start and kept in a file only its owner can read."""
    path = HOME_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = env.str("OVERWINTER_SECRET_KEY", default="") or _secret()
SECRET_KEY_FALLBACKS = env.list("OVERWINTER_OLD_SECRET_KEYS", default=[])
"""Secrets of before: what they sealed or signed is still read, and nothing new is written with them."""
SALT_KEY = [secret[:32] for secret in (SECRET_KEY, *SECRET_KEY_FALLBACKS)]
"""Encrypted fields have a key for each pair of a secret and one of these; the first pair writes."""
DEBUG = env.bool("OVERWINTER_DEBUG", default=False)
DEMO = env.bool("OVERWINTER_DEMO", default=True)
ALLOWED_HOSTS = env.list("OVERWINTER_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_FAILURE_VIEW = "overwinter.design.views.csrf_refused"
CSRF_TRUSTED_ORIGINS = env.list("OVERWINTER_ORIGINS", default=[])
SITE_TOLD = env.str("OVERWINTER_SITE", default="") or next(iter(CSRF_TRUSTED_ORIGINS), "")
"""Where people reach the installation, as whoever runs it says; empty where nobody said."""
SITE_URL = SITE_TOLD or "http://127.0.0.1:8000"
"""What links in mail and on the command line begin with."""
HTTPS = env.bool("OVERWINTER_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("OVERWINTER_PROXIES", default=1 if HTTPS else 0)
"""Proxies whose X-Forwarded-For is believed. Attempts to sign in are limited by address: without it, all behind one
proxy would share one limit."""
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False

INSTALLED_APPS = [
    "overwinter.config",
    "overwinter.home",
    "overwinter.reminders",
    "overwinter.publishing",
    "overwinter.exchange",
    "overwinter.assurance",
    "overwinter.governance",
    *(f"overwinter.{name}" for name in OPERATIONS),
    "overwinter.plans",
    "overwinter.intake",
    "overwinter.measures",
    "overwinter.frameworks",
    "overwinter.organisations",
    "overwinter.accounts",
    "overwinter.design",
    "overwinter.infra",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simple_history",
    "django_q",
    "csp",
    "encrypted_fields",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "overwinter.organisations.middleware.ViewerMiddleware",
    "overwinter.config.frame.FrameMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "overwinter.config.urls"
WSGI_APPLICATION = "overwinter.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "overwinter.design.context.page_frame",
            ],
        },
    }
]
FORM_RENDERER = "overwinter.design.forms.GovukRenderer"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME_DIR / 'overwinter.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # 16 MB of pages are kept: at its own 2 a council of thousands is read from the file at every page that counts.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-16000;",
    }
else:
    # django-environ leaves a percent-encoded socket folder as it is
    DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = env.bool("OVERWINTER_DB_POOL", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "overwinter.accounts.adapter.InvitedOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
"""Nobody signs themselves up, so a reset for an unknown address writes to nobody."""
ACCOUNT_FORMS = {
    "login": "overwinter.accounts.forms.SignInForm",
    "change_password": "overwinter.accounts.forms.ChangePasswordForm",
    "reset_password": "overwinter.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "overwinter.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "overwinter.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "overwinter.accounts.adapter.SealedMfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""An administrator enters addresses, so nobody can lock up another person's by signing up with it."""
MFA_TOTP_TOLERANCE = 1
"""Codes of the 30 seconds before and after pass too: phones' clocks drift."""
MFA_FORMS = {
    "authenticate": "overwinter.accounts.forms.CodeForm",
    "reauthenticate": "overwinter.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "overwinter.accounts.forms.SetUpAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 30
NOTIFY_KEY = env.str("OVERWINTER_NOTIFY_KEY", default="")
NOTIFY_TEMPLATE = env.str("OVERWINTER_NOTIFY_TEMPLATE", default="")
NOTIFY_TEXT_TEMPLATE = env.str("OVERWINTER_NOTIFY_TEXT_TEMPLATE", default="")
NOTIFY_URL = env.str("OVERWINTER_NOTIFY_URL", default="https://api.notifications.service.gov.uk")
if NOTIFY_KEY and len(NOTIFY_KEY) < 73:
    raise ImproperlyConfigured(
        "OVERWINTER_NOTIFY_KEY is cut short: a key of GOV.UK Notify ends in two ids of 36 signs."
    )
if NOTIFY_KEY:
    EMAIL_BACKEND = "overwinter.infra.mail.notify.NotifyBackend"
elif "EMAIL_URL" not in env.ENVIRON:
    EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"
DEFAULT_FROM_EMAIL = env.str("OVERWINTER_MAIL_FROM", default="Overwinter <overwinter@localhost>")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = HOME_DIR / "static"
STATICFILES_DIRS = [BUILT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
THRESHOLDS_FILE = env.str("OVERWINTER_THRESHOLDS", default="")
"""The installation's own thresholds, over those of ``catalogue/thresholds.toml``."""
PROFILES_DIR = env.str("OVERWINTER_PROFILES", default="")
"""The folder of the installation's profiles, a TOML file for each kind of document."""
FILES_DIR = HOME_DIR / "files"
"""Files that are kept for ever, by content."""
UPLOAD_LIMIT_MB = env.int("OVERWINTER_UPLOAD_LIMIT_MB", default=50)
EVIDENCE_LIMIT_MB = env.int("OVERWINTER_EVIDENCE_LIMIT_MB", default=20)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
WEBHOOKS_PRIVATE = env.bool("OVERWINTER_WEBHOOKS_PRIVATE", default=False)
"""Whether webhooks may go to this machine, to private networks, and without TLS: for development."""
READING_SECONDS = env.int("OVERWINTER_READING_SECONDS", default=200)
"""How long the reading of one document may take. Less than the background jobs' own limit."""
READING_MEMORY_MB = env.int("OVERWINTER_READING_MEMORY_MB", default=3_000)
"""Address space the reading of one document may take."""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

# The directory of the whole country as ods takes minutes to read where the machine has other work.
JOB_SECONDS = env.int("OVERWINTER_JOB_SECONDS", default=900)
Q_CLUSTER = {
    "name": "overwinter",
    "orm": "default",
    "workers": env.int("OVERWINTER_WORKERS", default=1),
    "timeout": JOB_SECONDS,
    "retry": JOB_SECONDS + 60,
    "max_attempts": 3,
    "poll": 0.5,
    "catch_up": False,
    "save_limit": 1_000,
    "label": "Background jobs",
    "sync": env.bool("OVERWINTER_JOBS_AT_ONCE", default=False),
}
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("OVERWINTER_LOG_LEVEL", default="WARNING")},
}
