"""``with_pdfplumber.py FILE CATALOGUE``: the ruled tables that pdfplumber finds in a PDF."""

import sys
from pathlib import Path

import pdfplumber
from rows import plain, print_rows

with pdfplumber.open(sys.argv[1]) as pdf:
    tables = [table for page in pdf.pages for table in page.extract_tables()]
print_rows([[[plain(cell) for cell in row] for row in table] for table in tables], Path(sys.argv[2]))
