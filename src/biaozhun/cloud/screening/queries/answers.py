"""What is asked of screening and what it answers."""

import datetime as dt
from typing import Literal

import msgspec
from django.utils.functional import Promise

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.core.screening import Because, Degree, ScopeFinding
from biaozhun.core.validity import SearchedSource

NearKind = Literal["edition", "project", "proposal"]


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A standard that is wanted.

    Attributes:
        title: in Chinese.
        title_en: in English.
        scope: in words.
        ics: its classes.
        ccs: its class.
        text: of a draft or outline, where there is one.
        regime: by which law it would be made, as ``drafting.models.Regime`` has it.
        authority: for which it is wanted.
        region: code of the division it is for; empty for that of the authority.
    """

    title: str
    title_en: str = ""
    scope: str = ""
    ics: tuple[str, ...] = ()
    ccs: str = ""
    text: str = ""
    regime: str = "general"
    authority: Organisation | None = None
    region: str = ""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Something that exists or is under way and is near to the proposal.

    Attributes:
        kind: an edition, a project, or a proposal that is no project yet.
        key: slug of the edition, else the name in the journal.
        number: of the standard, the plan or the file.
        title: as registered.
        level: family of the number; empty but for editions.
        state: how it stands, in words.
        score: likeness, 0 to 1.
        why: the reasons, the strongest first.
        degree: the score as one of three.
        address: of its page.
        what: of a proposal: ``suggestion``, ``application``, ``demand``; else the kind.
        ended: withdrawn, replaced, terminated or declined.
        here: of the authority's own region.
        since: in force or published since.
        status: code of the edition's status; empty for others.
        issuer: who issues it.
        covers: its object stands wholly in the proposal's: it may take the proposal in.
        successors: slugs of what replaced it.
    """

    kind: NearKind
    key: str
    number: str
    title: str
    level: str
    state: str | Promise
    score: float
    why: tuple[Because, ...]
    degree: Degree
    address: str
    what: str
    ended: bool = False
    here: bool = False
    since: dt.date | None = None
    status: str = ""
    issuer: str = ""
    covers: bool = False
    successors: tuple[str, ...] = ()


class TextOverlap(msgspec.Struct, frozen=True, kw_only=True):
    """A held open text that the draft repeats.

    Attributes:
        slug: of its edition.
        number: as printed.
        share: of the draft's sentences that stand in it too, 0 to 1.
        sentences: how many those are.
        examples: some of them, the longest first, each with the anchor of its clause.
    """

    slug: str
    number: str
    share: float
    sentences: int
    examples: tuple[tuple[str, str], ...]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What was compared and what could not be.

    Attributes:
        sources: the sources of the library, the coverage statement.
        projects: how many projects were compared.
        proposals: how many suggestions, applications and demands were.
        texts: how many open texts the draft was compared with; ``None`` without a draft.
        without: codes of what was not: ``scope``, ``draft``, ``draft_end``, ``texts``,
            ``elsewhere``.
    """

    sources: tuple[SearchedSource, ...] = ()
    projects: int = 0
    proposals: int = 0
    texts: int | None = None
    without: tuple[str, ...] = ()


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """The answer.

    Attributes:
        proposed: what was asked about.
        on: the day on which status is told.
        duplicates: what is near to it among standards, projects and proposals: by degree, what
            still stands before what ended, then the nearest first.
        covering: national and sector standards in force whose subject takes in the proposal's.
        scope: what its words say of scope and negative list, in the order of their weight.
        texts: open texts that the draft repeats, the most repeated first.
        compared: with what it was compared.
        left_out: weaker duplicates that are not listed.
    """

    proposed: Proposed
    on: dt.date
    duplicates: tuple[Near, ...] = ()
    covering: tuple[Near, ...] = ()
    scope: tuple[ScopeFinding, ...] = ()
    texts: tuple[TextOverlap, ...] = ()
    compared: Compared = Compared()
    left_out: int = 0
