"""Every context's pages, under one roof."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("overwinter.accounts.urls")),
]
