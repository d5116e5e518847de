"""A document's accepted rows become answers, in one transaction, each with the place it was read from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from overwinter.accounts.api import User
from overwinter.frameworks.api import get_requirements
from overwinter.intake.api import AcceptedRow, SourceDocument
from overwinter.organisations.api import ReportingGroup, Role, add_group, add_role
from overwinter.plans import permissions, recording
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.incoming import Judged, Outcome, Said, gone_actions, new_actions
from overwinter.plans.inheriting import inherit, join_groups
from overwinter.plans.models import GapAction, Plan, ReadingIn, Response


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a document says about one answer, judged field by field against what stands there."""

    requirement_key: str | None
    title: str
    identity: str
    rows: tuple[AcceptedRow, ...]
    response: Response | None
    open_actions: tuple[GapAction, ...]
    last: ReadingIn | None
    now: Said
    said: Said
    judged: tuple[Judged, ...]
    disagreements: int
    overwrite: frozenset[str]
    """Fields a person wrote and chose to have overwritten."""

    @staticmethod
    def given_of(reading: ReadingIn | None) -> Said | None:
        if reading is None:
            return None
        kept = {name: value for name, value in reading.given.items() if name != "identity"}
        day = kept.pop("by_when_date", None)
        actions = tuple(kept.pop("gap_actions", ()))
        return Said(**kept, by_when_date=date.fromisoformat(day) if day else None, gap_actions=actions)

    @property
    def taken(self) -> tuple[str, ...]:
        """The fields that will be written."""
        return tuple(
            each.field for each in self.judged if each.outcome is not Outcome.ASKS or each.field in self.overwrite
        )

    @property
    def is_new(self) -> bool:
        return self.response is None or (self.last is None and self.now == Said())

    def given(self) -> dict[str, object]:
        said = self.said
        return {
            "identity": self.identity, "wording": said.wording, "text": said.text, "rag": said.rag,
            "fully_met": said.fully_met, "lead": said.lead, "by_when": said.by_when, "reporting_to": said.reporting_to,
            "by_when_date": said.by_when_date.isoformat() if said.by_when_date else None,
            "gap_actions": list(said.gap_actions),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """How many answers are new, changed, the same; how many fields a person wrote were kept."""

    new: int
    changed: int
    same: int
    kept: int


@transaction.atomic
def take_in(*, plan_id: int, document: SourceDocument, arrivals: Sequence[Arrival], by: User) -> Taken:
    """Write what was judged to change. The original rows are kept with the answers, whatever was changed by them."""
    writer = recording.writer_for(by)
    plan = Plan.objects.select_related("council").select_for_update(of=("self",)).get(pk=plan_id)
    permissions.may_manage_plan(writer.viewer, council_id=plan.council_id).require()
    why, speaks_as = f"Read in from {document.name}", writer.speaks_as(plan.council_id)
    desk = _Desk(plan, arrivals, by)
    written = [(each, desk.written(each)) for each in arrivals]
    changed = [response for each, response in written if response.pk is None or desk.touches(each)]
    for response in changed:
        response.reviewed_on = writer.day
    taken_over = inherit(plan, [response for response in changed if response.pk is None])
    recording.save_many(Response, changed, writer=writer, speaks_as=speaks_as, why=why)
    desk.join_groups(written)
    join_groups(plan, taken_over)
    new, dropped = desk.gap_actions(written)
    recording.save_many(GapAction, new, writer=writer, speaks_as=speaks_as, why=why)
    recording.save_many(
        GapAction, dropped, writer=writer, speaks_as=speaks_as, why=f"No longer named in {document.name}"
    )
    ReadingIn.objects.bulk_create(
        ReadingIn(
            response=response, document_id=document.id, document_name=document.name, sha256=document.sha256,
            read_on=document.read_on, n=row.n, place=row.place[:300], applied_at=writer.at, applied_as=speaks_as,
            read={**row.original, "extra": [list(pair) for pair in row.extra]}, given=each.given(),
        )
        for each, response in written if _tells_something_new(each, document) for row in each.rows
    )  # fmt: skip
    taken = Taken(
        new=sum(each.is_new for each in arrivals),
        changed=sum(not each.is_new and bool(each.taken) for each in arrivals),
        same=sum(not each.is_new and not each.taken for each in arrivals),
        kept=sum(len(each.judged) - len(each.taken) for each in arrivals),
    )
    recording.finish(
        "document taken into the plan", plan=plan, writer=writer, subject=plan,
        details={"document": document.id, "new": taken.new, "changed": taken.changed, "kept": taken.kept},
    )  # fmt: skip
    return taken


def _tells_something_new(arrival: Arrival, document: SourceDocument) -> bool:
    last = arrival.last
    return last is None or last.sha256 != document.sha256 or last.given != arrival.given()


class _Desk:
    """The roles, groups and requirements that the arrivals name, found or made once."""

    def __init__(self, plan: Plan, arrivals: Iterable[Arrival], by: User) -> None:
        self.plan, self.by = plan, by
        self.order = plan.responses.aggregate(last=Max("order"))["last"] or 0
        self.roles = {role.title.casefold(): role for role in Role.objects.filter(council_id=plan.council_id)}
        self.groups = {
            group.name.casefold(): group for group in ReportingGroup.objects.filter(council_id=plan.council_id)
        }
        keys = {each.requirement_key for each in arrivals if each.requirement_key is not None and each.response is None}
        self.requirements = get_requirements(keys, framework_id=plan.framework_id) if keys else {}

    def touches(self, arrival: Arrival) -> bool:
        return any(name != "gap_actions" for name in arrival.taken)

    def written(self, arrival: Arrival) -> Response:
        """The answer with everything taken put into it; not saved."""
        response = arrival.response or self._new(arrival)
        said = arrival.said
        for name in arrival.taken:
            if name in ("wording", "text", "rag", "fully_met"):
                setattr(response, name, said.value(name))
            elif name == "by_when":
                response.by_when, response.by_when_date = said.by_when, said.by_when_date
            elif name == "lead":
                self._lead(response, said.lead)
            elif name == "reporting_to":
                response.reporting_to = "\n".join(self._group(group).name for group in said.reporting_to.split("\n"))
                response.groups_from_section = False
        return response

    def join_groups(self, written: Iterable[tuple[Arrival, Response]]) -> None:
        through = Response.reporting_groups.through
        changed = [response for each, response in written if "reporting_to" in each.taken]
        through._default_manager.filter(response_id__in=[response.pk for response in changed]).delete()
        through._default_manager.bulk_create(
            through(response_id=response.pk, reportinggroup_id=self._group(name).pk)
            for response in changed
            for name in response.reporting_to.split("\n")
        )

    def gap_actions(self, written: Iterable[tuple[Arrival, Response]]) -> tuple[list[GapAction], list[GapAction]]:
        """Those to add, and those that the document no longer names and that nobody has touched."""
        new: list[GapAction] = []
        dropped: list[GapAction] = []
        for each, response in written:
            if all(judged.field != "gap_actions" for judged in each.judged):
                continue
            given = Arrival.given_of(each.last)
            texts = new_actions(
                each.now.gap_actions, each.said.gap_actions, given, all_of_them="gap_actions" in each.overwrite
            )
            new += [GapAction(response=response, text=text) for text in texts]
            gone = gone_actions(each.now.gap_actions, each.said.gap_actions, given)
            for action in each.open_actions:
                if action.text in gone and action.version == 1:
                    action.state = ActionState.DROPPED.value
                    dropped.append(action)
        return new, dropped

    def _new(self, arrival: Arrival) -> Response:
        if arrival.requirement_key is not None:
            requirement = self.requirements[arrival.requirement_key]
            return Response(plan=self.plan, requirement_id=requirement.id, order=requirement.order)
        self.order += 1
        first = arrival.rows[0]
        return Response(
            plan=self.plan, order=self.order, title=arrival.title, theme=(first.theme or "")[:300],
            section=(first.section or "")[:300], number=(first.ref or "")[:40],
        )  # fmt: skip

    def _lead(self, response: Response, title: str) -> None:
        """Several roles only where the council has each of them; any other words are the title of one."""
        parts = list(dict.fromkeys(part.strip().casefold() for part in title.split(";")))
        several = len(parts) > 1 and title.casefold() not in self.roles and all(part in self.roles for part in parts)
        first, *others = [self.roles[part] for part in parts] if several else [self._role(title)]
        response.lead, response.led_with, response.lead_from_section = first, [each.pk for each in others], False

    def _role(self, title: str) -> Role:
        found = self.roles.get(title.casefold())
        if found is None:
            found = self.roles[title.casefold()] = add_role(council=self.plan.council, title=title, by=self.by)
        return found

    def _group(self, name: str) -> ReportingGroup:
        found = self.groups.get(name.casefold())
        if found is None:
            found = self.groups[name.casefold()] = add_group(council=self.plan.council, name=name, by=self.by)
        return found
