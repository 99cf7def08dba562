"""Plain text: the characters of the file as they are, one block a line."""

import re
from typing import Final

from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading.gathering import Gatherer, clean

_SAMPLE: Final = 64 * 1024
_LINE: Final = re.compile(r"[^\r\n]+")


def read_plain(content: bytes, into: Gatherer) -> None:
    """Lines of a text with their ends; ``paragraph`` is the number of the line.

    Raises:
        DocumentError: ``binary_file``, ``wrong_encoding``, ``too_large``.
    """
    put_lines(text_of(content, into), into)


def put_lines(text: str, into: Gatherer) -> None:
    """Each line that is not empty as a block; line ends stand between them as in the file."""
    behind = line = 0
    for found in _LINE.finditer(text):
        gap = text[behind : found.start()]
        line += max(gap.count("\n"), gap.count("\r")) if behind or gap else 0
        into.between(gap)
        into.add_here(found[0], paragraph=line + 1)
        behind = found.end()
    into.between(text[behind:])


def text_of(content: bytes, into: Gatherer) -> str:
    """The characters of a text file, without byte order mark, line ends as they are.

    What no report could hold (a NUL, half a character) is one replacement character each.

    Raises:
        DocumentError: ``binary_file``, ``wrong_encoding``.
    """
    encoding = detect_encoding(content[:_SAMPLE])
    for name in dict.fromkeys((encoding, "gb18030") if encoding == "utf-8" else (encoding,)):
        try:
            return clean(content.decode(name))
        except UnicodeDecodeError:
            continue
    into.found("wrong_encoding", into.file or encoding)
    return clean(decoded(content, encoding))


def decoded(content: bytes, encoding: str) -> str:
    """Bytes as text; what does not decode is a replacement character."""
    try:
        return content.decode(encoding, "replace")
    except UnicodeError as error:  # UTF-16 without a mark
        raise DocumentError(
            f"The text cannot be read: {error}", code="wrong_encoding", hint="save it in UTF-8"
        ) from error
