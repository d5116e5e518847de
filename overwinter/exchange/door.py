"""The door for services: no session, no cookie, a token with each call. What is behind it knows its :class:`Caller`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.exchange import recording
from overwinter.exchange.domain import tokens
from overwinter.exchange.domain.rate import Rate
from overwinter.exchange.domain.scopes import AnyScope, known_scopes, may_write
from overwinter.exchange.models import Service, Token
from overwinter.exchange.offered import list_scopes
from overwinter.exchange.problems import Kind, Problem, answer_with
from overwinter.exchange.queries.tokens import find_token
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.infra.access import NO_SIGN, Readers, View
from overwinter.organisations.api import Council, Grant, Viewer


@dataclass(frozen=True, slots=True)
class Caller:
    """The service that calls, and what its token lets it do."""

    service: Service
    token: Token
    scopes: frozenset[AnyScope]
    rate: Rate

    @property
    def identity(self) -> User:
        """The ``by`` of what it writes."""
        return self.service.identity

    @property
    def council(self) -> Council:
        return self.service.council

    @property
    def viewer(self) -> Viewer:
        """It belongs to the one council and holds no role. One that may write keeps the plan there; what it may write
        is for its scopes."""
        grant = Grant.PLAN_MANAGER if may_write(self.scopes) else Grant.VIEWER
        return Viewer(
            user_id=self.identity.pk, council_id=self.council.pk, grants={self.council.pk: frozenset({grant})},
            acts_as=self.service.acts_as,
        )  # fmt: skip


class Called(HttpRequest):
    """A request that has come through the door."""

    caller: Caller


def caller_of(request: HttpRequest) -> Caller:
    """For what stands behind the door."""
    return cast(Called, request).caller


def guard(view: View) -> View:
    """``view``, for who shows a token that is good and has calls left in this minute."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if NO_SIGN in request.META.get("QUERY_STRING", "") or NO_SIGN in request.get_full_path():
                raise Problem(Kind.UNREADABLE, "The address holds a sign that no text has.")
            caller = _let_in(request, clock.now())
        except Problem as problem:
            return answer_with(problem)
        cast(Called, request).caller = caller
        answer = view(request, *args, **kwargs)
        if answer.status_code == Kind.METHOD.status:
            allow = {"Allow": answer.headers.get("Allow", "")}
            answer = answer_with(Problem(Kind.METHOD, f"{request.method} is not taken here.", headers=allow))
        return _with_rate(answer, caller.rate)

    return guarded


SERVICE = Readers(
    "service",
    "Only a service of the council, with its token, can use this address.",
    lambda _request: False,
    door=guard,
)


def _let_in(request: HttpRequest, at: datetime) -> Caller:
    shown = {"WWW-Authenticate": 'Bearer realm="Overwinter"'}
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise Problem(Kind.NO_TOKEN, "The request shows no token.", headers=shown)
    token = find_token(text.strip())
    if token is None:
        raise Problem(Kind.NO_TOKEN, "There is no such token.", headers=shown)
    today = timezone.localdate(at)
    good = tokens.may_use(expires_on=token.expires_on, withdrawn_at=token.withdrawn_at, today=today)
    if not good:
        raise Problem(Kind.NO_TOKEN, good.reason, headers=shown)
    rate = recording.count_call(token.pk, at=at, limit=get_limits(today)["calls-a-minute"].count)
    if not rate.verdict:
        raise Problem(Kind.TOO_MANY, rate.verdict.reason, headers={"Retry-After": str(rate.seconds_left)})
    return Caller(token.service, token, frozenset(known_scopes(token.scopes, list_scopes())), rate)


def _with_rate(answer: HttpResponseBase, rate: Rate) -> HttpResponseBase:
    answer["RateLimit-Limit"] = str(rate.limit)
    answer["RateLimit-Remaining"] = str(rate.remaining)
    answer["RateLimit-Reset"] = str(rate.seconds_left)
    answer["Cache-Control"] = "private, no-store"
    return answer
