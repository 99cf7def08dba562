"""Taking the statements of another installation in, so that both come to the same editions.

Rows that are known are passed over, rows of our own that come back too; what the other side no
longer says of its sources goes. So a further harvest of an unchanged installation writes nothing.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote

import msgspec

from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.importers import AnnouncementHead, AnnouncementKind
from biaozhun.cloud.catalogue.models import SourceRecord
from biaozhun.cloud.exchange.actions.foreign_sources import Names, is_sound
from biaozhun.cloud.exchange.harvest.client import HarvestError
from biaozhun.cloud.exchange.harvest.pages import Harvested, Page
from biaozhun.cloud.exchange.harvest.statement_rows import Line, encode_line
from biaozhun.cloud.exchange.models import ForeignSource
from biaozhun.cloud.exchange.statements import AnnouncementTold, Statement, decode, encode

_IDENTIFIER = re.compile(r"oai:i([0-9a-f]{12})\.biaozhun:(\S+)")
Known = dict[tuple[str, str, str], tuple[int, dt.date]]


class Taken(msgspec.Struct, kw_only=True):
    """What became of the statements of a harvest.

    Attributes:
        via: identifier of the installation that was harvested; empty where it gave nothing.
        received: records.
        own: statements of ours that came back.
        elsewhere: statements of sources that are taken by another way.
        known: statements that are held already.
        unreadable: statements that are none.
        files: source → file of its new rows.
        dropped: ids of rows that the other side no longer gives.
    """

    via: str = ""
    received: int = 0
    own: int = 0
    elsewhere: int = 0
    known: int = 0
    unreadable: int = 0
    new: int = 0
    files: dict[str, str] = {}
    dropped: list[int] = []


def sort_statements(pages: Iterable[Page], folder: Path, own: str) -> Taken:
    """Read the pages of a harvest and write the new rows of each source to a file.

    Args:
        pages: in their order.
        folder: where the files go.
        own: identifier of this installation.

    Raises:
        HarvestError: the service is no installation of this platform, or this one itself.
    """
    sorting = _Sorting(folder, own)
    for page in pages:
        sorting.take(page)
    return sorting.taken


class _Sorting:
    def __init__(self, folder: Path, own: str) -> None:
        self.taken = Taken()
        self._folder = folder
        self._own = own
        self._names: Names | None = None
        self._announced: set[AnnouncementTold] = set()
        for stale in folder.glob("rows-*.jsonl"):
            stale.unlink()

    def take(self, page: Page) -> None:
        """One page: its statements are compared with what is held of its editions."""
        records = {self._slug_of(record): record for record in page.records}
        held = _held(records.keys(), self.taken.via)
        lines: dict[str, list[Line]] = defaultdict(list)
        for slug, record in records.items():
            self.taken.received += 1
            for source, line in self._lines(slug, record):
                known = held.pop((slug, source, _digest(line.raw)), None)
                if known and known[1] >= line.last_seen:
                    self.taken.known += 1
                else:
                    lines[source].append(line)
        self.taken.dropped += [pk for pk, _ in held.values()]
        for source, rows in lines.items():
            self._write(source, rows)

    def _slug_of(self, record: Harvested) -> str:
        found = _IDENTIFIER.fullmatch(record.identifier)
        if found is None or self.taken.via not in ("", found[1]):
            raise HarvestError(
                "the identifiers are not those of one installation",
                code="not_an_installation",
                fragment=record.identifier[:200],
            )
        if found[1] == self._own:
            raise HarvestError("this is our own address", code="own_address")
        self.taken.via = found[1]
        return unquote(found[2])

    def _lines(self, slug: str, record: Harvested) -> Iterable[tuple[str, Line]]:
        names = self._names = self._names or Names(self.taken.via)
        for text in record.statements:
            try:
                statement = decode(text)
            except (msgspec.DecodeError, ValueError):
                self.taken.unreadable += 1
                continue
            if not is_sound(statement.source) or _slug(statement) != slug:
                self.taken.unreadable += 1
            elif statement.source.installation == self._own:
                self.taken.own += 1
            elif (name := names.of(statement.source)) is None:
                self.taken.elsewhere += 1
            else:
                self._announce(statement.announcement)
                yield name, _line(slug, statement)

    def _announce(self, told: AnnouncementTold | None) -> None:
        if told is None or told in self._announced:
            return
        self._announced.add(told)
        if told.kind in set(AnnouncementKind) and len(told.number) <= 100:
            record_announcement(
                AnnouncementHead(
                    number=told.number,
                    kind=AnnouncementKind(told.kind),
                    issuer=told.issuer[:200],
                    title=told.title[:300],
                    date=told.date,
                )
            )

    def _write(self, source: str, rows: Iterable[Line]) -> None:
        path = self._folder / f"rows-{source}.jsonl"
        self.taken.files[source] = path.name
        with path.open("ab") as stream:
            for row in rows:
                self.taken.new += 1
                stream.write(encode_line(row) + b"\n")


def _held(slugs: Iterable[str], via: str) -> Known:
    """The rows held of these editions that come from the installation; two questions."""
    sources = ForeignSource.objects.filter(via=via).values_list("slug", flat=True)
    rows = SourceRecord.objects.filter(
        edition__slug__in=list(slugs), source__slug__in=list(sources)
    )
    found = rows.values_list("pk", "edition__slug", "source__slug", "digest", "last_seen")
    return {(slug, source, digest): (pk, seen) for pk, slug, source, digest, seen in found}


def _slug(statement: Statement) -> str:
    return statement.facts.number.replace(" ", "-")


def _line(slug: str, statement: Statement) -> Line:
    return Line(
        slug=slug,
        raw=encode(statement.facts).decode(),
        position=min(max(statement.position, 0), 2**62),
        first_seen=min(statement.first_seen, statement.last_seen),
        last_seen=statement.last_seen,
    )


def _digest(raw: str) -> str:
    """As the catalogue tells kept rows apart."""
    return blake2b(raw.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def settle_first_days(source: str, lines: Mapping[tuple[str, str], dt.date]) -> None:
    """Give rows that came in the day on which their own installation first saw them.

    Args:
        source: whose rows they are.
        lines: edition and digest → the day.
    """
    slugs = sorted({slug for slug, _ in lines})
    rows = SourceRecord.objects.filter(source__slug=source, edition__slug__in=slugs)
    changed = []
    for row in rows.select_related("edition").only("edition__slug", "digest", "first_seen"):
        day = lines.get((row.edition.slug, row.digest))
        if day and day < row.first_seen:
            row.first_seen = day
            changed.append(row)
    SourceRecord.objects.bulk_update(changed, ["first_seen"], batch_size=500)


def first_days(path: Path) -> Iterable[dict[tuple[str, str], dt.date]]:
    """The first days told in a file of lines, in portions."""
    decoder = msgspec.json.Decoder(Line)
    portion: dict[tuple[str, str], dt.date] = {}
    with path.open("rb") as stream:
        for text in stream:
            line = decoder.decode(text)
            if line.first_seen < line.last_seen:
                portion[line.slug, _digest(line.raw)] = line.first_seen
            if len(portion) == 500:
                yield portion
                portion = {}
    if portion:
        yield portion
