"""What the council's own pages about its public page show, decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.winter import Winter
from overwinter.plans.api import Plan
from overwinter.publishing.domain import rules
from overwinter.publishing.domain.content import STATUS_WORDS
from overwinter.publishing.domain.making import Draft, Own, Said, differences
from overwinter.publishing.domain.withholding import Kind, Removal
from overwinter.publishing.models import PublishedVersion
from overwinter.publishing.pages.public import address_of
from overwinter.publishing.queries import content_of

KINDS = {Kind.NUMBER: "a number", Kind.NAME: "a name", Kind.CONTACT: "a contact"}


@dataclass(frozen=True)
class OfficePage:
    plan: Plan
    draft: Draft
    said: Sequence[Said]
    decided: Mapping[int, Own]
    versions: Sequence[PublishedVersion]
    """Newest first."""
    may_manage: bool

    title = "The public page"

    @property
    def place(self) -> str:
        return f"{self.plan.council.name} · Winter plan {Winter.parse(self.plan.winter)}"

    @cached_property
    def standing(self) -> PublishedVersion | None:
        return next((version for version in self.versions if not version.is_withdrawn), None)

    @property
    def verdict(self) -> Verdict:
        return rules.may_publish(self.draft.content, newest_digest=self.standing.digest if self.standing else "")

    @property
    def lede(self) -> str:
        if self.standing is None:
            said = "Nothing is published." if not self.versions else "Every version is withdrawn."
            return f"{said} The preview shows what the public would read of the plan as it stands."
        since = full_day(localdate(self.standing.published_at))
        changed = " ".join(differences(content_of(self.standing), self.draft.content))
        told = changed or (
            "Nothing that readers see has changed since." if not self.verdict else "Words round the rows have changed."
        )
        return f"Version {self.standing.number} is published since {since}. {told}"

    @property
    def public_url(self) -> str:
        return reverse("publishing:council", args=(self.plan.council.code,)) if self.versions else ""

    @property
    def settings_links(self) -> tuple[Link, ...]:
        return (
            (Link("Change", reverse("publishing:settings"), "what stands round the rows"),) if self.may_manage else ()
        )

    @property
    def settings(self) -> tuple[Fact, ...]:
        content, held = self.draft.content, self.draft.content.withheld
        return (
            Fact("If somebody needs help now", content.help_words or "Not said yet. It must be, before publishing."),
            Fact("Address for what is wrong", content.contact or "Not said yet. It must be, before publishing."),
            Fact("Held back", f"{held.numbers} numbers, {held.names} names, {held.contacts} contacts"),
        )

    @property
    def version_table(self) -> Table:
        columns = (
            Column("Version"),
            Column("Published"),
            Column("What changed"),
            Column("Take it back", page_only=True),
        )
        return Table(
            "Versions", columns, tuple(self._version(each) for each in self.versions),
            empty="Nothing is published yet. Read the preview, then publish it.",
        )  # fmt: skip

    def _version(self, version: PublishedVersion) -> Row:
        first = linked(f"Version {version.number}", address_of(version))
        changed, action = version.changed, ""
        if version.withdrawn_at is not None:
            changed = f"Withdrawn {full_day(localdate(version.withdrawn_at))}: “{version.notice}”"
        elif self.may_manage:
            url = reverse("publishing:withdraw", args=(version.number,))
            about = format_html('<span class="govuk-visually-hidden"> version {}</span>', version.number)
            action = format_html('<a href="{}">Withdraw{}</a>', url, about)
        return Row((first, full_day(localdate(version.published_at)), changed, action))

    @property
    def row_table(self) -> Table:
        columns = (
            Column("Row", width=8), Column("Readers see", keep=True), Column("Held back", keep=True),
            Column("Words", keep=True),
        )  # fmt: skip
        rows = tuple(self._row(each) for each in self.said)
        return Table("Rows", columns, rows, empty="The plan has no rows yet.")

    def _row(self, said: Said) -> Row:
        own = self.decided.get(said.response_id, Own())
        name = f"{said.number} {said.title}".strip()
        first = linked(name, reverse("publishing:words", args=(said.response_id,))) if self.may_manage else name
        held = ", ".join(KINDS[removal.kind] for removal in self.draft.removals.get(said.response_id, ()))
        if not said.in_force:
            return Row((first, "Not in force today: not shown", "", ""))
        if own.left_out_because:
            return Row((first, "Left out; the title and the reason are shown", "", "Left out"))
        return Row((first, STATUS_WORDS[said.rag].capitalize(), held, "Own words" if own.words else "As in the plan"))


@dataclass(frozen=True)
class WordsPage:
    """One row, as the plan has it and as readers would see it."""

    said: Said
    removals: tuple[Removal, ...]

    @property
    def title(self) -> str:
        return f"{self.said.number} {self.said.title}".strip()

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (Link("The public page", reverse("publishing:office")),)

    @property
    def held(self) -> tuple[str, ...]:
        return tuple(f"“{each.said}”: {KINDS[each.kind]}, shown as “{each.put}”." for each in self.removals)
