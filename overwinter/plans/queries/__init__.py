"""Every read of plans. What a person may see is decided inside each query."""

from overwinter.plans.queries.answers import (
    OtherAnswer,
    OtherAnswers,
    count_led,
    list_gap_actions,
    list_gap_records,
    list_other_answers,
    list_readings_in,
    list_records,
    list_related,
    stream_answers,
)
from overwinter.plans.queries.plans import PlanLine, PlanPicture, get_picture, get_shared_picture, list_plans
from overwinter.plans.queries.rows import end_of, list_rows, list_texts
from overwinter.plans.queries.scope import (
    find_own_plan,
    get_gap_action,
    get_plan,
    get_response,
    get_response_as_at,
    require_own,
    visible_plans,
)
from overwinter.plans.queries.search import FoundRow, search_rows
from overwinter.plans.queries.sheet import get_sheet
from overwinter.plans.queries.signing import (
    Round,
    Signing,
    check_rounds,
    freeze,
    get_digest_to_sign,
    get_round,
    get_signing,
    list_changes,
    signing_of,
)

__all__ = [
    "FoundRow",
    "OtherAnswer",
    "OtherAnswers",
    "PlanLine",
    "PlanPicture",
    "Round",
    "Signing",
    "check_rounds",
    "count_led",
    "end_of",
    "find_own_plan",
    "freeze",
    "get_digest_to_sign",
    "get_gap_action",
    "get_picture",
    "get_plan",
    "get_response",
    "get_response_as_at",
    "get_round",
    "get_shared_picture",
    "get_sheet",
    "get_signing",
    "list_changes",
    "list_gap_actions",
    "list_gap_records",
    "list_other_answers",
    "list_plans",
    "list_readings_in",
    "list_records",
    "list_related",
    "list_rows",
    "list_texts",
    "require_own",
    "search_rows",
    "signing_of",
    "stream_answers",
    "visible_plans",
]
