"""The guides that come with the platform: Markdown files of the package.

A file begins with ``title:``, ``section:`` and ``rank:``, then an empty line, then the text.
"""

from functools import cache
from pathlib import Path

import msgspec

from biaozhun.cloud.guidance.models import Language

FOLDER = Path(__file__).parent / "pages"


class Shipped(msgspec.Struct, frozen=True, kw_only=True):
    """One shipped guide."""

    slug: str
    language: str
    title: str
    section: str
    rank: int
    body: str


@cache
def shipped() -> dict[tuple[str, str], Shipped]:
    """All of them, by slug and language; read once, they change with the package alone."""
    found = {}
    for language in Language:
        for path in sorted((FOLDER / language).glob("*.md")):
            head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
            told = dict(line.split(": ", 1) for line in head.splitlines())
            found[path.stem, str(language)] = Shipped(
                slug=path.stem,
                language=str(language),
                title=told["title"],
                section=told["section"],
                rank=int(told["rank"]),
                body=body,
            )
    return found
