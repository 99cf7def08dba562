"""Services that are not what they say, and pages that would never end."""

from pathlib import Path

import pytest

from biaozhun.cloud.exchange.harvest import client as http
from biaozhun.cloud.exchange.harvest.client import HarvestError
from biaozhun.cloud.exchange.harvest.list_walk import Walk, _take
from biaozhun.cloud.exchange.harvest.pages import check_errors, page, parsed

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


@pytest.mark.parametrize(
    ("begun", "following", "is_refused"),
    [
        ("http://8.8.8.8/", "http://127.0.0.1/", True),
        ("http://8.8.8.8/", "http://10.0.0.1/", True),
        ("http://8.8.8.8/", "http://[::1]/", True),
        ("https://8.8.8.8/", "http://8.8.8.8/", True),
        ("http://127.0.0.1/", "http://10.0.0.1/", False),
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
    "address", ["file:///etc/passwd", "ftp://a/", "http://", "http://a:b@c/", "http://a/\x00 b"]
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
