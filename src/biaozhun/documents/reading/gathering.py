"""Collects the text of a file and its blocks, within bounds."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple, TypedDict, Unpack

from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, RunMark, TextBlock, TextRun
from biaozhun.documents.errors import DocumentError

MAX_CHARACTERS: Final = 20_000_000  # the longest codes have less than one million
MAX_BLOCKS: Final = 500_000
MAX_FINDINGS: Final = 1_000

# What XML, and so every report, cannot hold: control characters and halves of characters.
_UNSPEAKABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT: Final = "\ufffd"


def clean(text: str) -> str:
    """The text with a replacement character for each that no report could hold."""
    return _UNSPEAKABLE.sub(REPLACEMENT, text)


class Run(NamedTuple):
    """Characters of one block set in one way, counted from the start of the block."""

    start: int
    end: int
    marks: tuple[RunMark, ...] = ()
    address: str = ""


class Traits(TypedDict, total=False):
    """What is known of a block besides its characters; see ``TextBlock``."""

    kind: BlockKind
    part: Part
    style: str
    level: int
    numbering: str
    paragraph: int
    page: int
    sheet: str
    table: int
    row: int
    column: int
    rows: int


class Mark(NamedTuple):
    """How much was gathered at one moment."""

    pieces: int
    blocks: int
    length: int
    hidden: int


class Gatherer:
    """The text so far.

    ``file`` is the path inside an archive that is being read, ``files`` counts those begun.
    """

    def __init__(self) -> None:
        self.file = ""
        self.files = 0
        self.pages: int | None = None
        self.pages_without_text: list[int] = []
        self.hidden: list[str] = []
        self._findings: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._blocks: list[TextBlock] = []
        self._length = 0
        self._paragraphs: Counter[tuple[str, Part]] = Counter()
        self._tables: Counter[str] = Counter()

    def add(self, text: str, runs: Iterable[Run] = (), **traits: Unpack[Traits]) -> None:
        """Put a block behind the others, on a line of its own; without characters it is left out.

        Raises:
            DocumentError: ``too_large``.
        """
        if not text or text.isspace():
            return
        if self._length:
            self._put("\n")
        self.add_here(clean(text), runs, **traits)

    def add_here(self, text: str, runs: Iterable[Run] = (), **traits: Unpack[Traits]) -> None:
        """Put a block right behind what stands there; the text is clean.

        Raises:
            DocumentError: ``too_large``.
        """
        start = self._length
        if "paragraph" not in traits:
            traits["paragraph"] = self._next(traits.get("part", Part.BODY))
        self._put(text)
        self._blocks.append(
            TextBlock(
                start=start,
                end=self._length,
                runs=tuple(
                    TextRun(start + run.start, start + run.end, run.marks, clean(run.address))
                    for run in runs
                ),
                file=self.file,
                **traits,
            )
        )
        if len(self._blocks) > MAX_BLOCKS:
            raise DocumentError(
                f"The file has more than {MAX_BLOCKS} paragraphs or cells",
                code="too_large",
                hint="split it",
            )

    def between(self, text: str) -> None:
        """Put characters that belong to no block; they are clean."""
        self._put(text)

    def table(self) -> int:
        """The number of a table that begins."""
        self._tables[self.file] += 1
        return self._tables[self.file]

    def found(self, code: str, place: str) -> None:
        """Note what could not be read."""
        if len(self._findings) < MAX_FINDINGS:
            self._findings.append((code, clean(place)))

    def mark(self) -> Mark:
        """This moment, to come back to."""
        return Mark(len(self._pieces), len(self._blocks), self._length, len(self.hidden))

    def back_to(self, mark: Mark) -> None:
        """Forget what was gathered since."""
        del self._pieces[mark.pieces :]
        del self._blocks[mark.blocks :]
        del self.hidden[mark.hidden :]
        self._length = mark.length

    def done(self) -> BlockText:
        """All that was gathered."""
        return BlockText(
            text="".join(self._pieces),
            blocks=tuple(self._blocks),
            pages=self.pages,
            pages_without_text=tuple(self.pages_without_text),
            hidden=tuple(clean(name) for name in self.hidden),
            findings=tuple(self._findings),
        )

    def _next(self, part: Part) -> int:
        self._paragraphs[self.file, part] += 1
        return self._paragraphs[self.file, part]

    def _put(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise DocumentError(
                f"The file has more than {MAX_CHARACTERS} characters",
                code="too_large",
                hint="split it",
            )
        self._pieces.append(text)
