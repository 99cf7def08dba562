"""Going through a list of records page by page, each kept on disk before the next is asked for."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from biaozhun.cloud.exchange.harvest.client import Client, HarvestError
from biaozhun.cloud.exchange.harvest.forms import PREFERRED, Offered, best
from biaozhun.cloud.exchange.harvest.pages import (
    MAX_PAGE_BYTES,
    Page,
    ProtocolError,
    check_errors,
    formats,
    granularity,
    page,
    parsed,
)

DAYS = "YYYY-MM-DD"  # the granularity of a service that tells days alone
MAX_PAGES = 1_000_000
MAX_LIST_BYTES = 32 * 1024**3
MAX_RESTARTS = 3
BLOCK = 1 << 18


class Walk(msgspec.Struct, kw_only=True):
    """How far the list has come; it lies beside the pages.

    Attributes:
        prefix: the service's name of the form.
        form: one of the forms that are read here.
        begins: the ``from`` of the list; empty for all.
        pages: how many are kept.
        token: to ask for the next; empty before the first and at the end.
        size: bytes of the pages.
        seen: short marks of all tokens and of what each page holds, since a service that repeats
            one would never end.
        stamp: ``responseDate`` of the first page.
        restarts: how often a token was refused and the list begun anew.
        done: the list has ended.
        nothing: there was nothing to list.
    """

    prefix: str
    form: str
    begins: str = ""
    pages: int = 0
    size: int = 0
    token: str = ""
    seen: list[str] = []
    stamp: str = ""
    restarts: int = 0
    done: bool = False
    nothing: bool = False


def offered_form(client: Client, base: str) -> Offered:
    """The form to harvest in.

    Raises:
        HarvestError: the service is none, or offers no form that is read here.
    """
    root = parsed(fetched(client, f"{base}?verb=ListMetadataFormats"))
    check_errors(root)
    offered = formats(root)
    if found := best(offered):
        return found
    raise HarvestError(
        "the service offers no form that is read here",
        code="no_common_form",
        fragment=", ".join(one.prefix for one in offered)[:200],
        hint=f"read are: {', '.join(PREFERRED)}",
    )


def fetched(client: Client, address: str) -> bytes:
    """The whole answer of an address.

    Raises:
        HarvestError: it is refused, or larger than a page may be.
    """
    with client.get(address) as answer:
        if answer.status != 200:
            raise HarvestError(
                f"the service answers {answer.status}",
                code="refused",
                fragment=answer.address[:200],
            )
        packed = answer.headers.get("content-encoding", "identity").lower()
        if packed not in ("", "identity"):
            raise HarvestError(
                f"the service packs its answer ({packed[:40]}) though it was asked not to",
                code="packed",
                fragment=answer.address[:200],
            )
        blocks, size = [], 0
        try:
            while block := answer.read(BLOCK):
                blocks.append(block)
                size += len(block)
                if size > MAX_PAGE_BYTES:
                    raise HarvestError("the answer is too large for one page", code="too_large")
            told = answer.headers.get("content-length", "")
            if told.isdecimal() and size < int(told):
                raise ConnectionError(f"{int(told) - size} bytes are missing")
        except OSError as error:
            raise HarvestError(f"the answer breaks off: {error}", code="broken_off") from error
    return b"".join(blocks)


def walk(client: Client, base: str, folder: Path, begins: str) -> Walk:
    """Fetch the pages that are not on disk yet.

    Args:
        client: asks.
        base: address of the service.
        folder: of this harvest alone.
        begins: ask for what changed from this instant on; empty for all.

    Raises:
        HarvestError: the list cannot be had; what has come is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    state = _state(folder)
    if state is None:
        offered = offered_form(client, base)
        begins = _as_told_there(client, base, begins)
        state = Walk(prefix=offered.prefix, form=offered.form, begins=begins)
    while not state.done:
        try:
            content = fetched(client, _address(base, state))
            _take(state, content, folder)
        except ProtocolError as error:
            _bear(state, error, folder)
        _keep(folder / "walk.json", msgspec.json.encode(state))
    return state


def _as_told_there(client: Client, base: str, begins: str) -> str:
    """The instant as finely as the service tells time; one that knows days refuses seconds."""
    if not begins:
        return ""
    root = parsed(fetched(client, f"{base}?verb=Identify"))
    check_errors(root)
    return begins[: len(DAYS)] if granularity(root) == DAYS else begins


def forget_partial(folder: Path) -> None:
    """Put away the pages of an interrupted list of what was new, where everything is wanted."""
    state = _state(folder)
    if state is not None and state.begins:
        for kept in folder.glob("*.*"):  # pages, the state, what was sorted; not the lock
            kept.unlink()


def _state(folder: Path) -> Walk | None:
    try:
        return msgspec.json.decode((folder / "walk.json").read_bytes(), type=Walk)
    except (OSError, msgspec.DecodeError):
        return None  # nothing is begun, or by a version that kept it in another way


def _address(base: str, state: Walk) -> str:
    if state.token:
        asked = {"verb": "ListRecords", "resumptionToken": state.token}
    else:
        asked = {"verb": "ListRecords", "metadataPrefix": state.prefix}
        if state.begins:
            asked["from"] = state.begins
    return f"{base}?{urlencode(asked)}"


def _take(state: Walk, content: bytes, folder: Path) -> None:
    """Keep a page and step to the next.

    Raises:
        ProtocolError: the service tells an error.
        HarvestError: the list would never end.
    """
    root = parsed(content)
    check_errors(root)
    found = page(root)
    _check_end(state, found, len(content))
    state.size += len(content)
    _keep(folder / f"page-{state.pages:07}.xml", content)
    state.pages += 1
    state.token, state.done = found.token, not found.token
    if state.pages == 1 and found.stamp:
        state.stamp = found.stamp.isoformat()


def _check_end(state: Walk, found: Page, size: int) -> None:
    """See to it that a list comes to an end.

    Raises:
        HarvestError: it is far too long, or the service gives a token or a whole page again.
    """
    if state.pages >= MAX_PAGES or state.size + size > MAX_LIST_BYTES:
        raise HarvestError(
            f"the list has more than {MAX_PAGES} pages or {MAX_LIST_BYTES} bytes",
            code="endless_list",
        )
    if not found.token:
        return
    marks = [_mark(found.token), _mark(repr(found.records))]
    if not found.records or set(marks) & set(state.seen):
        raise HarvestError(
            "the service gives a token or a page again, or a page without a record",
            code="repeated_token",
            hint="the list would never end; tell those who keep the service",
        )
    state.seen += marks


def _mark(text: str) -> str:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def _bear(state: Walk, error: ProtocolError, folder: Path) -> None:
    """Go on after an error where the protocol says how.

    Raises:
        ProtocolError: it does not.
    """
    if error.code == "noRecordsMatch":
        state.done = state.nothing = True
    elif error.code == "badResumptionToken" and state.token and state.restarts < MAX_RESTARTS:
        state.restarts += 1
        for kept in folder.glob("page-*.xml"):  # the list begins anew; rows are known by content
            kept.unlink()
        state.token, state.pages, state.size, state.seen = "", 0, 0, []
    else:
        raise error


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def kept_pages(folder: Path) -> Iterator[Page]:
    """The pages on disk in their order."""
    for path in sorted(folder.glob("page-*.xml")):
        yield page(parsed(path.read_bytes()))
