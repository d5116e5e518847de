"""One council of the demo, built through the actions people use, in the order of time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.assurance import api as assurance
from overwinter.config.demo import documents, exchange, publishing, reports
from overwinter.config.demo.casework import find_casework
from overwinter.config.demo.gaps import Event, gap_events
from overwinter.config.demo.groups import GroupPlayer, load_groups
from overwinter.config.demo.last_winter import LastWinter, find_last_winter, record_lessons
from overwinter.config.demo.mail import MailPlayer
from overwinter.config.demo.market import MarketPlayer, find_market
from overwinter.config.demo.people import add_demo_person
from overwinter.config.demo.portal import PortalScript
from overwinter.config.demo.providers import find_providers
from overwinter.config.demo.records import Records
from overwinter.config.demo.returns import find_returns
from overwinter.config.demo.script import Acceptance, Answer, CouncilScript, Earlier, Gap, PublicScript, load_update
from overwinter.frameworks.api import DEFAULT_PACK, RequirementFact, find_catalogue_dir, list_requirements
from overwinter.infra import clock
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, ReportingGroup, Role, get_viewer
from overwinter.plans import api as plans
from overwinter.plans.api import Plan, Response, ResponseChanges, Wish
from overwinter.reading.cells.dates import read_date

REVIEWS_A_WEEK = 9
REVIEWED_AFTER = 5
"""Weeks until a row is to be looked at again."""


def moment(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


class CouncilBuilder:
    """Plays a script. Everything is an event with its day; :meth:`build` lets them happen in order."""

    def __init__(self, script: CouncilScript, *, winter: Winter, today: date, fridays: list[date]) -> None:
        self.script, self.winter, self.today, self.fridays = script, winter, today, fridays
        self.users: dict[str, User] = {}
        self.roles: dict[str, Role] = {}
        self.groups: dict[str, ReportingGroup] = {}
        self.requirements: dict[str, RequirementFact] = {}
        self.response_ids: dict[str, int] = {}
        self.from_document: set[str] = set()
        self.plan: Plan
        told = find_last_winter(find_catalogue_dir(), script.code)
        self.last = LastWinter(told, winter) if told is not None else None
        self.market: MarketPlayer | None = find_market(
            find_catalogue_dir(), script.code, today=today, since=fridays[0], council_id=lambda: self.council.pk,
            by=lambda: self.users["quality"],
        )  # fmt: skip
        self.meetings = (
            GroupPlayer(load_groups(find_catalogue_dir()), today=today, since=fridays[0])
            if script.keeps_documents else None
        )  # fmt: skip

    def build(self) -> None:
        events: list[tuple[date, Callable[[], object]]] = [
            (self.last.began if self.last else self.fridays[0], self.found_council),
            *(self._last_winter_events(self.last) if self.last else []),
            (self.fridays[0], self.start_plan),
            *([(self.fridays[0], self.read_first_document)] if self.script.keeps_documents else []),
            *((self.fridays[0], self._answering(answer)) for answer in self.script.answers),
            *([(self.fridays[0], self.name_sections)] if self.script.keeps_documents else []),
            *((self.fridays[1], self._adding_local(row)) for row in self.script.local),
            *(self._changing(answer, answer.earlier) for answer in self.script.answers if answer.earlier),
            *(event for gap in self.script.gaps for event in self._gap_events(gap)),
            *((self.fridays[-1 - weeks], self._signing(key)) for key, weeks in self.script.signing.get("signed", [])),
            *((self._day(each.on), self._accepting(each)) for each in self.script.accepted),
            *([self._sending_letter()] if self.script.letter else []),
            *((friday, self._reviewing(week)) for week, friday in enumerate(self.fridays) if week),
            *([(self.fridays[-2], self.record_lessons)] if self.script.lessons else []),
            *([(self.fridays[-1], self.read_update)] if self.script.keeps_documents else []),
            *self._record_events(),
            *self._provider_events(),
            *self._counting(),
            *(
                reports.made(lambda: self.plan, each, self.fridays, lambda: self.manager)
                for each in self.script.reports
            ),
            *(self._publishing(self.script.public) if self.script.public else []),
            *(self.meetings.events() if self.meetings else []),
            *self._programs(),
            *self._mail_events(),
        ]
        for day, happen in sorted(events, key=lambda event: event[0]):
            with clock.standing_at(moment(min(day, self.today))):
                happen()
        if self.market is not None:
            self.market.finish(self.groups)
        exchange.play_deliveries(self.council)

    def _last_winter_events(self, last: LastWinter) -> list[tuple[date, Callable[[], object]]]:
        return [
            (last.began, lambda: last.answer(self.council, self.roles, self.manager)),
            (last.ended, lambda: last.close(self.roles, self.manager)),
        ]

    def record_lessons(self) -> None:
        record_lessons(self.plan, self.script.lessons, self.roles, self.manager)

    def _record_events(self) -> list[tuple[date, Callable[[], object]]]:
        """What is counted by hand, and shown."""
        records = self._records()
        return [
            *records.counted_by_hand(lambda: self.council.pk, lambda: self.manager),
            *records.counted_of_its_own(lambda: self.council.pk, lambda: self.manager),
            *records.shown(self.response_ids, self.roles, lambda: self.manager),
        ]

    def _counting(self) -> list[tuple[date, Callable[[], object]]]:
        """The program counts when the day's changes are made."""
        return list(self._records().counted_by_the_program(lambda: self.council.pk))

    def _records(self) -> Records:
        return Records(find_catalogue_dir(), self.script.code, today=self.today, fridays=self.fridays)

    def _programs(self) -> list[tuple[date, Callable[[], object]]]:
        """The services that the administrator let in, and who is told of changes."""

        def letting_in(program: exchange.Program) -> Callable[[], object]:
            until = moment(self.today, 2)
            return lambda: exchange.let_in(program, self.council, until=until, by=self.administrator)

        programs = exchange.load_programs(find_catalogue_dir(), self.script.code)
        listeners = exchange.load_listeners(find_catalogue_dir(), self.script.code)
        return [
            *((self.fridays[-1 - each.weeks_ago], letting_in(each)) for each in programs),
            *((self.fridays[-1 - each.weeks_ago], self._listening(each)) for each in listeners),
        ]

    def _provider_events(self) -> list[tuple[date, Callable[[], object]]]:
        player = find_providers(
            find_catalogue_dir(), self.script.code, today=self.today, since=self.fridays[0],
            council_id=lambda: self.council.pk, by=lambda: self.users["contracts"],
        )  # fmt: skip
        followed = find_casework(find_catalogue_dir(), self.script.code, today=self.today,
                                 council=lambda: self.council, users=self.users)  # fmt: skip
        portal = PortalScript.load(find_catalogue_dir()).events(
            self.script.code, self.fridays[1], self.today, lambda: self.council, lambda: self.users["contracts"]
        )
        asked = find_returns(
            find_catalogue_dir(), self.script.code, today=self.today, fridays=self.fridays,
            council=lambda: self.council, officer=lambda: self.users["contracts"],
        )  # fmt: skip
        players = (player, followed, self.market, asked)
        return [*(event for each in players if each is not None for event in each.events()), *portal]

    def _listening(self, listener: exchange.Listener) -> Callable[[], object]:
        return lambda: exchange.add_listener(listener, self.council, by=self.administrator)

    def _mail_events(self) -> list[tuple[date, Callable[[], object]]]:
        """Last, so that the mail of a day tells of that day."""
        mail = MailPlayer(find_catalogue_dir(), self.script.code, today=self.today)
        told_of = mail.told_of(self.response_ids, self.users, self.roles, lambda: self.manager)
        chosen = mail.chosen(self.users, lambda: self.council, self.fridays[0])
        return [*chosen, *told_of, *mail.runs(lambda: self.council)]

    def found_council(self) -> None:
        council = organisations.add_council(
            code=self.script.code,
            name=self.script.name,
            by=None,
            is_demo=True,
        )
        said = self.script
        place = organisations.Place(organisations.Kind(said.kind), organisations.Region(said.region), said.system)
        organisations.place_council(council=council, place=place, by=None)
        share = organisations.Sharing(said.shares_with)
        organisations.share_answers(council=council, share=share, words=said.shares_words, by=None)
        for person in self.script.people:
            user = self.users[person.key] = add_demo_person(person)
            for grant in person.grants:
                organisations.give_grant(user=user, council=council, kind=Grant(grant), by=None)
        titles = set(self.script.leads.values()) | {row["lead"] for row in self.script.local}
        titles |= {gap.owner for gap in self.script.gaps if gap.owner}
        titles |= {person.role for person in self.script.people if person.role}
        titles |= self.meetings.titles() if self.meetings else set()
        titles |= self.last.titles() if self.last else set()
        for title in sorted(titles):
            self.roles[title] = organisations.add_role(council=council, title=title, by=self.manager)
        for person in self.script.people:
            if person.role:
                organisations.hand_over_role(
                    role=self.roles[person.role], user=self.users[person.key], since=self.fridays[0], by=self.manager
                )
        for name in self.script.groups:
            self.groups[name] = organisations.add_group(council=council, name=name, by=self.manager)
        self.council = council

    @property
    def manager(self) -> User:
        return self.users[self.script.manager.key]

    @property
    def administrator(self) -> User:
        return self.users[next(each.key for each in self.script.people if "council_admin" in each.grants)]

    def start_plan(self) -> None:
        self.plan = self.last.carry(self.manager) if self.last else plans.create_plan(
            council_id=self.council.pk, framework_key=DEFAULT_PACK, winter=self.winter.code, by=self.manager
        )  # fmt: skip
        self.requirements = {fact.key: fact for fact in list_requirements(self.plan.framework_id)}
        rows = Response.objects.filter(plan=self.plan, requirement__isnull=False)
        self.response_ids.update(rows.values_list("requirement__key", "pk"))
        if self.meetings:
            self.meetings.by, self.meetings.rows = self.manager, self.response_ids
            self.meetings.roles, self.meetings.groups = self.roles, self.groups

    def read_first_document(self) -> None:
        """The plan as the Word file it was kept in until then; the answers it gives need no other first answer."""
        lines = [self._line(answer) for answer in self.script.answers]
        content = documents.word_file(f"{self.script.name}: winter plan {self.winter}", lines)
        name = f"{self.script.code.capitalize()}-winter-plan.docx"
        document = documents.read_in(self.council, self.winter, self.manager, name=name, content=content)
        self.from_document = documents.accept_and_apply(document, self.manager)

    def _line(self, answer: Answer) -> documents.Line:
        requirement = self.requirements[answer.requirement]
        section = requirement.section.key
        first = answer.earlier or answer
        groups = [name for name, of in self.script.groups.items() if section in of]
        cells = (
            requirement.summary, answer.text, first.rag.capitalize(), documents.MET[first.fully_met], "",
            self.script.leads.get(section, ""), answer.by_when, "; ".join(groups),
        )  # fmt: skip
        return documents.Line(requirement.theme.name, requirement.section.name, cells)

    def name_sections(self) -> None:
        """Who leads each section, with what of it differs: a section led by two, a row led by somebody else."""
        rows = Response.objects.filter(plan=self.plan, requirement__isnull=False)
        sections = dict(rows.values_list("requirement__section__key", "requirement__section_id"))
        for key, title in self.script.leads.items():
            titles = [title, *([self.script.led_with[key]] if key in self.script.led_with else [])]
            plans.set_section_owner(
                plan_id=self.plan.pk, place=(sections[key], ""), lead_ids=[self.roles[each].pk for each in titles],
                group_ids=[self.groups[name].pk for name, of in self.script.groups.items() if key in of],
                everybody=True, why="As the winter board agreed", by=self.manager,
            )  # fmt: skip
        own = {self._now(key): self.roles[title].pk for key, title in self.script.own_leads.items()}
        plans.change_many(
            plan_id=self.plan.pk, wishes={row.pk: Wish({"lead": lead}, row.version) for row, lead in own.items()},
            why="Agreed with the lead of the section", by=self.manager,
        )  # fmt: skip

    def read_update(self) -> None:
        update = load_update(find_catalogue_dir())
        content = documents.word_file(update.title, documents.draft_lines(update.rows))
        documents.read_in(self.council, self.winter, self.manager, name=update.name, content=content)

    def _answering(self, answer: Answer) -> Callable[[], object]:
        def answer_it() -> None:
            if answer.requirement in self.from_document:
                return
            section = self.requirements[answer.requirement].section.key
            first = answer.earlier or answer
            changes: ResponseChanges = {
                "text": answer.text,
                "rag": Rag(first.rag),
                "fully_met": FullyMet(first.fully_met),
                "by_when": answer.by_when,
                "by_when_date": read_date(answer.by_when, self.winter) if answer.by_when else None,
                "groups": [self.groups[name].pk for name, of in self.script.groups.items() if section in of],
            }
            if title := self.script.leads.get(section):
                changes["lead"] = self.roles[title].pk
            self._update(answer.requirement, changes, "First answer, from the leads’ meetings")

        return answer_it

    def _changing(self, answer: Answer, earlier: Earlier) -> tuple[date, Callable[[], object]]:
        def change_it() -> None:
            changes: ResponseChanges = {"rag": Rag(answer.rag), "fully_met": FullyMet(answer.fully_met)}
            self._update(answer.requirement, changes, earlier.why)

        return self.fridays[-1 - earlier.weeks_ago], change_it

    def _signing(self, key: str) -> Callable[[], object]:
        """Somebody signs what they have before them; the first has the council's choice made before."""

        def sign_it() -> None:
            chosen = self.script.signing
            if "rules" in chosen and not plans.signing_of(self.plan).rounds:
                plans.choose_chain(
                    council_id=self.council.pk, steps=chosen["steps"], rules=chosen["rules"],
                    by=self.administrator,
                )  # fmt: skip
            plans.sign_plan(
                plan_id=self.plan.pk, digest=plans.get_digest_to_sign(self.plan), seen=True, by=self.users[key]
            )

        return sign_it

    def _sending_letter(self) -> tuple[date, Callable[[], object]]:
        told = self.script.letter
        day = self.fridays[-1 - told["weeks_ago"]]

        def send_it() -> None:
            first = assurance.get_letter(get_viewer(self.manager), self.plan.pk).words
            words = replace(first, reference=told["reference"], providers=told["providers"], issues=told["issues"])
            assurance.write_letter(plan_id=self.plan.pk, words=words, expected_version=0, by=self.manager)
            assurance.record_sent_letter(
                plan_id=self.plan.pk, to=words.to, sent_on=day, how="email", note=told["note"], by=self.manager
            )

        return day, send_it

    def _reviewing(self, week: int) -> Callable[[], object]:
        """Each Friday the next few rows are looked at, and again when all have been: the strong council at many and
        nearly always in time, the weak ones at few and late."""
        pace, weeks = {"marlshire": (REVIEWS_A_WEEK, REVIEWED_AFTER), "fenwick": (4, 6)}.get(self.script.code, (1, 7))
        keys = [answer.requirement for answer in self.script.answers][: pace * weeks]
        chosen = [keys[(week * pace + step) % len(keys)] for step in range(pace)]
        late = week % 4 == 1

        def review() -> None:
            for key in chosen:
                response = self._now(key)
                plans.review_response(
                    response_id=response.pk,
                    expected_version=response.version,
                    by=self.manager,
                    next_review=self.fridays[week] + timedelta(weeks=REVIEWED_AFTER - (late and key == chosen[0])),
                )

        return review

    def _adding_local(self, row: Mapping[str, str]) -> Callable[[], object]:
        def add_it() -> None:
            response = plans.add_local_response(
                plan_id=self.plan.pk,
                title=row["title"],
                theme=row["theme"],
                text=row["text"],
                lead_id=self.roles[row["lead"]].pk,
                by=self.manager,
            )
            plans.update_response(
                response_id=response.pk,
                expected_version=response.version,
                why="As agreed with the lead",
                changes={"rag": Rag(row["rag"]), "fully_met": FullyMet(row["fully_met"])},
                by=self.manager,
            )

        return add_it

    def _publishing(self, public: PublicScript) -> list[tuple[date, Callable[[], object]]]:
        events: list[tuple[date, Callable[[], object]]] = [
            (self.fridays[public.published[0]], lambda: publishing.word_page(self.plan, public, self.manager)),
            *((self.fridays[week], lambda: publishing.publish(self.plan, self.manager)) for week in public.published),
        ]
        if public.withdrawn_in is not None:
            day = self.fridays[public.withdrawn_in]
            events.append((day, lambda: publishing.withdraw(self.plan, public, self.manager)))
        return events

    def _accepting(self, accepted: Acceptance) -> Callable[[], object]:
        def accept_it() -> None:
            row = self.response_ids[accepted.answer]
            found = plans.get_picture(self.plan).challenge.on(row)
            finding = next(each for each in found if each.code == accepted.rule)
            plans.accept_finding(
                plan_id=self.plan.pk,
                code=finding.code,
                subject=finding.subject,
                fingerprint=finding.fingerprint,
                reason=accepted.why,
                until=self._day(accepted.until),
                by=self.manager,
            )

        return accept_it

    def _gap_events(self, gap: Gap) -> list[Event]:
        return gap_events(
            gap, self.response_ids, self.roles, lambda: self.manager, added_on=self.fridays[1], today=self.today
        )  # fmt: skip

    def _day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def _now(self, key: str) -> Response:
        return Response.objects.get(pk=self.response_ids[key])

    def _update(self, key: str, changes: ResponseChanges, why: str) -> None:
        response = self._now(key)
        plans.update_response(
            response_id=response.pk, changes=changes, why=why, expected_version=response.version, by=self.manager
        )
