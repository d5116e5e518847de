"""Letting a service in, and shutting it out."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from overwinter.accounts.api import User, add_identity
from overwinter.exchange import permissions
from overwinter.exchange.domain import tokens
from overwinter.exchange.domain.scopes import AnyScope
from overwinter.exchange.models import Service, Token
from overwinter.exchange.offered import list_scopes
from overwinter.frameworks.api import get_limits
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, get_viewer


@transaction.atomic
def add_service(*, council_id: int, name: str, purpose: str, by: User) -> Service:
    permissions.may_keep_services(get_viewer(by), council_id=council_id).require()
    council, name = get_council(council_id), " ".join(name.split())
    if Service.objects.filter(council=council, name__iexact=name).exists():
        raise Refused(f"There is a service called “{name}” already. Make another token for it, or choose another name.")
    identity = add_identity(name=f"service {name}", by=by)
    service = Service.objects.create(
        council=council, name=name, purpose=" ".join(purpose.split()), identity=identity, added_at=clock.now()
    )
    audit.record("service added", by=by, subject=service, chain=council.code, details={"name": name})
    return service


@transaction.atomic
def make_token(
    *, service: Service, scopes: Collection[AnyScope], expires_on: date, asked_once: UUID, by: User
) -> tuple[Token, str]:
    """The token and its text, which is shown now and never again."""
    service = Service.objects.select_related("council").select_for_update(of=("self",)).get(pk=service.pk)
    permissions.may_keep_services(get_viewer(by), council_id=service.council_id).require()
    today = clock.today()
    tokens.may_make(
        name=service.name, scopes=scopes, expires_on=expires_on, today=today, longest=get_limits(today)["token-longest"]
    ).require()
    if Token.objects.filter(asked_once=asked_once).exists():
        raise Refused("This token is made already, and a token is shown once. If nobody kept it, withdraw it.")
    made = tokens.make_token()
    kept = [scope.value for scope in list_scopes() if scope in scopes]
    token = Token.objects.create(
        service=service, prefix=made.prefix, digest=made.digest, scopes=kept,
        asked_once=asked_once, made_at=clock.now(), made_by=by, expires_on=expires_on,
    )  # fmt: skip
    audit.record(
        "token made", by=by, subject=token, chain=service.council.code,
        details={"service": service.name, "prefix": made.prefix, "scopes": token.scopes, "until": str(expires_on)},
    )  # fmt: skip
    return token, made.text


@transaction.atomic
def let_service_in(
    *,
    council_id: int,
    name: str,
    purpose: str,
    scopes: Collection[AnyScope],
    expires_on: date,
    asked_once: UUID,
    by: User,
) -> tuple[Token, str]:
    """A new service with its first token: both or neither."""
    if Token.objects.filter(asked_once=asked_once, service__council_id=council_id).exists():
        raise Refused("This token is made already, and a token is shown once. If nobody kept it, withdraw it.")
    service = add_service(council_id=council_id, name=name, purpose=purpose, by=by)
    return make_token(service=service, scopes=scopes, expires_on=expires_on, asked_once=asked_once, by=by)


@transaction.atomic
def withdraw_token(*, token: Token, by: User) -> None:
    """It lets nobody in from now on. Twice changes nothing."""
    token = Token.objects.select_related("service__council").select_for_update(of=("self",)).get(pk=token.pk)
    permissions.may_keep_services(get_viewer(by), council_id=token.service.council_id).require()
    if token.withdrawn_at is not None:
        return
    token.withdrawn_at, token.withdrawn_by = clock.now(), by
    token.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(
        "token withdrawn", by=by, subject=token, chain=token.service.council.code,
        details={"service": token.service.name, "prefix": token.prefix},
    )  # fmt: skip
