"""The newest figures that returns tell of locations, for whoever weighs them."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from overwinter.frameworks.api import get_limits
from overwinter.returns.domain.form import number_of
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.domain.loading import read_definition
from overwinter.returns.domain.rules import RATES
from overwinter.returns.models import FormVersion, Return

PLAIN = ("posts_empty", "work_elsewhere", "people_unwell")
"""Questions whose number is told as it is."""


class ReturnFigures:
    """Rates and numbers of the returns of the last weeks; of each the newest."""

    def figures(
        self, *, council_id: int, location_ids: Collection[int], day: date
    ) -> Mapping[int, Mapping[str, float]]:
        """Two statements for any number of locations."""
        since = day - timedelta(days=get_limits(day)["figures-newest"].days)
        rows = list(
            Return.objects.filter(
                council_id=council_id, location_id__in=location_ids, state=ReturnState.SUBMITTED.value,
                period_start__gte=since, period_start__lte=day,
            )
            .order_by("period_start", "submitted_at", "id")
            .values_list("location_id", "version_id", "answers")
        )  # fmt: skip
        versions = FormVersion.objects.select_related("form").filter(pk__in={version for _, version, _ in rows})
        definitions = {
            each.pk: read_definition(each.definition, code=each.form.code, title=each.form.title)
            for each in versions.order_by("id")
        }
        found: dict[int, dict[str, float]] = {}
        for location_id, version_id, answers in rows:
            known = found.setdefault(location_id, {})
            for code, (_, rate_of) in RATES.items():
                share = rate_of(definitions[version_id], answers)
                if share is not None:
                    known[code] = share.value
            known |= {code: number for code in PLAIN if (number := number_of(answers, code)) is not None}
        return found
