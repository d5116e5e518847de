"""The risk of locations worked out from what is known now, and kept where it came to something else than before."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from overwinter.frameworks.api import get_limits
from overwinter.market.domain.risk import Marks, Part, Reason, Scored, level_of, score
from overwinter.market.models import RiskScore
from overwinter.market.queries.known import list_known
from overwinter.market.queries.places import asked_in

Parts = list[dict[str, Any]]


def keep_scores(council_id: int, location_ids: Collection[int], *, at: datetime) -> int:
    """How many came to something else. The caller holds the transaction."""
    day = timezone.localdate(at)
    marks = Marks.of(get_limits(day))
    rows = RiskScore.objects.filter(location_id__in=location_ids, is_current=True)
    before = {row.location_id: (row.level, row.parts) for row in rows}
    new = []
    for location_id, known in list_known(council_id, location_ids, day=day).items():
        scored = score(known, marks)
        level, parts = level_of(scored, marks), as_json(scored)
        if before.get(location_id) != (level.value, parts):
            points = sum(part.points for part in scored)
            new.append(
                RiskScore(
                    council_id=council_id, location_id=location_id, level=level.value, rank=level.rank,
                    points=points, parts=parts, recorded_at=at,
                    **{part.part.value: part.points if part.is_known else None for part in scored},
                )
            )  # fmt: skip
    rows.filter(location_id__in=[each.location_id for each in new]).update(is_current=False)
    RiskScore.objects.bulk_create(new)
    return len(new)


def end_scores_of_closed(council_id: int) -> None:
    """A location that is closed has no risk any more; what it was stays. One statement."""
    current = RiskScore.objects.filter(council_id=council_id, is_current=True)
    current.exclude(location__in=asked_in(council_id)).update(is_current=False)


def as_json(scored: Sequence[Scored]) -> Parts:
    return [
        {
            "part": part.part.value,
            "reasons": [[reason.points, reason.words] for reason in part.reasons],
            "unknown": list(part.unknown),
        }
        for part in scored
    ]


def parts_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Scored, ...]:
    """What :func:`as_json` made."""
    return tuple(
        Scored(
            Part(each["part"]), tuple(Reason(points, words) for points, words in each["reasons"]),
            tuple(each["unknown"]),
        )
        for each in kept
    )  # fmt: skip
