"""Reading the answers of an OAI-PMH service, which may be anything."""

import datetime as dt

import msgspec
from lxml import etree

from biaozhun.cloud.exchange.harvest.client import HarvestError
from biaozhun.cloud.exchange.harvest.forms import Offered
from biaozhun.cloud.exchange.oai.answers import OAI
from biaozhun.cloud.exchange.oai.metadata import STATEMENTS

MAX_PAGE_BYTES = 64 * 1024 * 1024  # its tree takes some times as much
LONGEST_TOKEN = 8_000
MAX_RECORDS = 100_000  # of one answer; services give some hundreds
_IN = f"{{{OAI}}}"


class ProtocolError(HarvestError):
    """The service answers with an error of the protocol; ``code`` is the protocol's own."""

    default_code = "oai_error"


class Harvested(msgspec.Struct, frozen=True, kw_only=True):
    """One record.

    Attributes:
        identifier: as the service gives it.
        gone: the service holds it no longer.
        statements: of another installation, as JSON; empty for other forms.
        metadata: the element as text; empty where statements are read.
    """

    identifier: str
    gone: bool
    statements: list[str]
    metadata: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to ``ListRecords``; ``token`` is empty at the end of the list."""

    records: list[Harvested]
    token: str
    stamp: dt.datetime | None


def parsed(content: bytes) -> etree._Element:
    """The answer as a tree, without entities, without anything fetched.

    Raises:
        HarvestError: it is no answer of the protocol (``not_oai``), names entities (``entities``),
            or is larger than any page needs to be (``too_large``).
    """
    if len(content) > MAX_PAGE_BYTES:
        raise HarvestError("the answer is too large for one page", code="too_large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _no_answer(content, str(error)) from error
    doctype = _doctype(root)
    if doctype:
        raise HarvestError(
            "the answer brings a document type, which the protocol knows not",
            code="entities",
            fragment=doctype[:120],
        )
    if root.tag != f"{_IN}OAI-PMH":
        raise _no_answer(content, f"its outer element is {root.tag!s}")
    return root


def _doctype(root: etree._Element) -> str:
    return str(root.getroottree().docinfo.doctype or "")  # type: ignore[attr-defined]  # not in the stubs


def _no_answer(content: bytes, reason: str) -> HarvestError:
    start = content[:120].decode("utf-8", "replace")
    return HarvestError(
        f"this is no answer of an OAI-PMH service: {reason[:200]}",
        code="not_oai",
        fragment=start,
        hint="give the base address of the service, often ending in /oai",
    )


def check_errors(root: etree._Element) -> None:
    """Raise what the service tells.

    Raises:
        ProtocolError: with the protocol's code.
    """
    for error in root.iterfind(f"{_IN}error"):
        code = str(error.get("code", "error"))[:60]
        raise ProtocolError(f"{code}: {(error.text or '')[:300]}", code=code)


def formats(root: etree._Element) -> list[Offered]:
    """The forms of metadata a service names."""
    return [
        Offered(
            (each.findtext(f"{_IN}metadataPrefix") or "").strip(),
            (each.findtext(f"{_IN}metadataNamespace") or "").strip(),
        )
        for each in root.iter(f"{_IN}metadataFormat")
    ]


def granularity(root: etree._Element) -> str:
    """How finely a service tells time; empty where it does not say."""
    return (root.findtext(f"{_IN}Identify/{_IN}granularity") or "").strip()


def page(root: etree._Element) -> Page:
    """The records of one answer.

    Raises:
        HarvestError: there are far too many.
    """
    listed = root.find(f"{_IN}ListRecords")
    if listed is None:
        raise HarvestError("the answer has no list of records", code="not_oai")
    records = listed.findall(f"{_IN}record")
    if len(records) > MAX_RECORDS:
        raise HarvestError(f"{len(records)} records in one answer", code="too_large")
    token = (listed.findtext(f"{_IN}resumptionToken") or "").strip()
    if len(token) > LONGEST_TOKEN:
        raise HarvestError("the resumption token is far too long", code="bad_token")
    return Page(
        records=[_record(each) for each in records],
        token=token,
        stamp=_stamp(root.findtext(f"{_IN}responseDate") or ""),
    )


def _stamp(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.strptime(text.strip(), "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007  -- the zone is set below
    except ValueError:
        return None
    return found.replace(tzinfo=dt.UTC)


def _record(record: etree._Element) -> Harvested:
    header = record.find(f"{_IN}header")
    identifier = "" if header is None else header.findtext(f"{_IN}identifier") or ""
    gone = header is not None and header.get("status") == "deleted"
    metadata = record.find(f"{_IN}metadata/*")
    statements = [] if metadata is None else metadata.findall(f"{{{STATEMENTS}}}statement")
    whole = ""
    if metadata is not None and not statements:
        whole = etree.tostring(metadata, encoding="unicode", with_tail=False)
    return Harvested(
        identifier=identifier.strip(),
        gone=gone,
        statements=[each.text or "" for each in statements],
        metadata=whole,
    )
