"""What each heading is for, where columns are gone: the one role that values and other headings leave it."""

from collections.abc import Sequence

from overwinter.reading.layout.roles import Role

NO_COLUMN = (None, Role.REF, Role.THEME, Role.SECTION, Role.EXTRA)


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
