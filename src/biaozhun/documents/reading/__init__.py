"""Any file as text with positions, by its content and never by its name.

One module a form; all of them fill a :class:`~biaozhun.documents.reading.gathering.Gatherer`. They
are written for files that lie, but a file of a stranger is read by
:func:`biaozhun.documents.isolation.read_isolated`, since native parsers crash and PDFium may be
used by one thread of a process only.
"""

from biaozhun.documents.reading.choosing import packed_document, read_content, read_document

__all__ = ["packed_document", "read_content", "read_document"]
