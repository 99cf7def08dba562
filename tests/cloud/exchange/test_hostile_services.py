"""Services that are not what they say, and pages that would never end."""

import gzip
import itertools
import time
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from biaozhun.cloud.exchange.actions.taking_forms import READERS
from biaozhun.cloud.exchange.harvest import client as http
from biaozhun.cloud.exchange.harvest.archives import unpacked
from biaozhun.cloud.exchange.harvest.client import Client, HarvestError
from biaozhun.cloud.exchange.harvest.download import Validators, download
from biaozhun.cloud.exchange.harvest.list_walk import Walk, _take, walk
from biaozhun.cloud.exchange.harvest.pages import MAX_PAGE_BYTES, check_errors, page, parsed
from tests.cloud.exchange import foreign
from tests.web import reply, web

OAI = 'xmlns="http://www.openarchives.org/OAI/2.0/"'
BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><OAI-PMH {OAI}>&b;</OAI-PMH>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><OAI-PMH ' + OAI + "/>", "entities"),
        ("<html><p>hello</html>", "not_oai"),
        ("<html/>", "not_oai"),
        ("", "not_oai"),
        ("\x00\x01", "not_oai"),
    ],
)
def test_what_is_no_answer_is_refused(content: str, code: str) -> None:
    """Entities are never resolved, pages of a browser never taken for records."""
    with pytest.raises(HarvestError) as refused:
        parsed(content.encode())
    assert refused.value.code == code


def test_an_error_of_the_protocol_bears_its_own_code() -> None:
    """So that the walk knows how to go on."""
    root = parsed(f'<OAI-PMH {OAI}><error code="badArgument">no</error></OAI-PMH>'.encode())
    with pytest.raises(HarvestError) as told:
        check_errors(root)
    assert told.value.code == "badArgument"


def _list(token: str) -> bytes:
    header = "<header><identifier>x</identifier></header>"
    records = f"<ListRecords><record>{header}</record><resumptionToken>{token}</resumptionToken>"
    return f"<OAI-PMH {OAI}>{records}</ListRecords></OAI-PMH>".encode()


def test_a_token_that_comes_again_ends_the_harvest(tmp_path: Path) -> None:
    """A service that repeats its token would be asked for ever."""
    state = Walk(prefix="oai_dc", form="oai_dc")
    _take(state, _list("one"), tmp_path)
    with pytest.raises(HarvestError) as refused:
        _take(state, _list("one"), tmp_path)
    assert refused.value.code == "repeated_token"
    assert [record.identifier for record in page(parsed(_list(""))).records] == ["x"]


def test_what_stands_behind_the_metadata_is_no_part_of_it() -> None:
    """Stray text around the element of a record spoils neither the record nor the harvest."""
    inner = f"<metadata>a{foreign.DUBLIN_CORE}b</metadata>"
    listed = f"<ListRecords><record>{inner}</record></ListRecords>"
    [record] = page(parsed(f"<OAI-PMH {OAI}>{listed}</OAI-PMH>".encode())).records
    assert record.metadata.endswith(":dc>")
    assert READERS["oai_dc"](record)["title_zh"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_is_broken_within_is_refused(tmp_path: Path, packing: int) -> None:
    """Whichever way it is packed: its directory reads well, what it packs does not."""
    path = tmp_path / "file.zip"
    with zipfile.ZipFile(path, "w", packing) as package:
        package.writestr("a.csv", "".join(f"GB/T {row}-2020\n" for row in range(5_000)))
    content = bytearray(path.read_bytes())
    content[60:1_060] = b"\xff" * 1_000
    path.write_bytes(content)
    with pytest.raises(HarvestError) as refused:
        unpacked(path, tmp_path)
    assert refused.value.code == "broken_zip"


@pytest.mark.parametrize(
    ("begun", "following", "is_refused"),
    [
        ("http://8.8.8.8/", "http://127.0.0.1/", True),
        ("http://8.8.8.8/", "http://10.0.0.1/", True),
        ("http://8.8.8.8/", "http://[::1]/", True),
        ("https://8.8.8.8/", "http://8.8.8.8/", True),
        ("http://127.0.0.1/", "http://10.0.0.1/", False),
        ("http://10.0.0.1/", "http://127.0.0.1/", True),
        ("http://10.0.0.1/", "http://169.254.169.254/", True),
        ("http://10.0.0.1/", "http://0.0.0.0/", True),
        ("http://8.8.8.8/", "http://[::ffff:127.0.0.1]/", True),
        ("http://10.0.0.1/", "http://[::ffff:127.0.0.1]/", True),
        ("http://8.8.8.8/", "http://[::ffff:1.1.1.1]/", False),
        ("http://8.8.8.8/", "https://1.1.1.1/", False),
    ],
)
def test_a_redirect_leads_nowhere_it_should_not(
    begun: str, following: str, *, is_refused: bool
) -> None:
    """Not from a public address to a private one, not from a safe one to an unsafe one."""
    targets = http._target(begun), http._target(following)
    if is_refused:
        with pytest.raises(HarvestError) as refused:
            http._check_redirect(*targets)
        assert refused.value.code == "redirect_refused"
    else:
        http._check_redirect(*targets)


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://a/", "http://", "http://a:b@c/", "http://a/\x00 b"),
        *(f"http://{'a' * 70}.example/", "http://a..b/", "http://a:99999/", "http://[::1/"),
    ],
)
def test_only_addresses_of_the_web_are_asked(address: str) -> None:
    """Nothing else is opened."""
    with pytest.raises(HarvestError) as refused:
        http._target(address)
    assert refused.value.code == "address_invalid"


@pytest.mark.parametrize(("text", "seconds"), [("120", 120.0), ("", 0.0), ("soon", 0.0)])
def test_a_pause_is_read_as_it_is_asked_for(text: str, seconds: float) -> None:
    """Seconds count, nonsense does not."""
    assert http._asked_pause(text) == seconds


def walked(tmp_path: Path, list_records: Callable[[BaseHTTPRequestHandler], None]) -> str:
    """The code with which the walk through a list ends that answers like this."""
    service = foreign.service(["dc"], lambda _: b"")

    def answer(handler: BaseHTTPRequestHandler) -> None:
        is_list = "verb=ListRecords" in handler.path
        (list_records if is_list else service)(handler)

    client = Client(wait=lambda _: None, tries=2, timeout=0.3)
    with web({"/oai": answer}) as (address, _), pytest.raises(HarvestError) as refused:
        walk(client, f"{address}/oai", tmp_path, "")
    return refused.value.code


def _page(serial: int, token: str) -> bytes:
    return foreign.listed(foreign.record(foreign.DUBLIN_CORE, f"oai:x:{serial}"), token=token)


def test_tokens_without_end_over_the_same_records_end(tmp_path: Path) -> None:
    """New tokens for ever and the same page behind each: two requests, not a million."""
    count = itertools.count()
    code = walked(tmp_path, lambda handler: reply(handler, 200, _page(1, f"t{next(count)}")))
    assert (code, next(count)) == ("repeated_token", 2)


def test_the_same_token_again_ends_the_walk_and_the_pages_are_kept(tmp_path: Path) -> None:
    """The pages that came stay on the disk until the harvest decides."""
    count = itertools.count()
    code = walked(tmp_path, lambda handler: reply(handler, 200, _page(next(count), "again")))
    assert (code, len(list(tmp_path.glob("page-*.xml")))) == ("repeated_token", 1)


def test_a_list_of_more_bytes_than_any_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ever new records fill no disk."""
    monkeypatch.setattr("biaozhun.cloud.exchange.harvest.list_walk.MAX_LIST_BYTES", 10_000)
    count = itertools.count()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        serial = next(count)
        reply(handler, 200, _page(serial, f"t{serial}"))

    assert walked(tmp_path, answer) == "endless_list"
    assert sum(path.stat().st_size for path in tmp_path.glob("page-*.xml")) <= 10_000


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"<html>Welcome</html>", {"Content_Type": "text/html"}, "not_oai"),
        (_page(1, ""), {"Content_Type": "image/png"}, ""),
        (_page(1, "")[:-20], {}, "not_oai"),
        (gzip.compress(_page(1, "")), {"Content_Encoding": "gzip"}, "packed"),
        (gzip.compress(b" " * 10_000_000), {"Content_Type": "text/xml"}, "not_oai"),
        (b"<a>" * 5_000, {}, "not_oai"),
        (b"\xff\xfe<\x00?\x00", {}, "not_oai"),
        (BOMB.encode(), {}, "entities"),
    ],
)
def test_an_answer_is_judged_by_what_it_holds(
    tmp_path: Path, body: bytes, headers: dict[str, str], code: str
) -> None:
    """Neither by its type nor by its length; what is packed is not unpacked."""
    if not code:
        with web({"/oai": foreign.service(["dc"], lambda _: body)}) as (address, _):
            assert walk(Client(), f"{address}/oai", tmp_path, "").done
        return
    assert walked(tmp_path, lambda handler: reply(handler, 200, body, **headers)) == code


def test_an_answer_larger_than_a_page_is_cut_off(tmp_path: Path) -> None:
    """It is not read to its end."""
    sent = [0]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        block = b" " * (1 << 20)
        try:
            while sent[0] < 2 * MAX_PAGE_BYTES:
                handler.wfile.write(block)
                sent[0] += len(block)
        except OSError:
            handler.close_connection = True

    assert walked(tmp_path, answer) == "too_large"
    assert sent[0] < 2 * MAX_PAGE_BYTES


def _drip(handler: BaseHTTPRequestHandler, head: bytes) -> None:
    """A byte now and then, as long as anybody listens, at most some seconds."""
    handler.wfile.write(head)
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)  # what the test is about: a slow site
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", "broken_off"),
    ],
)
def test_a_site_that_drips_is_left(tmp_path: Path, head: bytes, code: str) -> None:
    """A head or a body that comes byte by byte holds nobody for ever."""
    began = time.monotonic()
    assert walked(tmp_path, lambda handler: _drip(handler, head)) == code
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("file:///etc/passwd", "address_invalid"),
        ("gopher://127.0.0.1/", "address_invalid"),
        ("http://user:word@127.0.0.1/", "address_invalid"),
        ("/oai?verb=ListRecords", "too_many_redirects"),
    ],
)
def test_a_redirect_to_what_is_no_address_ends_the_harvest(
    tmp_path: Path, place: str, code: str
) -> None:
    """Nothing but the web is asked, and not round in circles."""
    assert walked(tmp_path, lambda handler: reply(handler, 302, Location=place)) == code


def test_a_download_that_drips_is_left_and_gone_on_with(tmp_path: Path) -> None:
    """What has come is kept, as of any download that breaks off."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _drip(handler, b'HTTP/1.1 200 OK\r\nETag: "v"\r\nContent-Length: 1000\r\n\r\n')

    client = Client(wait=lambda _: None, tries=1, timeout=0.02)
    with web({"/a.csv": answer}) as (address, _), pytest.raises(HarvestError) as refused:
        download(client, f"{address}/a.csv", tmp_path, Validators())
    assert refused.value.code in ("broken_off", "unreachable")
