"""The elements of a large JSON array, one at a time, each with its own text."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import MAX_LINE_BYTES

_CHUNK = 128 * 1024
_SPACE = " \t\r\n"


class Element(NamedTuple):
    """One element of an array: its text and value."""

    text: str
    value: object


class _Window:
    """The part of the text that is in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.text = ""
        self.position = 0
        self.ended = False

    def grow(self) -> bool:
        """Read more, twice as much as is held; false at the end of the stream."""
        chunk = self._stream.read(max(_CHUNK, len(self.text) - self.position))
        self.ended = not chunk
        self.text = self.text[self.position :] + self._decoder.decode(chunk, final=self.ended)
        self.position = 0
        return not self.ended

    def skip(self, characters: str) -> str:
        """Skip white space and the given characters; the character that follows, or empty."""
        while True:
            while self.position < len(self.text) and self.text[self.position] in characters:
                self.position += 1
            if self.position < len(self.text):
                return self.text[self.position]
            if not self.grow() and not self.text:
                return ""


def array_elements(stream: BinaryIO, limit: int = MAX_LINE_BYTES) -> Iterator[Element]:
    """The elements of the array that a UTF-8 stream holds, in constant memory.

    Raises:
        DocumentError: ``broken_json`` where an element is malformed, breaks off or is longer than
            ``limit`` characters, ``truncated_file`` where the array has no end,
            ``nested_too_deep``. What came before has been given.
    """
    decode = json.JSONDecoder().raw_decode
    window = _Window(stream)
    window.skip(_SPACE + "\ufeff")
    window.position += 1  # the bracket
    while True:
        following = window.skip(_SPACE + ",")
        if following == "]":
            return
        if not following:
            raise DocumentError("The JSON array breaks off", code="truncated_file")
        yield _element(window, decode, limit)


def _element(window: _Window, decode: "json.decoder._RawDecode", limit: int) -> Element:  # type: ignore[name-defined]  # the stub keeps the class private
    while True:
        try:
            value, end = decode(window.text, window.position)
        except RecursionError as error:
            raise DocumentError("The JSON is nested too deep", code="nested_too_deep") from error
        except json.JSONDecodeError as error:
            if len(window.text) - window.position > limit:
                raise DocumentError(
                    f"An element is malformed or longer than {limit} characters: {error.msg}",
                    code="broken_json",
                    fragment=window.text[window.position : window.position + 60],
                ) from error
            if not window.grow():
                raise DocumentError(
                    f"The JSON is broken: {error.msg}",
                    code="broken_json",
                    fragment=window.text[window.position : window.position + 60],
                ) from error
            continue
        except ValueError as error:  # Python refuses integers of thousands of digits
            raise DocumentError(
                f"The JSON is broken: {error}",
                code="broken_json",
                fragment=window.text[window.position : window.position + 60],
            ) from error
        if end == len(window.text) and not window.ended and window.grow():
            continue  # a number may go on behind the window
        text = window.text[window.position : end]
        window.position = end
        return Element(text, value)
