"""An edition's facts as a reference: GB/T 7714-2015 and -2025, BibTeX, RIS, CSL-JSON."""

from biaozhun.core.bibliography.citing.bibtex import bibtex
from biaozhun.core.bibliography.citing.csl import csl
from biaozhun.core.bibliography.citing.facts import Cited, bodies_of
from biaozhun.core.bibliography.citing.gbt7714 import gbt7714_2015, gbt7714_2025
from biaozhun.core.bibliography.citing.keys import key_of
from biaozhun.core.bibliography.citing.ris import ris

__all__ = ["Cited", "bibtex", "bodies_of", "csl", "gbt7714_2015", "gbt7714_2025", "key_of", "ris"]
