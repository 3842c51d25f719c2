"""A document as one HTML page that needs nothing but itself: its text, every assertion marked, fields beside it."""

from servanda.render.page.document import document_page
from servanda.render.page.marks import Piece, Segment, pieces

__all__ = ["Piece", "Segment", "document_page", "pieces"]
