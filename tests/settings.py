"""Settings of the tests: the program's own, with a home of their own, jobs done at once and a fast password hash."""

import os
import tempfile

os.environ.setdefault("OVERWINTER_HOME", tempfile.mkdtemp(prefix="overwinter-tests-"))
os.environ.setdefault("OVERWINTER_JOBS_AT_ONCE", "1")
os.environ.setdefault("OVERWINTER_DB_POOL", "0")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in the test's thread

from overwinter.config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False  # as a new database is made; tests/conftest.py
Q_CLUSTER["save_limit"] = -1  # nobody reads how a job of the tests ended well: a job that fails is kept, and raises
STATIC_ROOT.mkdir(exist_ok=True)
