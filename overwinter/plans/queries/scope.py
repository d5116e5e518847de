"""Which plans a person may see: their own councils', and those of councils that share their answers."""

from datetime import date, datetime
from functools import cache

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet
from django.http import Http404

from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.api import Viewer, list_sharing_councils
from overwinter.plans.domain.changes import EDITABLE
from overwinter.plans.models import Decision, GapAction, Lesson, Note, Plan, Response


def visible_plans(viewer: Viewer) -> QuerySet[Plan]:
    own = Q(council_id__in=viewer.council_ids)
    return Plan.objects.filter(own | Q(council__in=list_sharing_councils(viewer, words=True).order_by()))


def comparable_plans(viewer: Viewer) -> QuerySet[Plan]:
    """Also those of which only RAG and fully met are shared: for comparison, where nothing else of them is read."""
    own = Q(council_id__in=viewer.council_ids)
    return Plan.objects.filter(own | Q(council__in=list_sharing_councils(viewer, words=False).order_by()))


def get_plan(viewer: Viewer, plan_id: int) -> Plan:
    """Raises Http404 for a plan that is not there or that the viewer may not see: the two look the same."""
    plan = visible_plans(viewer).select_related("council", "framework").filter(pk=plan_id).first()
    if plan is None:
        raise Http404("There is no such plan, or it is not shared with your council.")
    return plan


def get_own_plan(viewer: Viewer, plan_id: int) -> Plan:
    """As :func:`get_plan`, for a plan of a council the viewer belongs to."""
    plan = get_plan(viewer, plan_id)
    require_own(viewer, plan)
    return plan


def require_own(viewer: Viewer, plan: Plan) -> None:
    """What a council shares are its answers as they stand. How they came to be (earlier days, changes, reasons) and
    what it does about its gaps stay with its own people. Raises Http404."""
    if not viewer.belongs_to(plan.council_id):
        raise Http404("The council shares its answers as they stand today, and nothing else.")


def find_own_plan(viewer: Viewer) -> Plan | None:
    """The plan of the council the viewer works in, for its newest winter."""
    return find_plan_of(viewer, council_id=viewer.council_id) if viewer.council_id is not None else None


def find_plan_of(viewer: Viewer, *, council_id: int) -> Plan | None:
    """As :func:`find_own_plan`, for one of the councils the viewer belongs to."""
    return next(iter(_newest_plan().records(council=council_id, councils=viewer.council_ids)), None)


@cache
def _newest_plan() -> Prepared:
    """Every page asks for it, for what stands above it."""
    of = Plan.objects.filter(council_id=Given("council", IntegerField()))
    seen = of.filter(council_id__among=Given("councils", IntegerField()))
    return Prepared(seen.select_related("council", "framework").order_by("-winter", "-id")[:1])


def find_plan_on(*, council_id: int, day: date) -> Plan | None:
    """The plan a council worked on at the end of a day: for what the program counts by itself, never for a page."""
    plans = Plan.objects.filter(council_id=council_id, started_on__lte=day)
    return plans.select_related("council", "framework").order_by("-winter", "-id").first()


def get_response(viewer: Viewer, plan_id: int, response_id: int) -> Response:
    """One's own council's are looked for first: theirs is nearly every row that is opened, and to see who shares costs
    more than the row. What few rows have is looked for at once, which spares a query for each that is not there."""
    rows = (
        Response.objects.filter(plan_id=plan_id, pk=response_id)
        .select_related("plan__council", "plan__framework", "requirement__section__theme", "lead")
        .annotate(
            taught=Exists(Lesson.objects.filter(response=OuterRef("pk"))),
            decided=Exists(Decision.objects.filter(response=OuterRef("pk"))),
            noted=Exists(Note.objects.filter(response=OuterRef("pk"))),
        )
    )
    found = rows.filter(plan__council_id__in=viewer.council_ids).first()
    found = found or rows.filter(plan__in=visible_plans(viewer)).first()
    if found is None:
        raise Http404("There is no such row in this plan, or it is not shared with your council.")
    return found


def get_response_as_at(viewer: Viewer, response: Response, moment: datetime) -> Response:
    """``response`` with the values it had at ``moment``; not to be saved. Raises Http404 when it did not stand then."""
    require_own(viewer, response.plan)
    history = response.history.filter(history_date__lte=moment).select_related("lead")
    then = history.order_by("history_date", "history_id").last()
    if then is None:
        raise Http404("The row did not stand in the plan on that day.")
    for name in (*EDITABLE, "reviewed_on", "changed_as", "version"):
        setattr(response, name, getattr(then, name))
    return response


def get_gap_action(viewer: Viewer, plan_id: int, response_id: int, action_id: int) -> GapAction:
    found = (
        GapAction.objects.select_related("owner")
        .filter(
            pk=action_id, response_id=response_id, response__plan_id=plan_id, response__plan__in=visible_plans(viewer)
        )
        .first()
    )
    if found is None:
        raise Http404("There is no such gap action in this row.")
    return found
