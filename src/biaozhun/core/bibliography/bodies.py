"""Names of issuing bodies as sources print them.

One source cuts the name after ten characters and puts a full stop there. Names that can only be
completed in one way are completed (``core/data/cut_bodies.csv``); that the name was cut is always
reported, since a second body may have stood behind it. The short names by which announcements of a
body are cited lie in ``core/data/body_short_name.csv``.
"""

from functools import lru_cache

import msgspec

from biaozhun.core.reference import table

LONGEST_NAME = 200  # several joint bodies; anything longer is prose


class BodyName(msgspec.Struct, frozen=True):
    """The name of a body; whether the source cut it short; whether it is no name but a sentence."""

    name: str
    cut: bool = False
    prose: bool = False


@lru_cache(maxsize=1)
def _completions() -> dict[str, str]:
    return {row["cut"]: row["name"] for row in table("cut_bodies")}


@lru_cache(maxsize=1)
def _short_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("body_short_name"):
        found[row["name"]] = (*found.get(row["name"], ()), row["short"])
    return found


def names_of_body(name: str) -> tuple[str, ...]:
    """The name of a body and the short ones it is cited by, the longest first."""
    return tuple(sorted((name, *_short_names().get(name, ())), key=len, reverse=True))


@lru_cache(maxsize=8192)
def read_body(text: str) -> BodyName:
    """Read one cleaned name; a full stop or an ellipsis at its end says that it was cut."""
    name = text.rstrip(".…").strip()
    if text.endswith("。") or len(text) > LONGEST_NAME:
        return BodyName("", prose=True)
    if not name or name == text:
        return BodyName(text)
    if text[-1] != "…" and name.isascii():  # "Co., Ltd." and the like end in a full stop
        return BodyName(text)
    return BodyName(_completions().get(name, name), cut=True)
