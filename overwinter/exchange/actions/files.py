"""What is written down of the files that services take away."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.exchange.models import Service
from overwinter.infra import audit
from overwinter.plans.api import Evidence


@transaction.atomic
def note_file_taken(*, evidence: Evidence, service: Service, by: User) -> None:
    audit.record(
        "evidence file taken", by=by, subject=evidence, chain=service.council.code,
        details={"service": service.name},
    )  # fmt: skip
