"""Taking a file in as a text of an edition; a keeper looks at it before anybody reads it."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final

import msgspec
from django.core.files import File
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import edition_at, other_address
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.texts.actions.citing import read_citations
from biaozhun.cloud.texts.models import ANCHOR, Clause, FormerAnchor, Text
from biaozhun.core.disclosure import disclosure
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import NumberError, StandardNumber, parse, parse_slug
from biaozhun.core.reference import reading_places
from biaozhun.core.structure import Clause as ReadClause
from biaozhun.core.structure import Finding, Known, StructuredText, carried_over, findings, known
from biaozhun.core.structure import words as words_of
from biaozhun.core.structure import written as written_tree
from biaozhun.documents.full_texts import MEDIA_TYPES, ReadText, TextForm, read_full_text

MAX_BYTES: Final = 200 * 1024 * 1024
MOST_FINDINGS: Final = 500  # kept with a text
_PICTURES: Final = (TextForm.PNG, TextForm.JPEG)
_AT_ONCE: Final = 500  # clauses written together


class TextRefusedError(BiaozhunError):
    """A file that cannot become a text of the edition.

    Codes: ``number_unclear``, ``only_pictures``, ``same_file``, ``not_a_guide``,
    ``too_many_bytes``.
    """

    default_code: ClassVar[str] = "text_refused"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a keeper says of a file.

    Attributes:
        number: the edition, by its slug or any spelling of its number.
        kind: what the text is to the edition.
        language: its language.
        title: its title; empty to take what the file says.
        licence: the licence under which it may be shown; empty where none is stated.
        origin: where the file came from.
        translator: who translated it.
        pictures_confirmed: a PDF of pictures only is taken as level 0, for download.
    """

    number: str
    kind: Text.Kind = Text.Kind.TEXT
    language: str = "zh"
    title: str = ""
    licence: str = ""
    origin: str = ""
    translator: str = ""
    pictures_confirmed: bool = False


def receive(path: Path, order: Order, *, name: str, actor: Person | None) -> Text:
    """Keep a file and its clauses as a draft.

    Args:
        path: the file, read twice.
        order: what is said of it.
        name: what the file was called by who brought it.
        actor: who brought it; ``None`` for a command.

    Raises:
        TextRefusedError: it cannot become this text.
        DocumentError: it cannot be read.
    """
    number = number_of(order.number)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TextRefusedError(
            "The file is too large", code="too_many_bytes", fragment=str(MAX_BYTES // 2**20)
        )
    digest = _digest(path)
    slug = _slug(number)
    _refuse_twice(slug, order, digest)
    read = read_full_text(path)
    _refuse_pictures(read, order)
    text = _row(number, order, read)
    text.slug, text.digest, text.size = slug, digest, size
    text.file_name = clean(Path(name).name)[-200:] or "text"
    text.added_by = actor
    with path.open("rb") as stream:  # before the transaction, which no large file may hold up
        text.file.save(f"{digest[:16]}.{read.form}", File(stream), save=False)
    with _file_goes_without_its_text(text), transaction.atomic():
        one_batch_at_a_time()
        _refuse_twice(slug, order, digest)  # the same file may have come in meanwhile
        text.save()
        if read.text is not None:
            _store_clauses(text, read.text)
            read_citations(text)
        record("texts.text_received", subject=slug, actor=actor, facts=facts_of(text))
    return text


@contextlib.contextmanager
def _file_goes_without_its_text(text: Text) -> Iterator[None]:
    """Take the file out of the store again where its text could not be written."""
    store, name = text.file.storage, text.file.name or ""
    try:
        yield
    except BaseException:
        store.delete(name)
        raise


def number_of(written: str) -> StandardNumber:
    """The number of an edition in any spelling, or as a slug.

    Raises:
        TextRefusedError: ``number_unclear`` where it is no number, or names no year.
    """
    typed = written.strip()
    for reading in (parse, parse_slug):
        try:
            number = reading(typed)
        except NumberError:
            continue
        if number.year is not None or edition_at(number.slug):
            return number
    raise TextRefusedError(
        "This is not the number of one edition",
        code="number_unclear",
        fragment=typed[:80],
        hint="write it with its year: GB/T 1.1-2020",
    )


def _slug(number: StandardNumber) -> str:
    """The address of the edition as it is held, if it is, under this number or its double one."""
    if edition_at(number.slug):
        return number.slug
    return other_address(number) or number.slug


def facts_of(text: Text) -> dict[str, object]:
    """What the journal keeps of a text."""
    return {
        "text": text.pk,
        "number": text.number,
        "kind": text.kind,
        "language": text.language,
        "file": text.file_name,
        "digest": text.digest,
        "level": text.level,
        "right": text.right,
    }


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_twice(slug: str, order: Order, digest: str) -> None:
    same = Text.objects.filter(slug=slug, kind=order.kind, language=order.language, digest=digest)
    live = same.filter(state__in=[Text.State.DRAFT, Text.State.SHOWN]).first()
    if live is not None:
        raise TextRefusedError(
            "This very file is held already", code="same_file", fragment=str(live.number)
        )


def _refuse_pictures(read: ReadText, order: Order) -> None:
    if read.form in _PICTURES and order.kind != Text.Kind.ILLUSTRATED_GUIDE:
        raise TextRefusedError(
            "A picture can only be an illustrated guide", code="not_a_guide", fragment=read.form
        )
    scanned = read.form == TextForm.PDF and not read.has_text_layer
    is_guide = order.kind == Text.Kind.ILLUSTRATED_GUIDE
    if scanned and not is_guide and not order.pictures_confirmed:
        raise TextRefusedError(
            "The PDF holds pictures only, no text layer",
            code="only_pictures",
            fragment=str(read.pages),
            hint="find a file with a text layer, or confirm that there are only pictures",
        )


def _row(number: StandardNumber, order: Order, read: ReadText) -> Text:
    rule = disclosure(number)
    places = reading_places(str(number.family), number.code)
    own = read.text
    found = _findings(number, own)
    return Text(
        number=number.canonical,
        kind=order.kind,
        language=order.language,
        title=order.title or clean(own.title if own else ""),
        form=Text.Form.CLAUSES if own else Text.Form.FILE,
        media_type=MEDIA_TYPES[read.form],
        pages=read.pages,
        clause_count=len(own.clauses) if own else 0,
        has_text_layer=read.has_text_layer,
        level=read.level,
        right=rule.right,
        reason="" if rule.right == "open" else rule.basis,
        basis=rule.basis,
        read_at=places[0].address if places else "",
        licence=order.licence,
        origin=order.origin,
        translator=order.translator,
        findings=[
            {name: clean(text) for name, text in msgspec.structs.asdict(finding).items()}
            for finding in found[:MOST_FINDINGS]
        ],
        added=now(),
        changed=now(),
    )


def _findings(number: StandardNumber, own: StructuredText | None) -> list[Finding]:
    """What the text itself shows, and a number inside that is not the one given."""
    if own is None:
        return []
    found = findings(own)
    if own.number:
        try:
            same = parse(own.number).same_edition(number)
        except NumberError:
            same = False
        if not same:
            found.insert(0, Finding("other_number", "", own.number[:80]))
    return found


def _store_clauses(text: Text, own: StructuredText) -> None:
    anchors = _kept_anchors(own)
    rows = [
        Clause(
            text=text,
            position=place,
            number=clean(clause.number)[:40],
            anchor=anchor,
            title=clean(clause.title),
            kind=clause.kind,
            level=min(clause.level, 9),
            tree=written_tree(clause.blocks),
            words=clean(words_of(clause.blocks)),
        )
        for place, (clause, anchor) in enumerate(zip(own.clauses, anchors, strict=True))
    ]
    Clause.objects.bulk_create(rows, batch_size=_AT_ONCE)
    _keep_former_anchors(text, own.clauses)


def _kept_anchors(own: StructuredText) -> list[str]:
    """The anchors, cut where a source numbers its clauses in words, and still all different."""
    taken: set[str] = set()
    kept = []
    for clause in own.clauses:
        anchor = clean(clause.anchor)[: ANCHOR - 8] or "part"
        while anchor in taken:
            anchor += "~"
        taken.add(anchor)
        kept.append(anchor[:ANCHOR])
    return kept


def _keep_former_anchors(text: Text, clauses: tuple[ReadClause, ...]) -> None:
    """Every anchor that earlier texts of the same kind had leads somewhere in this one."""
    earlier = Text.objects.filter(
        slug=text.slug, kind=text.kind, language=text.language, form=text.form
    ).exclude(pk=text.pk)
    before = earlier.exclude(state=Text.State.DRAFT).order_by("-added").first()
    if before is None:
        return
    was = [Known(*row) for row in before.clauses.values_list("anchor", "title", "words")]
    leads = carried_over(was, known(clauses))
    present = {clause.anchor for clause in clauses}
    for anchor, then in before.former_anchors.values_list("anchor", "leads_to"):
        if anchor not in present:
            leads.setdefault(anchor, then if then in present else leads.get(then, ""))
    first = clauses[0].anchor
    FormerAnchor.objects.bulk_create(
        FormerAnchor(text=text, anchor=anchor, leads_to=then or first)
        for anchor, then in leads.items()
    )
