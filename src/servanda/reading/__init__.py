"""Reading: one document in, its assertions out. A reader sees one document and never links."""

from servanda.reading.reader import Reading, read, reader_name

__all__ = ["Reading", "read", "reader_name"]
