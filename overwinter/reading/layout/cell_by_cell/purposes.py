"""What each heading is for, where columns are gone: the one role that values and other headings leave it."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from overwinter.reading.layout.cell_by_cell.pieces import Kind, Piece
from overwinter.reading.layout.roles import Role

USUAL = (
    Role.REQUIREMENT,
    Role.RESPONSE,
    Role.RAG,
    Role.MET,
    Role.GAP,
    Role.LEAD,
    Role.WHEN,
    Role.REPORTING,
    Role.EXTRA,
)
NO_COLUMN = (None, Role.REF, Role.THEME, Role.SECTION, Role.EXTRA)
FEWEST_RUNS, MOSTLY = 4, 0.8
"""Runs of names and dates in turn that tell which of both is first, and the share of them that say so."""


def columns_of(named: Sequence[Role], *, colours: bool, answers: bool, further: bool = False) -> list[Role]:
    """The columns in the order of their headings. ``colours``, ``answers``: whether such values come several times;
    ``further``: with the places of columns that have no role, once where they stand side by side."""
    roles: list[Role] = []
    for role in named:
        if further and role is Role.EXTRA and Role.EXTRA not in roles:
            roles.append(role)
        real = _left_to(role, named, roles, colours)
        if real is not None and real not in NO_COLUMN and real not in roles:
            roles.append(real)
    if colours and Role.RAG not in roles:
        roles.append(Role.RAG)
    if answers and Role.MET not in roles:
        roles.append(Role.MET)
    return roles


def _left_to(role: Role, named: Sequence[Role], taken: Sequence[Role], colours: bool) -> Role | None:
    if role in (Role.ACTIONS, Role.TO_DO, Role.AREA):
        if Role.REQUIREMENT not in taken and Role.REQUIREMENT not in named:
            return Role.REQUIREMENT
        return Role.GAP if Role.GAP not in named else Role.RESPONSE if Role.RESPONSE not in named else None
    if role is Role.STATUS:
        if colours and Role.RAG not in named:
            return Role.RAG
        return Role.RESPONSE if Role.RESPONSE not in named else None
    if role is Role.COMMENTS:
        return Role.RESPONSE if not set(named) & {Role.RESPONSE, Role.STATUS} else Role.EXTRA
    return None if role is Role.RAG and not colours else role


def as_printed(roles: Sequence[Role], pieces: Sequence[Piece]) -> list[Role]:
    """``roles`` as their headings came, or in their usual order where the cells show that the print moved headings: the
    date's came before the lead's, but where both come in turn the lead is first."""
    moved = Role.LEAD in roles and Role.WHEN in roles[: roles.index(Role.LEAD)] and _names_first(pieces)
    return sorted(roles, key=USUAL.index) if moved else list(roles)


def _names_first(pieces: Sequence[Piece]) -> bool:
    votes: list[bool] = []
    for in_turn, run in groupby((piece.kind for piece in pieces), key=lambda kind: kind in (Kind.SHORT, Kind.DATE)):
        kinds = list(run)
        if in_turn and kinds[0] is not kinds[-1] and all(one is not other for one, other in pairwise(kinds)):
            votes.append(kinds[0] is Kind.SHORT)
    return len(votes) >= FEWEST_RUNS and sum(votes) >= MOSTLY * len(votes)
