"""What runs by itself is on the timetable once, at the hour it was given."""

from datetime import UTC, datetime, time

import pytest
from django.utils import timezone
from django_q.models import Schedule

from overwinter.infra import clock
from overwinter.infra.jobs import run_daily

pytestmark = pytest.mark.django_db


def test_a_daily_job_is_put_down_once_and_moved_where_its_hour_moves() -> None:
    with clock.standing_at(datetime(2020, 7, 1, 9, tzinfo=UTC)):
        run_daily("Readings", "some.job", at=time(6, 30))
        run_daily("Readings", "some.job", at=time(6, 30))
        kept = Schedule.objects.get()
        assert timezone.localtime(kept.next_run).strftime("%d %B %H:%M") == "02 July 06:30", "today's has passed"
        run_daily("Readings", "some.job", at=time(22, 0))
    kept = Schedule.objects.get()
    assert (kept.func, kept.schedule_type) == ("some.job", Schedule.DAILY)
    assert timezone.localtime(kept.next_run).strftime("%d %B %H:%M") == "01 July 22:00"
