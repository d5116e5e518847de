"""``with_docling.py FILE CATALOGUE``: the tables that docling finds in a file.

Its own reader of the format is called, not its converter: that loads the models for pictures, pages and speech, which
these formats do not need.
"""

import sys
from importlib import import_module
from pathlib import Path

from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument
from rows import plain, print_rows

READERS = {
    "docx": ("msword_backend", "MsWordDocumentBackend"),
    "xlsx": ("msexcel_backend", "MsExcelDocumentBackend"),
    "pptx": ("mspowerpoint_backend", "MsPowerpointDocumentBackend"),
    "html": ("html_backend", "HTMLDocumentBackend"),
    "md": ("md_backend", "MarkdownDocumentBackend"),
    "csv": ("csv_backend", "CsvDocumentBackend"),
}

path = Path(sys.argv[1])
module, name = READERS[path.suffix[1:]]
reader = getattr(import_module(f"docling.backend.{module}"), name)
document = InputDocument(path_or_stream=path, format=InputFormat[path.suffix[1:].upper()], backend=reader)
tables = document._backend.convert().tables
print_rows(([[plain(cell.text) for cell in row] for row in table.data.grid] for table in tables), Path(sys.argv[2]))
