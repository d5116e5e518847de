"""What the council's pages say and show."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from overwinter.accounts.api import User
from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import Column, Row, Table, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted, joined
from overwinter.organisations.domain import people
from overwinter.organisations.domain.grants import Grant, Viewer
from overwinter.organisations.domain.people import PersonFacts
from overwinter.organisations.domain.sharing import Like, Sharing
from overwinter.organisations.models import Council, Holding, ReportingGroup, Role
from overwinter.organisations.ports import list_admin_pages
from overwinter.organisations.queries import PersonRow, RoleRow

NOBODY = "Nobody"


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page whose whole purpose is one form."""

    title: str
    lede: str
    button: str
    breadcrumbs: tuple[Link, ...]
    place: str = ""


def council_link() -> Link:
    return Link("Council", reverse("council"))


def councils_link() -> Link:
    return Link("Councils", reverse("councils"))


def crumbs(*named: tuple[str, str]) -> tuple[Link, ...]:
    """The council's page, then the pages with these labels and route names."""
    return (council_link(), *(Link(label, reverse(name)) for label, name in named))


# --- the council


@dataclass(frozen=True, slots=True)
class CouncilPage:
    lede: str
    facts: tuple[Fact, ...]
    links: tuple[tuple[Link, str], ...]
    """Where one can go from here, each with what is there."""


def council_page(
    council: Council, viewer: Viewer, *, roles: Sequence[RoleRow], groups: Collection[ReportingGroup], councils: int
) -> CouncilPage:
    vacant = sum(1 for row in roles if not row.holder)
    held = "all of them held" if roles and not vacant else f"{vacant} held by nobody"
    lede = (
        f"{council.name} has {counted(len(roles), 'role', 'roles')} in Overwinter"
        + (f", {held}," if roles else "")
        + f" and {counted(len(groups), 'reporting group', 'reporting groups')}."
    )
    links = [
        (Link("Roles", reverse("roles")), "who holds each job that leads rows, and who held it before"),
        (Link("Reporting groups", reverse("groups")), "the cells, boards and groups that rows report to"),
    ]
    admin = viewer.may(Grant.COUNCIL_ADMIN, council.pk)
    if admin:
        links.append((Link("People", reverse("people")), "who can sign in, and what each may do"))
        links += list_admin_pages()
    if councils > 1:
        links.append((Link("Work in another council", reverse("switch_council")), f"you belong to {councils}"))
    return CouncilPage(lede=lede, facts=_council_facts(council, admin=admin), links=tuple(links))


def _council_facts(council: Council, *, admin: bool) -> tuple[Fact, ...]:
    def change(about: str) -> Link | None:
        return Link("Change", reverse("council_settings"), about) if admin else None

    place = [words for words in (council.place.said(like) for like in Like) if words]
    return (
        Fact("Name", council.name, change=change("name")),
        Fact("Colour of the page header", council.colour, change=change("colour")),
        Fact("Kind, region and system", joined(place) or "Not said", "Whoever runs this installation says it."),
        Fact("Sharing", *_sharing_words(council), change=change("sharing")),
    )


def _sharing_words(council: Council) -> tuple[str, str]:
    """Who reads the answers, and what of them."""
    if council.sharing is Sharing.NOBODY:
        return "No other council reads our answers", ""
    what = "with our words" if council.shares_words else "RAG and fully met, without our words"
    return council.sharing.label, what


# --- people


def people_table(rows: Sequence[PersonRow]) -> Table:
    return Table(
        caption="People of the council",
        columns=(
            Column("Person", width=6),
            Column("What they may do", width=6),
            Column("Roles they hold now", width=5),
            Column("Last signed in", width=3),
        ),
        rows=tuple(
            Row(
                (
                    format_html(
                        '<a href="{}">{}</a><br><span class="ow-meta">{}</span>',
                        reverse("person", args=[row.user.pk]),
                        row.user.name,
                        row.user.email,
                    ),
                    ", ".join(grant.label for grant in row.grants),
                    ", ".join(row.roles) or "No role",
                    last_signed_in(row),
                )
            )
            for row in rows
        ),
        empty="Nobody yet. Add the first person.",
    )


def people_lede(rows: Sequence[PersonRow]) -> str:
    waiting = sum(1 for row in rows if row.user.is_active and row.last_signed_in is None)
    shut = sum(1 for row in rows if not row.user.is_active)
    said = [f"{counted(len(rows), 'person has', 'people have')} an account with the council."]
    if waiting:
        said.append(f"{counted(waiting, 'has', 'have')} never signed in.")
    if shut:
        said.append(f"{counted(shut, 'account is', 'accounts are')} shut.")
    return " ".join(said)


def last_signed_in(row: PersonRow) -> str:
    if not row.user.is_active:
        return "Account shut"
    return full_day(_day(row.last_signed_in)) if row.last_signed_in else "Never"


def _day(moment: datetime) -> date:
    return localdate(moment)


@dataclass(frozen=True, slots=True)
class PersonPage:
    title: str
    lede: str
    facts: tuple[Fact, ...]
    shut: Verdict
    open: Verdict
    link: Verdict


def person_page(row: PersonRow, facts: PersonFacts) -> PersonPage:
    roles = ", ".join(row.roles)
    state = "can sign in" if row.user.is_active else "cannot sign in: the account is shut"
    return PersonPage(
        title=row.user.name,
        lede=f"{row.user.name} {state}, and holds {roles or 'no role'} today.",
        facts=(
            Fact("Email address", row.user.email),
            Fact("Last signed in", last_signed_in(row)),
            Fact("Roles held now", roles or "No role"),
        ),
        shut=people.may_shut(facts),
        open=people.may_open(facts),
        link=people.may_make_link(facts),
    )


# --- roles


_ROLE_COLUMNS = (
    Column("Role", "role", width=9),
    Column("Held by", "holder", width=7, page_only=True),
    Column("Since", "since", width=4),
)
_ROLE_ORDERS: Mapping[str, Callable[[RoleRow], Any]] = {
    "role": lambda row: row.role.title.casefold(),
    "holder": lambda row: row.holder.casefold() or None,
    "since": lambda row: row.since,
}


def roles_table(rows: Sequence[RoleRow], query: QueryDict) -> Table:
    """By role, or by the column ``sort`` names. Names of people stay on the page: its files have none."""
    columns, by, descending = sorted_by(_ROLE_COLUMNS, query, "role")
    return Table(
        caption="Roles of the council",
        columns=columns,
        rows=tuple(_role_row(row) for row in put_in_order(rows, _ROLE_ORDERS[by], descending=descending)),
        empty="No role yet. Roles are made when a plan that names them is read in, or here.",
        take_away=links_to_files(query, "roles") if rows else (),
        note="What is taken away does not say who holds a role." if rows else "",
    )


def _role_row(row: RoleRow) -> Row:
    return Row(
        (
            format_html('<a href="{}">{}</a>', reverse("role", args=[row.role.pk]), row.role.title),
            row.holder or format_html("<strong>{}</strong>", NOBODY),
            full_day(row.since) if row.since else "Not held",
        )
    )


def roles_lede(rows: Sequence[RoleRow]) -> str:
    vacant = [row.role.title for row in rows if not row.holder]
    if not rows:
        return "The council has no roles yet."
    if not vacant:
        return f"The council has {counted(len(rows), 'role', 'roles')}, and somebody holds each of them."
    return (
        f"The council has {counted(len(rows), 'role', 'roles')}. Nobody holds {len(vacant)} of them: "
        "what such a role leads waits for nobody."
    )


def hand_over_page(role: Role) -> FormPage:
    return FormPage(
        title=f"Hand over: {role.title}",
        lede="What the role leads passes to the next holder. Who held it before stays in its history.",
        button="Hand over",
        breadcrumbs=(*crumbs(("Roles", "roles")), Link(role.title, reverse("role", args=[role.pk]))),
        place=role.council.name,
    )


def end_role_page(role: Role) -> FormPage:
    return FormPage(
        title=f"End the role: {role.title}",
        lede="From today nobody holds it and nothing new can name it. Rows it leads will need another lead.",
        button="End the role today",
        breadcrumbs=(*crumbs(("Roles", "roles")), Link(role.title, reverse("role", args=[role.pk]))),
        place=role.council.name,
    )


def role_lede(role: Role, holdings: Sequence[Holding], today: date) -> str:
    if role.ended_on:
        return f"This role ended on {full_day(role.ended_on)}."
    now = next((h for h in holdings if h.since <= today and (h.until is None or h.until >= today)), None)
    coming = next((h for h in holdings if h.since > today), None)
    said = f"{now.user.name} has held it since {full_day(now.since)}." if now else "Nobody holds it today."
    return f"{said} {coming.user.name} takes it on {full_day(coming.since)}." if coming else said


def role_history(holdings: Iterable[Holding]) -> tuple[Event, ...]:
    return tuple(
        Event(
            when=f"{full_day(holding.since)} to {full_day(holding.until)}"
            if holding.until
            else f"Since {full_day(holding.since)}",
            words=holding.user.name,
        )
        for holding in holdings
    )


# --- councils


def councils_lede(councils: Sequence[Council]) -> str:
    demo = sum(1 for council in councils if council.is_demo)
    invented = f" {counted(demo, 'of them is', 'of them are')} invented, for the demonstration." if demo else ""
    return f"{counted(len(councils), 'council uses', 'councils use')} this installation.{invented}"


def add_council_page() -> FormPage:
    return FormPage(
        title="Add a council",
        lede="Its first administrator adds everybody else.",
        button="Add the council",
        breadcrumbs=(councils_link(),),
        place="Installation",
    )


def place_page(council: Council) -> FormPage:
    return FormPage(
        title="What it is, and where",
        lede="Beside which councils it is put, and whose shared answers it reads.",
        button="Save",
        breadcrumbs=(councils_link(), Link(council.name, reverse("one_council", args=[council.pk]))),
        place=council.name,
    )


def place_facts(council: Council) -> tuple[Fact, ...]:
    place = [words for words in (council.place.said(like) for like in Like) if words]
    change = Link("Change", reverse("place_council", args=[council.pk]), "kind, region and system")
    return (Fact("Kind, region and system", joined(place) or "Not said", change=change),)


def councils_table(councils: Iterable[Council]) -> Table:
    return Table(
        caption="Councils of this installation",
        columns=(
            Column("Council", width=6),
            Column("Short name", width=4),
            Column("What and where", width=5),
            Column("Shares its answers with", width=5),
        ),
        rows=tuple(
            Row(
                (
                    format_html(
                        '<a href="{}">{}</a>{}',
                        reverse("one_council", args=[council.pk]),
                        council.name,
                        " (invented)" if council.is_demo else "",
                    ),
                    council.code,
                    joined(words for words in (council.place.said(like) for like in Like) if words) or "Not said",
                    council.sharing.label,
                )
            )
            for council in councils
        ),
        empty="No council yet. Add the first one with its administrator.",
    )


def one_council_lede(administrators: Sequence[User]) -> str:
    names = [person.name for person in administrators if person.is_active]
    if not names:
        return "Nobody with an open account administers this council. Add an administrator."
    return f"{', '.join(names)} {'administers' if len(names) == 1 else 'administer'} this council."
