"""The elements of a large JSON array, one at a time, each with its own text."""

import codecs
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import MAX_LINE_BYTES

_CHUNK = 128 * 1024
_SPACE = " \t\r\n"
_LIST = re.compile(r"\[\s*(\S)")
_decode = json.JSONDecoder().raw_decode


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
    yield from _elements(_opened(stream), limit)


def wrapped_elements(stream: BinaryIO, key: str, limit: int = MAX_LINE_BYTES) -> Iterator[Element]:
    """The elements of the array that the object of a UTF-8 stream holds under a key.

    Raises:
        DocumentError: as :func:`array_elements`.
    """
    window = _opened(stream)
    for name in _names(window, limit):
        if name == key and _opens_list_of_objects(window):
            window.position += 1
            yield from _elements(window, limit)
        else:
            _element(window, limit)


def outer_keys(stream: BinaryIO, limit: int = MAX_LINE_BYTES) -> dict[str, bool]:
    """The keys of the one object a UTF-8 stream holds, and whether each holds a list of objects.

    Nothing where another value follows, as in JSON Lines; where the text breaks off or is
    malformed, the keys up to there.
    """
    keys: dict[str, bool] = {}
    window = _opened(stream)
    try:
        for name in _names(window, limit):
            keys[name] = _opens_list_of_objects(window)
            if keys[name]:
                window.position += 1
                deque(_elements(window, limit), maxlen=0)
            else:
                _element(window, limit)
    except DocumentError:
        return keys
    return {} if window.skip(_SPACE) else keys


def _opened(stream: BinaryIO) -> _Window:
    """The text behind the first bracket or brace."""
    window = _Window(stream)
    window.skip(_SPACE + "\ufeff")
    window.position += 1
    return window


def _names(window: _Window, limit: int) -> Iterator[str]:
    """The keys of an object, each with the window at its value; the caller must go behind that."""
    while window.skip(_SPACE + ",") not in ("}", ""):
        name = _element(window, limit).value
        if not isinstance(name, str) or window.skip(_SPACE) != ":":
            raise DocumentError("The JSON is broken: a key is missing", code="broken_json")
        window.position += 1
        window.skip(_SPACE)
        yield name
    if window.position == len(window.text):
        raise DocumentError("The JSON object breaks off", code="truncated_file")
    window.position += 1


def _opens_list_of_objects(window: _Window) -> bool:
    while True:
        match = _LIST.match(window.text, window.position)
        if match or not window.text.startswith("[", window.position) or not window.grow():
            return match is not None and match[1] == "{"


def _elements(window: _Window, limit: int) -> Iterator[Element]:
    """The elements up to the closing bracket, and behind it."""
    while True:
        following = window.skip(_SPACE + ",")
        if following == "]":
            window.position += 1
            return
        if not following:
            raise DocumentError("The JSON array breaks off", code="truncated_file")
        yield _element(window, limit)


def _element(window: _Window, limit: int) -> Element:
    while True:
        try:
            value, end = _decode(window.text, window.position)
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
