"""Words and choices that every page of comparison shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.assurance.queries.comparison import Comparison
from overwinter.design.marks import met_words, rag_words
from overwinter.design.parts import FilterBar, Link, Option, Select
from overwinter.frameworks.api import PartFact, RequirementFact
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted
from overwinter.organisations.api import Like, Place

UNSHARED_WORDS = "Its words are not shared."
NO_WORDS = "They gave no words."
NOT_ANSWERED = "No answer"


def read_like(query: QueryDict) -> Like:
    asked = query.get("like", "")
    return Like(asked) if asked in set(Like) else Like.EVERYONE


def said_of(rag: str, met: str) -> SafeString:
    """RAG and fully met, each with its mark and word."""
    return format_html("{} {}", rag_words(rag), met_words(met, phrase=True))


def requirement_url(plan_id: int, key: str, ending: str = "") -> str:
    return reverse("assurance:requirement", args=(plan_id, key)) + ending


@dataclass(frozen=True)
class Compared:
    """What was found, as one person asked for it."""

    found: Comparison
    query: QueryDict

    @property
    def plan_id(self) -> int:
        return self.found.plan.pk

    @property
    def place(self) -> str:
        return f"Winter plan {Winter.parse(self.found.plan.winter)} · compared"

    @property
    def like(self) -> Like:
        return self.found.like

    @property
    def ending(self) -> str:
        """The end of an address that keeps which councils are looked at."""
        return "" if self.like is Like.EVERYONE else f"?like={self.like.value}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (Link("The plan", reverse("plans:wall", args=(self.plan_id,))),)

    @property
    def views(self) -> tuple[Link, ...]:
        named = (("Roll-up", "compare"), ("What we lack", "lacking"), ("Plan beside plan", "beside"))
        return tuple(
            Link(words, reverse(f"assurance:{name}", args=(self.plan_id,)) + self.ending) for words, name in named
        )

    # --- which councils

    @property
    def likeness(self) -> str:
        """ "in the West Midlands"; empty for every council."""
        return likeness(self.like, self.found.plan.council.place)

    def like_select(self) -> Select:
        place = self.found.plan.council.place
        offered = [Option(Like.EVERYONE.value, "Every council that shares")]
        offered += [
            Option(each.value, f"{words}: {place.said(each)}", self.like is each)
            for each, words in (
                (Like.SYSTEM, "Our system"), (Like.REGION, "Our region"), (Like.KIND, "Our kind"),
            )
            if place.said(each)
        ]  # fmt: skip
        return Select("like", "Councils", tuple(offered))

    def bar(self, *selects: Select, kept: tuple[tuple[str, str], ...] = ()) -> FilterBar:
        asked = any(self.query.get(each.name) for each in (self.like_select(), *selects))
        return FilterBar((self.like_select(), *selects), kept=kept, clear_url="?" if asked else "")

    @property
    def unsaid(self) -> str:
        """What is not said of the council, so that it cannot compare by it."""
        place = self.found.plan.council.place
        named = {Like.SYSTEM: "system", Like.REGION: "region", Like.KIND: "kind of council"}
        missing = [words for like, words in named.items() if not place.said(like)]
        if not missing:
            return ""
        words = " nor which ".join(missing)
        return f"It is not said here of which {words} the council is. Whoever runs this installation can say it."

    @cached_property
    def shared_words(self) -> str:
        """How many share, and that those that do not are counted nowhere."""
        around, others = self.found.around, len(self.found.others)
        where = f" {self.likeness}" if self.likeness else " in this installation"
        if not around.councils:
            return f"There is no other council{where}."
        said = [
            f"{around.sharing or 'None'} of {counted(around.councils, 'other council')}{where} "
            f"{'shares' if around.sharing == 1 else 'share'} with us."
        ]
        kept = around.councils - around.sharing
        if kept:
            said.append(f"{kept} {'does' if kept == 1 else 'do'} not: nothing of theirs is shown or counted.")
        absent = around.sharing - others
        if absent > 0:
            said.append(f"{absent} of those that share {'has' if absent == 1 else 'have'} no plan for this winter.")
        silent = sum(not each.words for each in self.found.others)
        if silent:
            said.append(f"{silent} {'shares' if silent == 1 else 'share'} RAG and fully met, and not the words.")
        return " ".join(said)


def likeness(like: Like, place: Place) -> str:
    words = {Like.SYSTEM: "of {}", Like.REGION: "of the region {}", Like.KIND: "of our kind ({})"}.get(like, "")
    return words.format(place.said(like)) if place.said(like) else ""


def theme_select(themes: Iterable[PartFact], chosen: str) -> Select:
    options = [Option("", "The whole plan"), *(Option(each.key, each.short, each.key == chosen) for each in themes)]
    return Select("theme", "Part", tuple(options))


def name_of(requirement: RequirementFact) -> str:
    return f"{requirement.number} {requirement.title}"
