"""Mails of the portal, from their three templates: subject, text and HTML."""

from collections.abc import Mapping

from django.template.loader import render_to_string

from overwinter.infra import mail


def written(email: str, template: str, shown: Mapping[str, object], reference: str) -> mail.Message:
    subject = render_to_string(f"{template}_subject.txt", {**shown}).strip()
    text = render_to_string(f"{template}.txt", {**shown}).strip() + "\n"
    html = render_to_string(f"{template}.html", {**shown, "subject": subject})
    return mail.Message(email, subject, text, html, f"{reference}@overwinter")
