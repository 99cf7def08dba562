"""Checks for programs: what goes in, what comes out, who may see it."""

import hashlib
import hmac
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from biaozhun.cloud.accounts.actions.keys import make_key
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.foundation.tasks import queue
from biaozhun.cloud.foundation.tasks.working import do
from biaozhun.cloud.messaging.sending import signature
from biaozhun.cloud.validity.digests import digests_of
from biaozhun.cloud.validity.models import Check, Report
from biaozhun.cloud.validity.queries.verifying import Verdict, verify
from tests.factories.catalogue import edition_of, record_of, source_of

pytestmark = pytest.mark.django_db

CHECKS = "/api/v1/checks"


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Files of a test lie in a folder of its own, and nothing was counted before."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(settings, "API_RATE", 0)
    monkeypatch.setattr(settings, "CHECKS_AN_HOUR", 0)
    cache.clear()


@pytest.fixture(autouse=True)
def library() -> None:
    """One standard in two editions, shown by a source."""
    edition_of("GB/T 1-2000", in_force="2000-01-01", title_zh="导则")
    newer = edition_of("GB/T 1-2010", in_force="2010-01-01", title_zh="导则")
    record_of(newer, source_of("one"))


@pytest.fixture
def key() -> str:
    """The key of somebody's program."""
    return make_key(Person.objects.create_user("a@example.org", "long enough 1", name="甲"), "p")


def sent(body: dict[str, Any] | None = None, **headers: str) -> Any:
    """A call with JSON."""
    given = {"text": "按 GB/T 1-2000 和 GB/T 1 执行", "on": "2026-11-01"} if body is None else body
    return Client().post(
        CHECKS, json.dumps(given), content_type="application/json", headers=headers
    )


def sent_file(content: bytes, **fields: str) -> Any:
    """A call with a form and a file."""
    file = SimpleUploadedFile("合同.txt", content)
    return Client().post(CHECKS, {"file": file, **fields})


def work() -> None:
    """Do what is queued."""
    while (row := queue.take()) is not None:
        do(row)


def test_a_text_comes_back_checked() -> None:
    """202 with the address; the members that the command prints stand in the result."""
    answer = sent()
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["Location"] == told["address"] == f"{CHECKS}/{told['id']}"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (told["state"], told["fault"]) == ("done", None)
    result = told["result"]
    assert (result["on"], result["citing"]) == ("2026-11-01", "reference")
    assert result["summary"] == {
        "citations": 2,
        "numbers": 2,
        "statuses": {"in-force": 1, "replaced": 1},
        "consequences": {"none": 1, "review": 1},
    }
    old, new = result["citations"]
    assert (old["text"], old["start"], old["end"]) == ("GB/T 1-2000", 2, 13)
    assert (old["number"], old["dated"], old["status"]) == ("GB/T 1-2000", True, "replaced")
    assert [step["number"] for step in old["successors"]] == ["GB/T 1-2010"]
    assert (new["number"], new["dated"], new["edition"]) == ("GB/T 1", False, "GB/T 1-2010")
    assert (new["source"], new["verified"], new["confidence"]) == (
        "来源 one",
        "2026-07-01",
        "exact",
    )
    assert result["document"]["searched"][0]["slug"] == "one"
    assert Client().get(told["address"]).json() == told


def test_a_list_and_a_file_are_taken_too() -> None:
    """Numbers one an entry; a file in a form, done in the background."""
    listed = sent({"numbers": ["GB/T 1-2010\t导则", "没有"]}).json()
    statuses = [row["status"] for row in listed["result"]["citations"]]
    assert (listed["kind"], statuses) == ("list", ["in-force", "malformed"])
    told = sent_file("按 GB/T 1-2000".encode(), on="2005-01-01", citing="law").json()
    assert (told["state"], told["result"], told["name"]) == ("waiting", None, "合同.txt")
    work()
    done = Client().get(told["address"]).json()
    assert [row["status"] for row in done["result"]["citations"]] == ["in-force"]
    assert done["result"]["citing"] == "law"


def test_a_check_that_failed_says_why() -> None:
    """With the code of the reader."""
    told = sent_file(b"PK\x03\x04broken").json()
    work()
    failed = Client().get(told["address"]).json()
    assert (failed["state"], failed["result"]) == ("failed", None)
    assert failed["fault"]["code"] == "broken_file"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "nothing_sent"),
        ({"text": "a", "numbers": ["b"]}, 422, "several_doors"),
        ({"text": "a", "on": "2026-13-01"}, 422, "parameter_invalid"),
        ({"text": "a", "citing": "me"}, 422, "parameter_invalid"),
        ({"text": "a", "more": 1}, 422, "parameter_invalid"),
        ({"text": "a", "callback": "file:///etc"}, 422, "address_invalid"),
        ({"text": "a", "callback": "http://127.0.0.1/"}, 422, "address_private"),
        ({"text": "a" * 5_000_001}, 413, "text_too_long"),
        ({"numbers": ["GB/T 1"] * 2_002}, 422, "too_many_rows"),
    ],
)
def test_what_cannot_be_checked_is_a_problem(body: dict[str, Any], status: int, code: str) -> None:
    """With status and code, and nothing is kept."""
    answer = sent(body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Check.objects.exists()


def test_other_bodies_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No JSON, another type, a form without a file or with one that is too large."""
    posts = Client().post
    assert posts(CHECKS, "{", content_type="application/json").status_code == 422
    assert posts(CHECKS, "GB/T 1", content_type="text/plain").status_code == 415
    assert posts(CHECKS, {"on": "2026-01-01"}).json()["code"] == "nothing_sent"
    broken = posts(CHECKS, b"x", content_type="multipart/form-data")
    assert (broken.status_code, broken.json()["code"]) == (400, "request_refused")
    monkeypatch.setattr(settings, "CHECK_MEGABYTES", 1)
    large = sent_file(b"x" * (3 * 1024 * 1024))
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    assert not Check.objects.exists()


def test_who_does_not_know_the_secret_finds_nothing(key: str) -> None:
    """404 for every act, whatever key is shown; with the secret all of them work."""
    told = sent().json()
    headers = {"Authorization": f"Bearer {key}"}
    for other in ("a" * 43, told["id"][:-1] + "!", "x", "%00"):
        for answer in (
            Client().get(f"{CHECKS}/{other}", headers=headers),
            Client().get(f"{CHECKS}/{other}/report.html", headers=headers),
            Client().delete(f"{CHECKS}/{other}", headers=headers),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "no_such_check")
    assert Client().delete(told["address"]).status_code == 204
    assert Client().get(told["address"]).status_code == 404
    assert not Check.objects.exists()


def test_a_check_made_with_a_key_is_its_holders(key: str) -> None:
    """The journal names the person; of strangers it says nothing."""
    sent()
    told = sent(None, Authorization=f"Bearer {key}").json()
    check = Check.objects.get(secret=told["id"])
    assert check.owner == Person.objects.get()
    assert check.made_with is not None
    kinds = Event.objects.filter(kind__startswith="validity").values_list("kind", flat=True)
    assert list(kinds) == ["validity.check_sent"]


def test_the_same_call_with_a_key_of_idempotency_is_the_same_check(key: str) -> None:
    """For strangers and for holders of keys; another call under it is refused."""
    for more in ({}, {"Authorization": f"Bearer {key}"}):
        headers = {"Idempotency-Key": "one", **more}
        assert sent(None, **headers).json()["id"] == sent(None, **headers).json()["id"]
    again = sent({"text": "GB/T 2"}, **{"Idempotency-Key": "one", "Authorization": f"Bearer {key}"})
    assert (again.status_code, again.json()["code"]) == (422, "idempotency_key_reused")
    assert Check.objects.count() == 2


def test_a_stranger_elsewhere_is_not_handed_the_check_of_another() -> None:
    """Whoever guesses key and content gets a check of their own, not one with a client's name."""
    told = json.dumps({"text": "按 GB/T 1-2000 执行", "client": "某公司甲"})

    def told_to(address: str) -> str:
        answer = Client(REMOTE_ADDR=address).post(
            CHECKS, told, content_type="application/json", headers={"Idempotency-Key": "1"}
        )
        return str(answer.json()["id"])

    first = told_to("203.0.113.1")
    assert (told_to("203.0.113.1") == first, told_to("203.0.113.2") == first) == (True, False)


def test_one_address_sends_so_many_checks_in_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is told when to come back; a person has a count of her own."""
    monkeypatch.setattr(settings, "CHECKS_AN_HOUR", 2)
    assert [sent().status_code for _ in range(3)] == [202, 202, 429]
    refused = sent()
    assert refused.json()["code"] == "too_many_checks"
    assert 0 < int(refused.headers["Retry-After"]) <= 3601


def test_a_report_is_numbered_and_can_be_told_from_a_changed_one() -> None:
    """In each form; the number stands in the file, the digests of the file in the record."""
    told = sent().json()
    for form in ("html", "xlsx", "docx"):
        answer = Client().get(f"{told['address']}/report.{form}")
        number = answer.headers["Biaozhun-Report"]
        report = Report.objects.get(number=number)
        assert digests_of([answer.content]).sha256 == report.sha256
        assert number in _text(answer.content, form)
        assert report.counts == {"in-force": 1, "replaced": 1}
        assert report.document_sha256 == told["result"]["document"]["sha256"]
        shown = digests_of([answer.content])
        assert verify(number.lower().replace("-", " "), shown).verdict is Verdict.GENUINE
        assert verify(number, digests_of([answer.content + b" "])).verdict is Verdict.CHANGED
        assert verify("", shown).report == report
        assert verify(number).verdict is Verdict.ISSUED
        wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
        assert verify(wide).verdict is Verdict.ISSUED
    assert Report.objects.count() == 3


def test_a_genuine_file_shown_under_another_number_is_told_from_a_changed_one() -> None:
    """Of another report, or of none: the file keeps its word, and its own number is named."""
    address = sent().json()["address"]
    one, other = (Client().get(f"{address}/report.html") for _ in range(2))
    own = Report.objects.get(number=one.headers["Biaozhun-Report"])
    for number in (other.headers["Biaozhun-Report"], "BZ-2026-999999-0000"):
        found = verify(number, digests_of([one.content]))
        assert (found.verdict, found.report) == (Verdict.OTHER_NUMBER, own)


def _text(content: bytes, form: str) -> str:
    if form == "html":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    return b"".join(parts).decode("utf-8", "replace")


def test_forms_are_handed_out_to_programs_too() -> None:
    """With the ending of what they are; one that needs a file of another kind is refused."""
    told = sent().json()
    for form, ending in (("confirmation", "docx"), ("controlled", "xlsx"), ("cards", "docx")):
        answer = Client().get(f"{told['address']}/report.{form}")
        number = answer.headers["Biaozhun-Report"]
        assert f'filename="{number}.{ending}"' in answer.headers["Content-Disposition"]
    for form in ("annotated", "workbook"):
        refused = Client().get(f"{told['address']}/report.{form}")
        assert (refused.status_code, refused.json()["code"]) == (422, "no_such_form")
    assert Report.objects.count() == 3


@pytest.mark.parametrize("number", ["", "BZ-2026-000001-0000", "x" * 500, "\x00", "BZ-2026-1-7F3A"])
def test_a_number_nobody_gave_is_unknown(number: str) -> None:
    """Whatever is typed."""
    assert verify(number).verdict is Verdict.UNKNOWN


def test_a_report_waits_for_its_check() -> None:
    """409 before; the report is in the language that is asked for."""
    told = sent_file(b"GB/T 1-2000").json()
    early = Client().get(f"{told['address']}/report.html")
    assert (early.status_code, early.json()["code"]) == (409, "not_finished")
    work()
    english = Client().get(f"{told['address']}/report.html?language=en")
    assert english.status_code == 200
    assert 'lang="en"' in english.content.decode()
    assert Client().get(f"{told['address']}/report.pdf").status_code == 422


class _Heard(BaseHTTPRequestHandler):
    """Keeps what is posted."""

    calls: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.calls.append((dict(self.headers), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  -- the base class's name
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    """The address of a machine of ours that listens."""
    _Heard.calls.clear()
    server = HTTPServer(("127.0.0.1", 0), _Heard)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://localhost:{server.server_address[1]}/told"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_callback_is_told_and_signed(
    listener: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the installation lets holders of keys name machines of their intranet."""
    monkeypatch.setattr(settings, "PRIVATE_WEBHOOKS", True)
    body = {"text": "GB/T 1", "callback": listener}
    told = sent(body, Authorization=f"Bearer {key}").json()
    work()
    [(headers, heard)] = _Heard.calls
    assert json.loads(heard) == {
        "id": told["id"],
        "state": "done",
        "fault": None,
        "address": json.loads(heard)["address"],
    }
    assert json.loads(heard)["address"].endswith(told["address"])
    digest = hashlib.sha256(key.encode()).hexdigest()
    said = signature(digest, headers["Biaozhun-Timestamp"], heard)
    assert hmac.compare_digest(headers["Biaozhun-Signature"], said)


def test_a_callback_to_a_machine_of_ours_is_refused(listener: str) -> None:
    """A name that leads there is found out when it is asked; nothing is tried again."""
    assert sent({"text": "GB/T 1", "callback": listener}).status_code == 202
    work()
    assert _Heard.calls == []
    assert not QueuedTask.objects.filter(cron="").exists()


def test_a_callback_that_does_not_answer_is_tried_again() -> None:
    """By the queue, as all that fails."""
    sent({"text": "GB/T 1", "callback": "http://no-such-host.invalid/"})
    work()
    [row] = QueuedTask.objects.filter(cron="")
    assert (row.name, row.failures) == ("validity.tell_back", 1)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=40), st.lists(st.text())
)


@tries(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.dictionaries(
        st.sampled_from(["text", "numbers", "on", "citing", "name", "callback", "client", "x"]),
        VALUES,
    ),
    key=st.text(max_size=30),
)
def test_no_body_breaks_the_interface(body: dict[str, Any], key: str) -> None:
    """Wrong types, NUL bytes, half characters: an answer or a problem, never a failure."""
    told = key.encode("ascii", "ignore").decode().replace("\n", "").replace("\r", "")
    answer = sent(body or {"text": "x"}, **{"Idempotency-Key": told})
    assert answer.status_code in (202, 422)


@tries(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(
        st.sampled_from(["on", "citing", "list", "keep", "x"]), st.text(max_size=20)
    )
)
def test_no_form_breaks_the_interface(fields: dict[str, str]) -> None:
    """Likewise beside a file."""
    file = io.BytesIO(b"GB/T 1-2000")
    file.name = "a.txt"
    assert Client().post(CHECKS, {"file": file, **fields}).status_code in (202, 422)
