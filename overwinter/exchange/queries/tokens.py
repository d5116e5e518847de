"""Services and tokens: for the council's administrator, and for the door."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, QuerySet, Sum
from django.http import Http404

from overwinter.exchange.domain.scopes import AnyScope, known_scopes
from overwinter.exchange.domain.tokens import digest_of, is_token
from overwinter.exchange.models import Service, Token, TokenUse
from overwinter.exchange.offered import list_scopes
from overwinter.organisations.api import Grant, Viewer

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class UsedToken:
    """A token with how it is used."""

    token: Token
    scopes: tuple[AnyScope, ...]
    last_at: datetime | None
    calls: int
    """In the last seven days."""
    refused: int


def find_token(text: str) -> Token | None:
    """The token with this text, good or not: what it lets through is for the door."""
    if not is_token(text):
        return None
    found = Token.objects.filter(digest=digest_of(text)).select_related("service__council", "service__identity")
    return found.first()


def list_services(viewer: Viewer, *, council_id: int) -> list[Service]:
    """By name; none for who does not administer the council."""
    return list(_kept(viewer).filter(council_id=council_id).select_related("council").order_by("name", "id"))


def get_service(viewer: Viewer, service_id: int) -> Service:
    found = _kept(viewer).filter(pk=service_id).select_related("council").first()
    if found is None:
        raise Http404("There is no such service, or another council’s administrator keeps it.")
    return found


def get_token(viewer: Viewer, service_id: int, token_id: int) -> Token:
    found = Token.objects.filter(pk=token_id, service_id=service_id, service__in=_kept(viewer))
    token = found.select_related("service__council").first()
    if token is None:
        raise Http404("There is no such token of this service.")
    return token


def list_used_tokens(viewer: Viewer, services: list[Service], *, today: date) -> dict[int, list[UsedToken]]:
    """The tokens of each service by its id, newest first, with their use. Two queries."""
    kept = _kept(viewer).filter(pk__in=[each.pk for each in services])
    tokens = list(Token.objects.filter(service__in=kept).select_related("made_by").order_by("-made_at", "-id"))
    recent = Q(day__gt=today - WEEK)
    counted = TokenUse.objects.filter(token__in=tokens).order_by().values("token_id")
    counted = counted.annotate(
        last=Max("last_at"), week=Sum("calls", filter=recent), held=Sum("refused", filter=recent)
    )  # fmt: skip
    used = {row["token_id"]: (row["last"], row["week"] or 0, row["held"] or 0) for row in counted}
    scopes = list_scopes()
    found: dict[int, list[UsedToken]] = {each.pk: [] for each in services}
    for token in tokens:
        last, week, held = used.get(token.pk, (None, 0, 0))
        found[token.service_id].append(UsedToken(token, known_scopes(token.scopes, scopes), last, week, held))
    return found


def _kept(viewer: Viewer) -> QuerySet[Service]:
    """The services of the councils the viewer administers."""
    return Service.objects.filter(
        council_id__in=[council for council in viewer.council_ids if viewer.may(Grant.COUNCIL_ADMIN, council)]
    )
