"""A row of any source becomes a bibliographic record.

Every value is taken, named as ignored by the mapping, or reported as a finding; only a row without
a readable number is refused. Nothing is guessed: a wrong fact is worse than a missing one.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from biaozhun.core.bibliography.fields import READERS, Reader
from biaozhun.core.bibliography.mapping import REASON_COLUMNS, Mapping
from biaozhun.core.bibliography.natures import agree, nature_of_number
from biaozhun.core.bibliography.numbers import OwnNumber, canonical, read_own_number, rejoin
from biaozhun.core.bibliography.reading import Reading, RefusedRowError, column_name
from biaozhun.core.bibliography.record import (
    BibliographicRecord,
    Degree,
    NatureWord,
    RelationKind,
    StatedDocument,
    StatedRelation,
    StatusWord,
)
from biaozhun.core.bibliography.relations import read_replacement
from biaozhun.core.bibliography.stated import RELATION_FIELDS, read_degree, read_relations
from biaozhun.core.bibliography.statuses import contradicts
from biaozhun.core.bibliography.translations import is_chinese, read_title
from biaozhun.core.bibliography.values import excerpt
from biaozhun.core.number import NumberError

MAX_UNKNOWN = 500  # names of unknown columns that are kept; a table has a dozen

# Dates of one edition come in this order; the other way round is reported.
_ORDER = (("published", "in_force"), ("in_force", "withdrawn"), ("published", "withdrawn"))


class Interpreter:
    """Reads the rows of one source by its mapping.

    Attributes:
        mapping: the mapping followed.
        unknown: columns that are neither taken nor ignored, with the number of rows that fill them.
    """

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.unknown: Counter[str] = Counter()
        passed_over = (*REASON_COLUMNS, *mapping.ignored)
        self._readers: dict[str, tuple[Reader, str] | None] = dict.fromkeys(passed_over)
        self._readers.update(
            (column, (READERS[field], field)) for column, field in mapping.columns.items()
        )
        self._constants = [
            (READERS[field], field, value) for field, value in mapping.constants.items()
        ]

    def read(self, row: Iterable[tuple[str, object]]) -> BibliographicRecord:
        """Interpret one row of (column, value).

        Raises:
            RefusedRowError: no edition can be named; code, field and fragment say why.
        """
        reading = Reading(self.mapping)
        readers = self._readers
        for column, value in row:
            try:
                entry = readers[column]
            except KeyError:
                self._report_unknown(reading, column, value)
                continue
            if entry is not None:
                entry[0](reading, entry[1], value)
        for reader, field, value in self._constants:
            if field not in reading.values:
                reader(reading, field, value)
        return _finish(reading)

    def _report_unknown(self, reading: Reading, column: str, value: object) -> None:
        """A column nobody provided for: counted always, reported on the first row that fills it."""
        if value in (None, "", [], {}):
            return
        column = column_name(column)
        if column not in self.unknown and len(self.unknown) >= MAX_UNKNOWN:
            column = "(more columns)"
        self.unknown[column] += 1
        if self.unknown[column] == 1:
            reading.report(
                "unknown_column", column, excerpt(value), "No field is provided for this column"
            )


def _finish(reading: Reading) -> BibliographicRecord:
    own = _own_number(reading)
    values = reading.values
    values["number"] = own.number
    if own.printed:
        values.setdefault("printed", own.printed)
    _note_translation(reading, own)
    _relate_own(reading, own)
    if reading.postponed:
        _read_postponed(reading)
    if reading.validity is not None:
        _weigh_validity(reading)
    if "nature" in values:
        _weigh_nature(reading)
    if values.get("status") is StatusWord.DRAFT:
        reading.relations = [_as_revision(relation) for relation in reading.relations]
    _settle_dates(reading)
    return BibliographicRecord(
        relations=tuple(reading.relations),
        findings=tuple(reading.findings),
        **values,  # type: ignore[arg-type]  # each reader sets its field in the record's type
    )


def _own_number(reading: Reading) -> OwnNumber:
    text = reading.number_text or _part_number_and_title(reading)
    if not text:
        raise _without_number(reading)
    try:
        return read_own_number(text)
    except NumberError as cause:
        mended = _mend_split_number(reading, text)
        if mended:
            return mended
        error = RefusedRowError(
            cause.message,
            code=cause.code,
            fragment=cause.fragment or text,
            start=cause.start,
            end=cause.end,
            hint=cause.hint,
        )
        error.field = "number"
        raise error from cause


def _without_number(reading: Reading) -> RefusedRowError:
    """The refusal of a row without a number: its cell is empty, or what it holds was not taken."""
    error = RefusedRowError("The row has no number", code="no_number")
    for finding in reading.findings:
        if finding.field != "number":
            continue
        message = f"The number cannot be read: {finding.message}"
        if finding.code in ("too_long", "unexpected_form"):
            error = RefusedRowError(message, code=finding.code, fragment=finding.fragment)
            break
        if finding.code == "control_characters":  # and nothing else stood there
            error = RefusedRowError(message, code="number_format", fragment=finding.fragment)
            break
    error.field = "number"
    return error


def _mend_split_number(reading: Reading, text: str) -> OwnNumber | None:
    title = reading.values.get("title_zh")
    mended = rejoin(text, title) if isinstance(title, str) else None
    if mended is None:
        return None
    number, reading.values["title_zh"] = mended
    reading.report(
        "number_split", "number", text, "The number broke after its prefix and was joined again"
    )
    return read_own_number(number)


def _part_number_and_title(reading: Reading) -> str:
    """Part ``GB/T 1.1-2020 标准化工作导则`` or ``《…》（GB/T 1.1-2020）``; returns the number."""
    for field, value in reading.postponed:
        if field != "number_and_title" or not isinstance(value, str) or not value:
            continue
        if value.startswith("《"):
            title, _, number = value[1:].partition("》")
            number = number.strip("()（） ")
            if canonical(number):
                reading.values.setdefault("title_zh", title)
                return number
        words = value.split(" ")
        for count in range(len(words), 0, -1):
            number = " ".join(words[:count])
            if canonical(number):
                reading.values.setdefault("title_zh", " ".join(words[count:]).strip("《》"))
                return number
        return value
    return ""


def _relate_own(reading: Reading, own: OwnNumber) -> None:
    """What the number itself states: joint numbers, the adopted number, the amended edition."""
    related = [(RelationKind.JOINT, number) for number in own.joint]
    related += [(RelationKind.CORRESPONDS, number) for number in own.adopted]
    if own.amends:
        related.append((RelationKind.AMENDS, own.amends))
    if own.corrects:
        related.append((RelationKind.CORRECTS, own.corrects))
    reading.relations.extend(StatedRelation(kind=kind, number=number) for kind, number in related)


def _note_translation(reading: Reading, own: OwnNumber) -> None:
    """A row about a translation states a document; a title in Latin letters is the English one."""
    values = reading.values
    title = read_title(str(values.get("title_zh", "")))
    language = own.translation or title.language
    if not language:
        return
    values["translation"] = language
    if title.text:
        values["title_zh"] = title.text
    if language == "en" and title.text and not is_chinese(title.text):
        values.setdefault("title_en", values.pop("title_zh"))
    stated = values.get("documents")
    document = StatedDocument(kind="translation", language=language)
    values["documents"] = (*(stated if isinstance(stated, tuple) else ()), document)


def _read_postponed(reading: Reading) -> None:
    degree: Degree | None = None
    for field, value in reading.postponed:
        if field == "replacement":
            _sort_replacement(reading, reading.text(field, value))
        elif field in RELATION_FIELDS:
            read_relations(reading, field, value)
        elif field == "adoption_degree":
            degree = _first_degree(reading, degree, reading.text(field, value))
    if degree is not None:
        reading.relations = [_with_degree(relation, degree) for relation in reading.relations]


def _first_degree(reading: Reading, held: Degree | None, text: str) -> Degree | None:
    """The degree that holds when a further column is read: the first that was stated."""
    degree = read_degree(text)
    if degree is None and text:
        reading.report(
            "unknown_degree", "adoption_degree", text, "This is no degree of correspondence"
        )
    elif held is not None and degree not in (None, held):
        reading.report_second("adoption_degree", text, held)
    return held or degree


def _with_degree(relation: StatedRelation, degree: Degree) -> StatedRelation:
    if relation.kind is not RelationKind.CORRESPONDS or relation.degree is not None:
        return relation
    return StatedRelation(
        kind=relation.kind, number=relation.number, inverse=relation.inverse, degree=degree
    )


def _as_revision(relation: StatedRelation) -> StatedRelation:
    """A draft replaces nothing yet: it is to replace, which is a revision in progress."""
    if relation.kind is not RelationKind.REPLACES or relation.inverse:
        return relation
    return StatedRelation(kind=RelationKind.REVISES, number=relation.number)


def _sort_replacement(reading: Reading, text: str) -> None:
    if not text:
        return
    found = read_replacement(text, str(reading.values["number"]))
    reading.relations.extend(r for r in found.relations if r not in reading.relations)
    reading.findings.extend(found.findings)
    for field in ("doctype", "sector_department", "announcement"):
        value = getattr(found, field)
        if value:
            reading.values.setdefault(field, value)


def _weigh_validity(reading: Reading) -> None:
    """The second status column fills a gap, bears the first out, or contradicts it."""
    if reading.validity is None:
        return
    text, validity = reading.validity
    status = reading.values.get("status")
    if not isinstance(status, StatusWord):
        reading.values["status"] = validity
        reading.values.setdefault("status_text", text)
    elif contradicts(status, validity):
        reading.report(
            "status_contradiction",
            "validity",
            text,
            f"The status column says {reading.values.get('status_text', status)!s}",
        )


def _weigh_nature(reading: Reading) -> None:
    """What the source says of the nature bears the number out, or contradicts it."""
    word, own = reading.values["nature"], nature_of_number(str(reading.values["number"]))
    if isinstance(word, NatureWord) and own is not None and not agree(own, word):
        reading.report(
            "nature_contradiction",
            "nature",
            str(reading.values.get("nature_text", word)),
            f"The mark of the number says {own!s}; both are kept",
        )


def _settle_dates(reading: Reading) -> None:
    """Fill the start where publication counts as start; report dates in the wrong order."""
    values = reading.values
    published = values.get("published")
    if isinstance(published, dt.date) and "in_force" not in values:
        starts = reading.rules.published_starts and values.get("status") is not StatusWord.DRAFT
        if starts or reading.starts_on_publication:
            values["in_force"] = published
    for earlier, later in _ORDER:
        first, second = values.get(earlier), values.get(later)
        if isinstance(first, dt.date) and isinstance(second, dt.date) and second < first:
            reading.report(
                f"{later}_before_{earlier}",
                later,
                reading.written_days.get(later, second.isoformat()),
                f"{second.isoformat()} lies before {first.isoformat()} ({earlier}); kept as stated",
            )
