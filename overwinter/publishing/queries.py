"""Every read: the council's own side scoped to the viewer, the public side to what is published."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import Http404

from overwinter.frameworks.api import find_catalogue_dir, get_limits
from overwinter.infra import clock
from overwinter.kernel.days import full_day
from overwinter.kernel.words import joined
from overwinter.organisations.api import Council, Viewer, list_people_to_name
from overwinter.plans import api as plans
from overwinter.publishing.domain.content import Doing, PublicContent, from_values
from overwinter.publishing.domain.making import Draft, Own, Said, Setting, make_draft
from overwinter.publishing.domain.withholding import Withholding
from overwinter.publishing.models import PublicPage, PublicWords, PublishedVersion
from overwinter.publishing.people_words import load_people_words

# --- the council's own side


def get_own_plan(viewer: Viewer) -> plans.Plan:
    """The plan whose page the viewer's council shows. Raises Http404 where it has none."""
    plan = plans.find_own_plan(viewer)
    if plan is None:
        raise Http404("Your council has no plan yet, so there is nothing to publish.")
    return plan


def get_page(viewer: Viewer, plan: plans.Plan) -> PublicPage:
    """What stands round the rows; an unsaved one where nobody has written anything yet."""
    found = PublicPage.objects.filter(plan=plan, plan__council_id__in=viewer.council_ids)
    return found.prefetch_related("names_approved").first() or PublicPage(plan=plan, version=0)


def get_words(viewer: Viewer, plan: plans.Plan, response_id: int) -> PublicWords:
    """What is decided for one row; an unsaved one where nothing is. Raises Http404 for another council's row."""
    response = plans.get_response(viewer, plan.pk, response_id)
    found = PublicWords.objects.filter(response=response, response__plan__council_id__in=viewer.council_ids).first()
    return found or PublicWords(response=response, version=0)


def get_draft(viewer: Viewer, plan: plans.Plan, sheet: plans.PlanSheet | None = None) -> Draft:
    """The page that would be published now. ``sheet`` spares its queries where it has been read already."""
    page = get_page(viewer, plan)
    sheet = sheet or plans.get_sheet(viewer, plan.pk)
    setting = Setting(
        council_code=plan.council.code, council_name=sheet.council_name, is_demo=sheet.is_demo, winter=sheet.winter,
        framework_key=sheet.framework_id, framework_title=sheet.framework_title, introduction=page.introduction,
        help_words=page.help_words, contact=page.contact, signed=_signed(plans.get_signing(viewer, plan.pk).in_force),
    )  # fmt: skip
    return make_draft(setting, list_said(sheet), get_decided(viewer, plan), get_withholding(viewer, page), sheet.as_at)


def list_said(sheet: plans.PlanSheet) -> tuple[Said, ...]:
    """The rows of the plan as the page is made from them."""
    return tuple(_said(row) for row in sheet.rows)


def get_withholding(viewer: Viewer, page: PublicPage) -> Withholding:
    """What the council holds back today: the names of its people but those approved, and the names it gave."""
    people = list_people_to_name(viewer, council_id=page.plan.council_id)
    approved = {user.pk for user in page.names_approved.all()} if page.pk else set()
    names = [each.name for each in people if each.user_id not in approved]
    names += [line.strip() for line in (page.names_withheld or "").splitlines() if line.strip()]
    fewest = get_limits(clock.today())["public-fewest-people"]
    words = load_people_words(find_catalogue_dir())
    return Withholding(int(fewest.value), words.nouns, words.breaks, tuple(names))


def list_own_versions(viewer: Viewer, plan: plans.Plan) -> QuerySet[PublishedVersion]:
    """Newest first."""
    return PublishedVersion.objects.filter(plan=plan, plan__council_id__in=viewer.council_ids).order_by("-number")


def get_own_version(viewer: Viewer, plan: plans.Plan, number: int) -> PublishedVersion:
    found = list_own_versions(viewer, plan).filter(number=number).first()
    if found is None:
        raise Http404("There is no such version of the page.")
    return found


def get_decided(viewer: Viewer, plan: plans.Plan) -> Mapping[int, Own]:
    """What is decided for rows, by the id of the response."""
    found = PublicWords.objects.filter(response__plan=plan, response__plan__council_id__in=viewer.council_ids)
    values = found.order_by("response_id").values_list("response_id", "words", "left_out_because")
    return {pk: Own(words, because) for pk, words, because in values}


def _signed(found: plans.Round | None) -> str:
    if found is None:
        return ""
    who = [happening.who for happening in found.signatures]
    return f"The plan was last signed on {full_day(found.moved_on)}, by: {joined(who)}."


def _said(row: plans.SheetRow) -> Said:
    doing = tuple(Doing(each.text, each.due) for each in row.gap_actions if plans.ActionState(each.state).is_open)
    return Said(
        response_id=row.response_id, theme=row.theme, number=row.number, title=row.title, asks=row.requirement,
        response=row.response, rag=row.rag, fully_met=row.fully_met, lead=row.lead, by_when=row.by_when_date,
        doing=doing, in_force=row.in_force,
    )  # fmt: skip


# --- the public side


def list_public_councils() -> list[tuple[str, str]]:
    """Code and name of every council that shows a page, by name."""
    shown = PublishedVersion.objects.order_by().values("plan__council_id")
    return list(Council.objects.filter(pk__in=shown).order_by("name", "id").values_list("code", "name"))


def list_versions(council_code: str) -> list[PublishedVersion]:
    """What the council has published, of every winter, the newest first. Raises Http404 where there is none."""
    found = PublishedVersion.objects.filter(plan__council__code=council_code).select_related("plan__council")
    versions = list(found.order_by("-published_at", "-id"))
    if not versions:
        raise Http404("This council has published no winter plan here.")
    return versions


def content_of(version: PublishedVersion) -> PublicContent:
    return from_values(version.content)
