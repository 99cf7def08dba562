"""Waiting as a polite client does, before a real server."""

import email.utils
import time
from http.server import BaseHTTPRequestHandler

import pytest

from biaozhun.cloud.exchange.harvest.client import Client, HarvestError
from tests.web import free_port, reply, web


def test_a_busy_service_is_asked_again_after_growing_pauses() -> None:
    """Two refusals, then the answer; the pauses really pass, each twice the one before."""
    answers = iter([503, 429, 200])
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        time.sleep(seconds)

    with web({"/": lambda handler: reply(handler, next(answers), b"content")}) as (address, asked):
        client = Client(wait=wait, first_pause=0.02, contact="keeper@example.org")
        began = time.monotonic()
        with client.get(f"{address}/") as answer:
            assert (answer.status, answer.read(100)) == (200, b"content")
        assert time.monotonic() - began >= 0.06
    assert waits == [0.02, 0.04]
    assert len(asked) == 3
    assert asked[0][1]["user-agent"].endswith("(harvester; +mailto:keeper@example.org)")


def test_what_retry_after_asks_for_is_kept_and_grows_no_smaller() -> None:
    """Seconds as they are told, then twice as long where nothing is told."""
    answers = iter([{"Retry_After": "7"}, {}, None])
    waits: list[float] = []

    def busy(handler: BaseHTTPRequestHandler) -> None:
        told = next(answers)
        reply(handler, 200 if told is None else 503, **(told or {}))

    with (
        web({"/": busy}) as (address, _),
        Client(wait=waits.append, first_pause=0.01).get(f"{address}/") as answer,
    ):
        assert answer.status == 200
    assert waits == [7.0, 14.0]


def test_a_day_in_retry_after_is_waited_for() -> None:
    """A date counts as the seconds that are left until then."""
    waits: list[float] = []
    answers = iter([503, 200])

    def busy(handler: BaseHTTPRequestHandler) -> None:
        when = email.utils.formatdate(time.time() + 60, usegmt=True)
        reply(handler, next(answers), Retry_After=when)

    with (
        web({"/": busy}) as (address, _),
        Client(wait=waits.append, first_pause=0.01).get(f"{address}/") as answer,
    ):
        assert answer.status == 200
    assert len(waits) == 1
    assert 30 < waits[0] <= 61


def test_who_asks_for_more_than_ten_minutes_is_left_until_the_next_harvest() -> None:
    """Nothing waits that long; the sentence says for how long it was asked."""
    waits: list[float] = []
    with (
        web({"/": lambda handler: reply(handler, 503, Retry_After="601")}) as (address, asked),
        pytest.raises(HarvestError) as refused,
        Client(wait=waits.append).get(f"{address}/"),
    ):
        pass
    assert (refused.value.code, waits, len(asked)) == ("busy", [], 1)
    assert "601 s" in str(refused.value.hint)


def test_who_does_not_answer_is_asked_six_times_and_no_more() -> None:
    """The pauses double; then it is said, and what has come is kept."""
    waits: list[float] = []
    client = Client(wait=waits.append, first_pause=0.5)
    with pytest.raises(HarvestError) as refused, client.get(f"http://127.0.0.1:{free_port()}/"):
        pass
    assert refused.value.code == "unreachable"
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0]
