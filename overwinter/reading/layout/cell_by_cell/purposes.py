"""What each heading is for, where columns are gone: the one role that values and other headings leave it."""

from collections.abc import Sequence

from overwinter.reading.layout.roles import Role

NO_COLUMN = (None, Role.REF, Role.THEME, Role.SECTION, Role.EXTRA)


def columns_of(named: Sequence[Role], *, colours: bool, answers: bool) -> list[Role]:
    """The columns in the order of their headings. ``colours``, ``answers``: whether such values come several times."""
    roles: list[Role] = []
    for role in named:
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
