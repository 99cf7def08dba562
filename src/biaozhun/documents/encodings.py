"""Which encoding a text file is in, by content; and any of them as a UTF-8 stream."""

import codecs
import io
from typing import BinaryIO

from biaozhun.documents.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")
_CHUNK = 64 * 1024


def detect_encoding(start: bytes) -> str:
    """The encoding of a text by its first bytes: UTF-8, UTF-16 or GB18030.

    Raises:
        DocumentError: ``binary_file`` for a file that is no text, ``wrong_encoding`` for a text in
            none of these encodings.
    """
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _wrong_encoding(start)  # its mark begins like that of UTF-16
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    wide = _wide(start)
    if wide:
        return wide
    if _is_binary(start):
        raise DocumentError(
            "The file is not a text",
            code="binary_file",
            fragment=start[:16].hex(" "),
            hint="export it as XLSX, CSV or JSON Lines",
        )
    for name in ("utf-8", "gb18030"):
        if _decodes(start, name):
            return name
    if _mostly_utf8(start):
        return "utf-8"
    raise _wrong_encoding(start)


def _wrong_encoding(start: bytes) -> DocumentError:
    """Says where the text stops to make sense in the encoding that it follows the furthest."""
    sound, name = max((_sound_bytes(start, name), name) for name in ("utf-8", "gb18030"))
    line = start.count(b"\n", 0, sound) + 1
    return DocumentError(
        "The text is neither in UTF-8 nor in UTF-16 nor in GB18030: these bytes, "
        f"{sound} bytes from the start, on line {line}, are no {name.upper()}",
        code="wrong_encoding",
        fragment=start[sound : sound + 8].hex(" "),
        hint="save it in UTF-8",
    )


def as_utf8(stream: BinaryIO, encoding: str) -> BinaryIO:
    """The same text as a UTF-8 stream without byte order mark."""
    if encoding == "utf-8":
        return stream
    if encoding == "utf-8-sig":
        stream.read(len(codecs.BOM_UTF8))
        return stream
    return io.BufferedReader(_Transcoded(stream, encoding), _CHUNK)


class _Transcoded(io.RawIOBase):
    """Reads one encoding, gives UTF-8; what does not decode is no UTF-8 either."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        # Bytes that do not decode go through as they are; UTF-16 has no way to do that.
        self._errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(self._errors)
        self._rest = b""
        self._ended = False

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # any writable buffer
        """Fill the buffer with UTF-8; 0 at the end of the text."""
        while not self._rest and not self._ended:
            chunk = self._stream.read(_CHUNK)
            self._ended = not chunk
            self._rest = self._decoder.decode(chunk, final=self._ended).encode(
                "utf-8", self._errors
            )
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        """Close the stream below too."""
        self._stream.close()
        super().close()


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: ASCII text has a zero in every second byte."""
    if len(start) < 8:
        return ""
    even, odd = start[0:2000:2], start[1:2000:2]
    if odd.count(0) > len(odd) * 0.3 and even.count(0) < len(even) * 0.05:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.3 and odd.count(0) < len(odd) * 0.05:
        return "utf-16-be"
    return ""


def _is_binary(start: bytes) -> bool:
    """More than a stray control character in a hundred bytes is no text."""
    controls = sum(1 for byte in start if byte < 0x20 and byte not in _TEXT_CONTROLS)
    return controls > max(8, len(start) // 100) or (len(start) < 400 and controls > len(start) // 8)


def _decodes(start: bytes, encoding: str) -> bool:
    return _sound_bytes(start, encoding) == len(start)


def _sound_bytes(start: bytes, encoding: str) -> int:
    """How many bytes from the start on decode; a character cut at the end does."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(start, final=False)
    except UnicodeDecodeError as error:
        return error.start
    return len(start)


def _mostly_utf8(start: bytes) -> bool:
    """Some broken bytes in a UTF-8 text: better to lose these rows than all."""
    text = start.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # In a short text one is a large share; other encodings hardly give characters of UTF-8.
    sound = sum(1 for character in text if character > "\x7f") - broken
    return broken * 20 < len(text) or broken * 2 <= sound
