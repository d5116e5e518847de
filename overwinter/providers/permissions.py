"""Who may read what is known of providers, and who may change it: it is commercially sensitive, not for all."""

from overwinter.infra.access import Readers
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, holds, viewer_of

READING = (
    Grant.CONTRACTS, Grant.QUALITY, Grant.INFECTION, Grant.PUBLIC_HEALTH, Grant.PLAN_MANAGER, Grant.DIRECTOR,
)  # fmt: skip
PROVIDER_READER = Readers(
    "provider-reader",
    "Only the teams that work with providers can see this page: contracts, quality, infection control, public health, "
    "the plan manager and the director. Ask the council administrator.",
    holds(*READING),
)
PROVIDER_EDITOR = Readers(
    "provider-editor",
    "Only contracts officers and quality officers can change this. Ask one of them, or the council administrator.",
    holds(Grant.CONTRACTS, Grant.QUALITY),
)
DIRECTORY_KEEPER = Readers(
    "directory-keeper",
    "Only contracts and quality officers bring the directory in for a council, and whoever runs this installation for "
    "every council. Ask one of them.",
    lambda request: holds(Grant.CONTRACTS, Grant.QUALITY)(request) or _runs_the_installation(viewer_of(request)),
)


def _runs_the_installation(viewer: Viewer) -> bool:
    return viewer.is_system_admin and viewer.council_id is None


def may_read(viewer: Viewer, council_id: int | None) -> Verdict:
    """As ``PROVIDER_READER`` lets in, where there is no request to ask."""
    return ALLOWED if any(viewer.may(grant, council_id) for grant in READING) else refused(PROVIDER_READER.words)


def may_bring_in(viewer: Viewer, council_id: int | None) -> Verdict:
    """Whether the viewer brings editions of the directory in: for a council, or (None) for every one."""
    if council_id is None:
        return (
            ALLOWED if viewer.is_system_admin else refused("Only the administrator of this installation can do this.")
        )
    return may_edit(viewer, council_id)


def may_edit(viewer: Viewer, council_id: int | None) -> Verdict:
    if viewer.may(Grant.CONTRACTS, council_id) or viewer.may(Grant.QUALITY, council_id):
        return ALLOWED
    return refused(PROVIDER_EDITOR.words)
