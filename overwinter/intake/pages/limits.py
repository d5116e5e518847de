"""The thresholds of a document: those of the day it was read, since they decided which of its rows wait."""

from django.utils.timezone import localdate

from overwinter.frameworks.api import get_limits
from overwinter.intake.models import Document
from overwinter.kernel.threshold import Limits


def limits_of(document: Document) -> Limits:
    return get_limits(localdate(document.read_at or document.uploaded_at))
