"""Fetching one file to disk: conditional, and going on where an interrupted download stood."""

import os
from http import HTTPStatus
from pathlib import Path

import msgspec

from biaozhun.cloud.exchange.harvest.client import Answer, Client, HarvestError

MAX_BYTES = 8 * 1024**3
BLOCK = 1 << 18
RESUMES = 20  # broken connections in one download


class Validators(msgspec.Struct, frozen=True):
    """What the other side said of the version it gave last."""

    etag: str = ""
    last_modified: str = ""

    @property
    def condition(self) -> dict[str, str]:
        """Headers that ask for a newer version only."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}


class Downloaded(msgspec.Struct, frozen=True):
    """A file that is whole; ``path`` is ``None`` where nothing has changed."""

    path: Path | None
    validators: Validators
    size: int = 0


class _Part(msgspec.Struct, frozen=True):
    """The version a file is of, kept beside it; ``name`` is given where it is whole."""

    address: str
    validators: Validators
    name: str = ""


def download(client: Client, address: str, folder: Path, known: Validators) -> Downloaded:
    """Fetch the file of an address into a folder.

    Args:
        client: asks.
        address: of the file.
        folder: of this download alone; what is begun there is gone on with.
        known: of the version that is held already.

    Raises:
        HarvestError: the file cannot be had, or is larger than :data:`MAX_BYTES`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if whole := _whole(folder, address):
        return whole
    for _ in range(RESUMES):
        before = _size(folder / "part")
        try:
            return _attempt(client, address, folder, known)
        except (ConnectionError, TimeoutError) as error:
            if _size(folder / "part") == before:
                raise HarvestError(
                    f"the download breaks off: {error}", code="broken_off", fragment=address[:200]
                ) from error
    raise HarvestError("the download breaks off again and again", code="broken_off")


def _attempt(client: Client, address: str, folder: Path, known: Validators) -> Downloaded:
    part = folder / "part"
    begun = _note(folder / "part.json", address)
    mark = (begun.validators.etag or begun.validators.last_modified) if begun else ""
    if mark.startswith("W/"):  # a weak mark proves nothing of the bytes (RFC 9110, 13.1.5)
        mark = ""
    position = _size(part) if mark else 0
    headers = known.condition
    if position:
        headers = {"Range": f"bytes={position}-", "If-Range": mark}
    with client.get(address, headers) as answer:
        validators = _validators(answer)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return Downloaded(None, known)
        if answer.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and position:
            part.unlink()  # it is whole or another file by now; the next attempt tells
            raise ConnectionError("the rest cannot be had")
        _check(answer)
        if answer.status != HTTPStatus.PARTIAL_CONTENT or not _goes_on(answer, position):
            position = 0
            part.unlink(missing_ok=True)
        note = msgspec.json.encode(_Part(address, validators))
        (folder / "part.json").write_bytes(note)
        _append(answer, part, position)
    return _finish(folder, answer, _Part(address, validators))


def _whole(folder: Path, address: str) -> Downloaded | None:
    """The file that had come whole before the harvest was interrupted."""
    note = _note(folder / "whole.json", address)
    path = folder / "whole" / note.name if note else None
    if note is None or path is None or not path.exists():
        return None
    return Downloaded(path, note.validators, _size(path))


def _note(path: Path, address: str) -> _Part | None:
    """The note beside a file of this address."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Part)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.address == address else None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _validators(answer: Answer) -> Validators:
    etag = answer.headers.get("etag", "")[:200]
    return Validators(etag, answer.headers.get("last-modified", "")[:60])


def _check(answer: Answer) -> None:
    if answer.status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
        raise HarvestError(
            f"the service answers {answer.status}",
            code="refused",
            fragment=answer.address[:200],
            hint="look at the address in a browser",
        )
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BYTES:
        raise _too_large(answer)


def _goes_on(answer: Answer, position: int) -> bool:
    """Whether the bytes that come are those behind the ones that are held."""
    return answer.headers.get("content-range", "").startswith(f"bytes {position}-")


def _append(answer: Answer, part: Path, position: int) -> None:
    told = answer.headers.get("content-length", "")
    expected = position + int(told) if told.isdecimal() else None
    with part.open("ab") as stream:
        while block := answer.read(BLOCK):
            position += len(block)
            if position > MAX_BYTES:
                raise _too_large(answer)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    if expected is not None and position < expected:
        raise ConnectionError(f"{expected - position} bytes are missing")


def _finish(folder: Path, answer: Answer, begun: _Part) -> Downloaded:
    """Give the file its own name; the note comes first, so that a whole file always has one."""
    told = answer.address.split("?")[0].rsplit("/", 1)[-1]
    name = "".join(c if c.isalnum() or c in "._-" else "_" for c in told)[-100:].lstrip(".")
    note = msgspec.structs.replace(begun, name=name or "file")
    beside = folder / "whole.new"
    beside.write_bytes(msgspec.json.encode(note))
    beside.replace(folder / "whole.json")
    whole = folder / "whole" / note.name
    whole.parent.mkdir(exist_ok=True)
    (folder / "part").replace(whole)
    (folder / "part.json").unlink(missing_ok=True)
    return Downloaded(whole, note.validators, _size(whole))


def _too_large(answer: Answer) -> HarvestError:
    return HarvestError(
        f"the file is larger than {MAX_BYTES} bytes",
        code="too_large",
        fragment=answer.address[:200],
    )
