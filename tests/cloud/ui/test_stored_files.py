"""A stored file as an answer."""

import io

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from biaozhun.cloud.ui.stored_files import answer_with_file

ASK = RequestFactory()


def _answered(request: HttpRequest) -> tuple[int, str, bytes]:
    answer = answer_with_file(
        request, lambda: io.BytesIO(b"0123456789"), size=10, etag='"a"', media_type="text/plain"
    )
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # one of the two
    return answer.status_code, answer.headers.get("Content-Range", ""), body


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, (200, "", b"0123456789")),
        ({"range": "bytes=2-4"}, (206, "bytes 2-4/10", b"234")),
        ({"range": "bytes=-2"}, (206, "bytes 8-9/10", b"89")),
        ({"range": "bytes=4-2"}, (200, "", b"0123456789")),
        ({"range": "bytes=10-"}, (416, "bytes */10", b"")),
        ({"range": "bytes=2-4", "if-range": '"b"'}, (200, "", b"0123456789")),
        ({"if-none-match": '"b", W/"a"'}, (304, "", b"")),
        ({"if-none-match": '"b"'}, (200, "", b"0123456789")),
    ],
)
def test_a_file_is_given_whole_in_part_or_not(
    headers: dict[str, str], told: tuple[int, str, bytes]
) -> None:
    """A reversed range and one of an older file are ignored; what is known is not sent again."""
    assert _answered(ASK.get("/file", headers=headers)) == told


def test_only_a_get_asks_for_a_part() -> None:
    """HEAD tells of the whole file, whatever range it names (RFC 9110, 14.2)."""
    request = ASK.head("/file", headers={"range": "bytes=2-4"})
    assert _answered(request)[:2] == (200, "")
