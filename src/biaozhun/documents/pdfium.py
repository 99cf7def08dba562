"""PDFium may be used by one thread of a process at a time."""

from threading import Lock
from typing import Final

PDFIUM: Final = Lock()
"""Held by whoever opens a PDF, from its opening to its closing."""
