"""``with_markitdown.py FILE CATALOGUE``: the tables of the Markdown that markitdown makes of a file."""

import re
import sys
from pathlib import Path

from markitdown import MarkItDown
from rows import Table, plain, print_rows

NOTHING = re.compile(r"^(?:NaN|Unnamed: \d+)$")
RULE = re.compile(r"^:?-+:?$")


def tables_in(markdown: str) -> list[Table]:
    found: list[Table] = []
    inside = False
    for line in markdown.splitlines():
        if not line.lstrip().startswith("|"):
            inside = False
            continue
        if not inside:
            found.append([])
            inside = True
        cells = [plain(cell.replace(r"\|", "|")) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if not all(RULE.match(cell) for cell in cells):
            found[-1].append(["" if NOTHING.match(cell) else cell for cell in cells])
    return found


print_rows(tables_in(MarkItDown().convert(sys.argv[1]).text_content), Path(sys.argv[2]))
