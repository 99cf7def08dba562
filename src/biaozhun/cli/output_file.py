"""The file a command writes beside its account: where it may go, told before anything is read."""

import os
import tempfile
from pathlib import Path

import typer


def refuse(
    target: Path, *, option: str, read: tuple[Path, ...], library: Path | None = None
) -> None:
    """Refuse a file that may not be written there.

    Symbolic links are followed, on either side, and so are second names of one file.

    Args:
        target: the file to be written.
        option: the option that names it.
        read: files and folders that the command reads.
        library: the data folder, of a command that has one.

    Raises:
        typer.BadParameter: it is what is read, lies in the library, or cannot be written.
    """
    reason = _refusal(target, read=read, library=library)
    if reason:
        raise typer.BadParameter(reason, param_hint=option)


def _refusal(target: Path, *, read: tuple[Path, ...], library: Path | None) -> str:
    """Why a file may not be written there; empty where it may."""
    place = Path(os.path.realpath(target))
    for path in read:
        if _is(place, path) or (path.is_dir() and place.is_relative_to(os.path.realpath(path))):
            return f"{target} is what is read here; it would be overwritten"
    if library is not None and place.is_relative_to(os.path.realpath(library)):
        return f"{target} lies in the data folder, which holds the library's own files"
    return _unwritable(target, place)


def _is(place: Path, path: Path) -> bool:
    try:
        return place.samefile(path)
    except OSError:  # one of the two is not there; they are not the same
        return False


def _unwritable(target: Path, place: Path) -> str:
    """Why nothing can be written there, found by writing beside it."""
    try:
        if not place.parent.is_dir():
            return f"there is no folder {target.parent}"
        if place.exists() and not place.is_file():
            return f"{target} is no ordinary file"
        if place.exists() and not os.access(place, os.W_OK):
            return f"{target} may not be written"
        with tempfile.TemporaryFile(dir=place.parent):
            return ""
    except OSError as error:
        return f"{target} cannot be written: {error.strerror}"
