"""How well rows are matched, printed: ``python -m bench.matching [EXPECTED.json …]``.

Without arguments: every expected result beside the repository, if any, and the invented plans of the tests. Rows
go in as the expected results give them, so that no reader's fault counts.
"""

import sys
from pathlib import Path
from time import perf_counter

from tests.reading.matching_marks import DATA, Labelled, expected_rows, invented_rows, mark, national_catalogue
from tests.support.shared import SHARED


def main(names: list[str]) -> int:
    catalogue = national_catalogue()
    print(f"{'document':44} {'rows':>4} {'exact':>6} {'top-1':>6} {'review':>6} {'wrong for sure':>14} {'seconds':>8}")
    for name, rows in _documents([Path(name) for name in names]):
        started = perf_counter()
        result = mark(rows, catalogue)
        taken = perf_counter() - started
        figures = f"{result.exact:6.3f} {result.top1:6.3f} {result.review:6.3f} {len(result.confident_wrong):14}"
        print(f"{name[:44]:44} {result.rows:4} {figures} {taken:8.2f}")
        for wrong in result.confident_wrong:
            print(f"    {wrong}")
    return 0


def _documents(paths: list[Path]) -> list[tuple[str, list[Labelled]]]:
    found = paths or sorted(SHARED.glob("intake/*/*.expected.json"))
    documents = [(path.name.removesuffix(".expected.json"), expected_rows(path)) for path in found]
    if not paths:
        documents += [(path.stem, invented_rows(path.stem)) for path in sorted(DATA.glob("*.toml"))]
    return documents


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
