"""What upper slices let proposals be compared with: suggestions and applications of theirs.

A slice registers a source at start, in the ``ready`` of its application or in a module that is
read then; screening knows no slice above it::

    register(candidates_of_mine)
"""

from collections.abc import Callable, Iterable
from typing import Final, Literal

import msgspec
from django.utils.functional import Promise

from biaozhun.cloud.accounts.models import Organisation

CandidateKind = Literal["suggestion", "application", "demand"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may become a standard.

    Attributes:
        kind: what it is.
        key: its name in the journal (``case_subject``); ``exclude`` names it by this.
        number: of its file, where it has one.
        title: of the standard that is wanted.
        scope: in words.
        state: how it stands, in words.
        address: of its page.
        is_public: whether everybody may know of it; others are compared within the office only.
        is_open: whether it is still under way; what was declined or merged is said to be.
    """

    kind: CandidateKind
    key: str
    title: str
    state: str | Promise
    address: str
    number: str = ""
    scope: str = ""
    is_public: bool = True
    is_open: bool = True


Source = Callable[[Organisation | None], Iterable[Candidate]]

SOURCES: Final[dict[str, Source]] = {}


def register(source: Source) -> None:
    """Let proposals be compared with what a source gives for an authority, or for all.

    Registering a function again replaces it.
    """
    SOURCES[f"{source.__module__}.{source.__qualname__}"] = source


def candidates(authority: Organisation | None) -> Iterable[Candidate]:
    """Everything the sources give."""
    for source in SOURCES.values():
        yield from source(authority)
