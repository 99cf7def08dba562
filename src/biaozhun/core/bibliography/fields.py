"""Which reader takes which field, from any source.

A field name is the target of a mapping's column: mostly an attribute of the record, sometimes a
cell that must be sorted first (``replacement``, ``number_and_title``, ``validity``).
"""

import datetime as dt
from collections.abc import Callable
from types import MappingProxyType

import msgspec

from biaozhun.core.bibliography.bodies import read_body
from biaozhun.core.bibliography.dates import DateReading, read_date, read_date_as
from biaozhun.core.bibliography.natures import agree, finer, read_mandatory, read_nature
from biaozhun.core.bibliography.numbers import canonical
from biaozhun.core.bibliography.reading import Reading
from biaozhun.core.bibliography.record import NatureWord, StatedDocument, StatusWord
from biaozhun.core.bibliography.stated import RELATION_FIELDS
from biaozhun.core.bibliography.statuses import read_status, status_of_stage
from biaozhun.core.bibliography.values import excerpt, split_list
from biaozhun.core.classification import Reading as ClassCell
from biaozhun.core.classification import ccs, ics, industry

Reader = Callable[[Reading, str, object], None]

MAX_DOCUMENTS = 200  # of one edition; a dozen is much
REVIEW_RESULTS = frozenset({"继续有效", "修订", "废止", "整合", "转化", "修改"})
ISO_LENGTH = len("2010-05-06")
_DATE_FAULTS = {
    "bad_date": "This is not a calendar date",
    "placeholder_date": "This date stands for 'unknown'",
    "implausible_date": "No standard has a date this far off",
}


def _number(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if not reading.number_text:
        reading.number_text = text
    elif text and not _is_same_number(text, reading.number_text):
        reading.report_second(field, text, reading.number_text)


def _is_same_number(one: str, other: str) -> bool:
    """Whether two writings name one edition."""
    return one == other or ((known := canonical(one)) is not None and known == canonical(other))


def _number_and_title(reading: Reading, field: str, value: object) -> None:
    """``GB/T 1.1-2020 标准化工作导则…`` or ``《…》（GB/T 1.1-2020）``: parted when all is read."""
    reading.postponed.append((field, reading.text(field, value)))


def _text(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if text:
        reading.set(field, text, text)


def _body(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if not text:
        return
    body = read_body(text)
    if body.prose:
        reading.report("not_a_body", field, text, "A sentence stands for the name of a body")
        return
    reading.set(field, body.name, text)
    if body.cut:
        reading.report(
            "issuer_cut", field, text, "The source cut the name short; other bodies may be missing"
        )


def _items(reading: Reading, field: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        texts = (reading.text(field, item) for item in value)
        return tuple(dict.fromkeys(text for text in texts if text))
    text = reading.text(field, value)
    return split_list(text, reading.rules.separators.get(field, "")) if text else ()


def _list(reading: Reading, field: str, value: object) -> None:
    items = _items(reading, field, value)
    if items:  # several columns may add to one list: category and tags
        held = reading.values.get(field, ())
        joined = (*held, *items) if isinstance(held, tuple) else items
        reading.values[field] = tuple(dict.fromkeys(joined))


def _ics(reading: Reading, field: str, value: object) -> None:
    _take_classes(reading, field, value, read=ics.read)


def _ccs(reading: Reading, field: str, value: object) -> None:
    """CCS codes; some sources write the industry behind a stroke (``A12/H6210``)."""
    text = _take_classes(reading, field, value, read=ccs.read)
    if "/" in text and "industry" not in reading.values:
        beside = industry.beside_ccs(text)
        if beside.codes:
            reading.values["industry"] = beside.codes


def _industry(reading: Reading, field: str, value: object) -> None:
    _take_classes(reading, field, value, read=industry.read)


def _take_classes(
    reading: Reading, field: str, value: object, *, read: Callable[[str], ClassCell]
) -> str:
    """Read a cell or list of codes; the text that was read is handed back."""
    is_list = isinstance(value, list | tuple)
    text = ";".join(_items(reading, field, value)) if is_list else reading.text(field, value)
    if not text:
        return ""
    cell = read(text)
    if cell.codes:
        reading.set(field, cell.codes, text)
    for fault in cell.faults:
        reading.report(fault.code, field, fault.fragment, fault.message)
    return text


def _day(reading: Reading, field: str, value: object) -> None:
    if isinstance(value, dt.date):
        value = value.isoformat()[:10]
    text = reading.text(field, value)
    if not text:
        return
    formats = reading.rules.date_formats
    found = read_date_as(text, formats) if formats else read_date(text)
    if found.date is not None and not found.text:
        reading.set(field, found.date, text)
        if len(text) != ISO_LENGTH or text[4] != "-":
            reading.written_days.setdefault(field, text)
    else:
        _partial_day(reading, field, text, found=found)
    if found.upcoming:
        reading.values.setdefault("status", StatusWord.UPCOMING)


def _partial_day(reading: Reading, field: str, text: str, *, found: DateReading) -> None:
    """A year, a month, "on publication", or a fault."""
    if found.fault:
        reading.report(found.fault, field, text, _DATE_FAULTS[found.fault])
    elif found.on_publication and field == "in_force":
        reading.starts_on_publication = True
    elif field == "published":
        _partly_published(reading, found, text)
    else:
        reading.report("imprecise_date", field, text, "Only a full date can be taken here")


def _partly_published(reading: Reading, found: DateReading, text: str) -> None:
    """A month or a year of publication; where another column names the day, it only agrees."""
    day, printed = reading.values.get("published"), found.text or text
    if isinstance(day, dt.date) and "published_text" not in reading.values:
        if not day.isoformat().startswith(printed):
            reading.report_second("published", text, day)
        return
    reading.set("published_text", printed, text)
    if found.date is not None:
        reading.set("published", found.date, text)


def _status(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if not text:
        return
    own = reading.rules.statuses.get(text)
    status = StatusWord(own) if own else read_status(text)
    if status is None:
        reading.report("unknown_status", field, text, "This status word is not known")
        return
    held = reading.status_column
    if held is None:
        reading.status_column = reading.values["status"] = status
        reading.set("status_text", text, text)
    elif held is not status:
        reading.report_second(field, text, reading.values.get("status_text", held))


def _validity(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if not text:
        return
    status = read_status(text)
    if status is None:
        reading.report("unknown_status", field, text, "This status word is not known")
    elif reading.validity is None:
        reading.validity = (text, status)
    elif reading.validity[1] is not status:
        reading.report_second(field, text, reading.validity[0])


def _stage(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if not text:
        return
    reading.set("stage", text, text)
    scheme = reading.rules.status_scheme
    if scheme == "catalogue":
        return
    status = status_of_stage(text) or read_status(text, scheme) or read_status(text, "iec")
    if status is None:
        reading.report("unknown_stage", field, text, "This stage is not known")
    else:
        reading.values.setdefault("status", status)


def _review_result(reading: Reading, field: str, value: object) -> None:
    """A review's result is a statement about the future; only 继续有效 says something of today."""
    text = reading.text(field, value)
    if not text:
        return
    reading.set("status_text", text, text)
    if text == "继续有效":
        reading.values.setdefault("status", StatusWord.IN_FORCE)
    elif text not in REVIEW_RESULTS:
        reading.report("unknown_review_result", field, text, "This review result is not known")


def _nature(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if text:
        _take_nature(reading, field, text, word=read_nature(text))


def _is_mandatory(reading: Reading, field: str, value: object) -> None:
    """是 or 否: a *no* says that it is not mandatory, and not what it is."""
    text = reading.text(field, value)
    if text:
        _take_nature(reading, field, text, word=read_mandatory(text))


def _take_nature(reading: Reading, field: str, text: str, *, word: NatureWord | None) -> None:
    if word is None:
        reading.report("unknown_nature", field, text, "This nature is not known")
        return
    held = reading.values.get("nature")
    if isinstance(held, NatureWord) and agree(held, word):
        if finer(held, word) is held:
            return
        reading.values["nature"] = word  # 条文强制 beside 是否强制: 是
    reading.set("nature", word, text)
    if reading.values["nature"] is word:
        reading.values["nature_text"] = text


def _doctype(reading: Reading, field: str, value: object) -> None:
    """The kind of document; many tables put the nature under 标准类别."""
    text = reading.text(field, value)
    if not text:
        return
    word = read_nature(text)
    if word is None:
        reading.set(field, text, text)
    else:
        _take_nature(reading, field, text, word=word)


def _later(reading: Reading, field: str, value: object) -> None:
    if value:
        reading.postponed.append((field, value))


def _remark(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    if text:
        reading.report("remark", field, text, "A remark is kept with the source row only")


def _invented(reading: Reading, field: str, value: object) -> None:
    text = reading.text(field, value)
    word = text.lower()
    if word in ("true", "1", "yes", "是"):
        reading.set(field, True, text)
    elif word not in ("", "false", "0", "no", "否"):
        reading.report("bad_truth_value", field, text, "Write true or false")


def _documents(reading: Reading, field: str, value: object) -> None:
    if value is None:
        return
    if not isinstance(value, list | tuple) or len(value) > MAX_DOCUMENTS:
        reading.report(
            "bad_document", field, excerpt(value), f"Give a list of up to {MAX_DOCUMENTS} objects"
        )
        return
    documents = (_document(reading, field, entry) for entry in value)
    taken = tuple(document for document in documents if document is not None)
    reading.set(field, taken, excerpt(value))


def _document(reading: Reading, field: str, entry: object) -> StatedDocument | None:
    """One text that is offered; of one that cannot be read the rest of the list goes in."""
    texts = reading.texts(field, entry) if isinstance(entry, dict) else {}
    try:
        return msgspec.convert(texts, StatedDocument)
    except msgspec.ValidationError as error:
        reading.report("bad_document", field, excerpt(entry), str(error))
        return None


READERS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "number": _number,
        "number_and_title": _number_and_title,
        "printed": _text,
        "title_zh": _text,
        "title_en": _text,
        "title_fr": _text,
        "issuing_body": _body,
        "sector_department": _body,
        "proposing_body": _body,
        "jurisdiction_body": _body,
        "committee": _text,
        "drafting_units": _list,
        "drafters": _list,
        "filing_number": _text,
        "ics": _ics,
        "ccs": _ccs,
        "industry": _industry,
        "published": _day,
        "published_text": _text,
        "in_force": _day,
        "withdrawn": _day,
        "suspended": _day,
        "resumed": _day,
        "reviewed": _day,
        "status": _status,
        "validity": _validity,
        "review_result": _review_result,
        "stage": _stage,
        "nature": _nature,
        "is_mandatory": _is_mandatory,
        "doctype": _doctype,
        "edition": _text,
        "language": _text,
        "summary": _text,
        "keywords": _list,
        "tags": _list,
        "replacement": _later,
        **dict.fromkeys(RELATION_FIELDS, _later),
        "adoption_degree": _later,
        "documents": _documents,
        "announcement": _text,
        "url": _text,
        "external_id": _text,
        "seen": _day,
        "remark": _remark,
        "invented": _invented,
    }
)
