"""What one confirmed plan does for the next, printed: ``python -m bench.learning``.

Every wording of one given plan is taught as its council's confirmation teaches it, and each other one is matched.
"""

import sys
from pathlib import Path

from msgspec.structs import replace

from overwinter.reading.catalogue import LearntWording
from tests.reading.matching_marks import Labelled, expected_rows, mark, national_catalogue
from tests.support.shared import SHARED


def main() -> int:
    print(table())
    return 0


def table() -> str:
    """Each pair of given plans: right before and after, and what is left to review."""
    catalogue = national_catalogue()
    plans = _plans()
    if len(plans) < 2:
        return "The given plans are not here: nothing to learn from."
    lines = [f"{'confirmed':30} {'then read':30} {'exact':>11} {'top-1':>6} {'review':>13} {'wrong for sure':>14}"]
    for taught, lesson in plans.items():
        learnt = replace(catalogue, learnt=_wordings(taught, lesson))
        for name, rows in plans.items():
            if name == taught:
                continue
            before, after = mark(rows, catalogue), mark(rows, learnt)
            figures = f"{before.exact:.3f} {after.exact:.3f} {after.top1:6.3f} {before.review:6.3f} {after.review:6.3f}"
            lines.append(f"{taught[:30]:30} {name[:30]:30} {figures} {len(after.confident_wrong):14}")
    return "\n".join(lines)


def _plans() -> dict[str, list[Labelled]]:
    return {_name(path): expected_rows(path) for path in sorted(SHARED.glob("intake/*/*.expected.json"))}


def _name(path: Path) -> str:
    return path.name.removesuffix(".expected.json")


def _wordings(council: str, rows: list[Labelled]) -> tuple[LearntWording, ...]:
    return tuple(
        LearntWording(one.row.requirement, tuple(sorted(one.ids[0])), council) for one in rows if one.row.requirement
    )


if __name__ == "__main__":
    sys.exit(main())
