"""Word documents (DOCX): body, headers, footers, notes, text boxes and comments with their places.

Nothing is rendered: numbers of paragraphs are computed from the numbering of the file, results of
fields are read as they were stored. Deleted text that is still tracked is left out, inserted text
is in. Hidden text is read like the rest. What is embedded (objects, charts, pictures) is not read.
"""

from biaozhun.documents.reading.word.document import read_word
from biaozhun.documents.reading.word.pieces import Piece, pieces

__all__ = ["Piece", "pieces", "read_word"]
