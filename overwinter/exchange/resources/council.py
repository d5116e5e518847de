"""Who is calling, for which council; and the roles and groups that rows name."""

from datetime import date

from django.http import HttpRequest
from ninja import Router

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import caller_of
from overwinter.exchange.resources.shape import Out, RoleOut, takes
from overwinter.organisations.api import list_groups, list_roles

router = Router(tags=["Council"])


class TokenOut(Out):
    service: str
    council: str
    """The code of the council it works for."""
    prefix: str
    """The beginning of the token, by which people know it."""
    scopes: list[str]
    expires_on: date
    """The last day on which it is good."""
    calls_a_minute: int


class GroupOut(Out):
    id: int
    name: str


class CouncilOut(Out):
    code: str
    name: str
    roles: list[RoleOut]
    """Those that stand today: rows name one as their lead, gap actions and evidence as their owner."""
    groups: list[GroupOut]
    """Cells, boards and groups that rows report to."""


@router.get("/token", **takes(None, TokenOut), summary="The token you show")
def read_token(request: HttpRequest) -> TokenOut:
    """Needs no scope: it tells what the token may do and until when."""
    caller = caller_of(request)
    return TokenOut(
        service=caller.service.name, council=caller.council.code, prefix=caller.token.prefix,
        scopes=sorted(scope.value for scope in caller.scopes),
        expires_on=caller.token.expires_on, calls_a_minute=caller.rate.limit,
    )  # fmt: skip


@router.get("/council", **takes(Scope.PLANS_READ, CouncilOut), summary="The council, its roles and groups")
def read_council(request: HttpRequest) -> CouncilOut:
    """The ids of roles and groups are what rows are sent with."""
    caller = caller_of(request)
    council, viewer = caller.council, caller.viewer
    return CouncilOut(
        code=council.code, name=council.name,
        roles=[RoleOut(id=role.pk, title=role.title) for role in list_roles(viewer, council_id=council.pk)],
        groups=[GroupOut(id=group.pk, name=group.name) for group in list_groups(viewer, council_id=council.pk)],
    )  # fmt: skip
