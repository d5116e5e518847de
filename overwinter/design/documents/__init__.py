"""Documents that leave the house: one look for every Word file and every PDF.

A context says what its document holds as a :class:`~overwinter.design.documents.paper.Paper`, and gets docx or pdf.
Documents of a shape of their own use ``word`` and ``pdf``, which the papers are made with.
"""

from overwinter.design.documents.paper import Block, Heading, Lines, Paper, Quiet, Sheet, Text
from overwinter.design.documents.paper_docx import paper_as_docx
from overwinter.design.documents.paper_pdf import paper_as_pdf

__all__ = ["Block", "Heading", "Lines", "Paper", "Quiet", "Sheet", "Text", "paper_as_docx", "paper_as_pdf"]
