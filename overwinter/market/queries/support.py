"""Answers to the support plan: of one home, of a page of homes, and counted."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from overwinter.market.domain.support import NO_ANSWER, Answer, Question, Said, totals
from overwinter.market.models import SupportAnswer
from overwinter.market.queries.places import Narrowed, homes, homes_in
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location, scoped

CURRENT = Q(support_answers__is_current=True)


def answer_of(row: SupportAnswer) -> Answer:
    return Answer(Question(row.question), Said(row.said), row.since, row.help_wanted)


def list_homes(viewer: Viewer, asked: Narrowed) -> QuerySet[Location]:
    """The care homes, those with most that is missing first. ``asked.state``: "testing:no"."""
    found = homes(viewer, asked)
    question, _, said = asked.state.partition(":")
    if question:
        rows = SupportAnswer.objects.filter(location=OuterRef("pk"), is_current=True, question=question)
        found = found.filter(~Exists(rows) if said == NO_ANSWER else Exists(rows.filter(said=said)))
    found = found.annotate(
        no=Count("support_answers", filter=CURRENT & Q(support_answers__said=Said.NO.value)),
        partly=Count("support_answers", filter=CURRENT & Q(support_answers__said=Said.PARTLY.value)),
        yes=Count("support_answers", filter=CURRENT & Q(support_answers__said=Said.YES.value)),
    )
    return found.order_by(F("no").desc(), F("partly").desc(), "yes", "name", "id")


def rank_of_answer(question: Question) -> Subquery:
    """By what a location says to one question, the worst first; none where it has not answered."""
    worst_first = (Said.NO, Said.PARTLY, Said.NOT_KNOWN, Said.YES)
    rank = Case(*(When(said=said.value, then=n) for n, said in enumerate(worst_first)), output_field=IntegerField())
    rows = SupportAnswer.objects.filter(location=OuterRef("pk"), is_current=True, question=question.value)
    return Subquery(rows.order_by().values_list(rank)[:1])


def list_answers(location_ids: Collection[int]) -> Mapping[int, tuple[Answer, ...]]:
    """What each of these says now. One statement; whose they are was asked by the caller."""
    found = defaultdict[int, list[Answer]](list)
    for row in SupportAnswer.objects.filter(location_id__in=location_ids, is_current=True).order_by("id"):
        found[row.location_id].append(answer_of(row))
    return {location_id: tuple(answers) for location_id, answers in found.items()}


def list_history(viewer: Viewer, location_id: int) -> QuerySet[SupportAnswer]:
    """Everything a home ever said, newest first."""
    rows = SupportAnswer.objects.filter(location__in=scoped(viewer).filter(pk=location_id))
    return rows.order_by("-recorded_at", "-id")


def count_answers(viewer: Viewer) -> tuple[Mapping[Question, Mapping[str, int]], int]:
    """Question to how many homes say what, and how many homes there are. Two statements."""
    every = homes(viewer, Narrowed())
    rows = SupportAnswer.objects.filter(location__in=every.order_by(), is_current=True).order_by()
    said = {
        (Question(question), Said(answer)): n
        for question, answer, n in rows.values_list("question", "said").annotate(n=Count("id"))
    }
    count = every.count()
    return totals(said, count), count


def count_yes(council_id: int, *, day: date) -> tuple[dict[Question, int], int, bool]:
    """How many care homes said yes to each question by the end of a day, how many there are, and whether any answered.

    Two statements.
    """
    said, homes = count_said(council_id, day=day)
    answered = any(n for each in said.values() for answer, n in each.items() if answer != NO_ANSWER)
    return {question: said[question][Said.YES.value] for question in Question}, homes, answered


def count_said(council_id: int, *, day: date) -> tuple[Mapping[Question, Mapping[str, int]], int]:
    """Question to how many care homes said what by the end of a day, and how many there are. Two statements."""
    places = homes_in(council_id)
    rows = SupportAnswer.objects.filter(location__in=places, recorded_at__date__lte=day)
    later = rows.filter(location=OuterRef("location"), question=OuterRef("question"), id__gt=OuterRef("id"))
    counted = rows.filter(~Exists(later)).order_by().values_list("question", "said").annotate(n=Count("id"))
    homes = places.count()
    return totals({(Question(question), Said(said)): n for question, said, n in counted}, homes), homes
