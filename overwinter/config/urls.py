"""Every context's pages, under one roof."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from overwinter.config.operations import OPERATIONS
from overwinter.design.views import gallery
from overwinter.infra.access import PUBLIC, SIGNED_IN, path_for

handler500 = "overwinter.exchange.views.interface.failed"

urlpatterns = [
    path("", include("overwinter.home.urls")),
    path("", include("overwinter.organisations.urls")),
    path("", include("overwinter.publishing.urls")),
    path("", include("overwinter.exchange.urls")),
    path("", include("overwinter.plans.urls")),
    path("", include("overwinter.assurance.urls")),
    path("", include("overwinter.governance.urls")),
    path("documents/", include("overwinter.intake.urls")),
    path("reminders/", include("overwinter.reminders.urls")),
    path("measures/", include("overwinter.measures.urls")),
    path("frameworks/", include("overwinter.frameworks.urls")),
    path("accounts/", include("overwinter.accounts.urls")),
    *(
        path("", include(f"overwinter.{name}.urls"))
        for name in OPERATIONS
        if find_spec(f"overwinter.{name}.urls") is not None
    ),
    path_for("design/", gallery, PUBLIC if settings.DEBUG else SIGNED_IN, name="gallery"),
]
