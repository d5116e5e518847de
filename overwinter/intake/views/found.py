"""What an address names, or a page that says it is not there."""

from django.http import Http404, HttpRequest

from overwinter.intake import queries
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.organisations.api import viewer_of


def document_or_404(request: HttpRequest, document_id: int) -> Document:
    document = queries.find_document(viewer_of(request), document_id)
    if document is None:
        raise Http404("Your council has no such document.")
    return document


def row_or_404(request: HttpRequest, document_id: int, row_id: int) -> ReadRow:
    row = queries.find_row(viewer_of(request), document_id, row_id)
    if row is None:
        raise Http404("The document has no such row.")
    return row


def piece_or_404(request: HttpRequest, document_id: int, piece_id: int) -> Piece:
    piece = queries.find_piece(viewer_of(request), document_id, piece_id)
    if piece is None:
        raise Http404("The document has no such piece of text.")
    return piece
