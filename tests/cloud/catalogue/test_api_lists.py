"""The lists of the interface, numbers by the thousand, classifications, unchanged answers."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.actions.changes import note_gone, note_written
from biaozhun.cloud.catalogue.models import Announcement, Document
from tests.cloud.conftest import Library
from tests.factories.catalogue import edition_of, record_of, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def get(client: Client, address: str) -> Any:
    """The answer's body; the answer is good."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def resolved(client: Client, *texts: str, **asked: str) -> Any:
    """What many numbers stand for; the answer is good."""
    body = json.dumps({"texts": texts, **asked})
    answer = client.post("/api/v1/numbers", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def visited(client: Client, kind: str, name: str) -> list[str]:
    """Every item of a list, two on a page."""
    found, cursor = [], ""
    while True:
        page = get(client, f"{kind}?limit=2&cursor={cursor}")
        found += [item[name] for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            return found


def test_every_standard_is_listed_once_with_its_newest_edition_in_force(
    client: Client, library: Library
) -> None:
    """The list goes on by cursor and tells the newest edition on the day."""
    library(3)
    assert visited(client, "standards", "number") == ["GB/T 1", "GB/T 2", "GB/T 3"]
    [first, *_] = get(client, "standards?on=2015-01-01")["items"]
    assert (first["editions"], first["newest_in_force"]) == (2, "GB/T 1-2009")
    assert get(client, "standards?code=JB/T")["items"] == []
    assert get(client, "standards?family=sector")["items"] == []


def test_editions_are_narrowed_by_nature_region_year_and_source(client: Client) -> None:
    """Each filter leaves out what does not answer to it."""
    one = edition_of("GB 1-2020")
    edition_of("DB33/T 5-2021", region="33")
    record_of(one, source_of("list", rank=50))
    for asked in ("nature=mandatory", "year=2020", "source=list"):
        assert [e["number"] for e in get(client, f"editions?{asked}")["items"]] == ["GB 1-2020"]
    numbers = [e["number"] for e in get(client, "editions?region=33")["items"]]
    assert numbers == ["DB33/T 5-2021"]


def test_documents_are_listed_with_their_reading_right(client: Client) -> None:
    """Each text with its edition, narrowed by edition and by right."""
    for number, reading in (("GB 1-2020", "open"), ("GB 2-2020", "closed")):
        Document.objects.create(
            edition=edition_of(number), kind="text", language="zh", reading=reading
        )
    assert visited(client, "documents", "edition") == ["GB-1-2020", "GB-2-2020"]
    assert [d["number"] for d in get(client, "documents?reading=open")["items"]] == ["GB 1-2020"]
    assert get(client, "documents?edition=GB-2-2020")["items"][0]["reading"] == "closed"


def test_announcements_are_listed_by_kind_and_day(client: Client) -> None:
    """Those without a date are left out where a day is asked for."""
    for number, day in (("2020年第1号", "2020-01-05"), ("2021年第1号", "2021-01-05"), ("无", None)):
        Announcement.objects.create(
            slug=number, issuer="某局", number=number, date=day, kind="publish"
        )
    assert visited(client, "announcements", "number") == ["2020年第1号", "2021年第1号", "无"]
    said = get(client, "announcements?since=2020-06-01")["items"]
    assert [one["number"] for one in said] == ["2021年第1号"]
    assert get(client, "announcements?kind=withdraw")["items"] == []


def questions(ask: Callable[[], object]) -> int:
    """How often the database is asked."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_lists_ask_the_database_as_often_for_one_as_for_many(
    client: Client, library: Library
) -> None:
    """The number of questions is fixed; only the rows are more."""
    library(6)
    for kind in ("standards", "editions"):
        one = questions(lambda kind=kind: get(client, f"{kind}?limit=1"))
        assert one == questions(lambda kind=kind: get(client, f"{kind}?limit=6"))
    one = questions(lambda: resolved(client, "GB/T 1"))
    many = ("GB/T 1", "GB/T 2-2009", "GB/T 3-1999", "GB/T 99", "x", "GB/T 4-2020")
    assert one == questions(lambda: resolved(client, *many))


def test_many_numbers_are_resolved_in_the_order_asked(client: Client, library: Library) -> None:
    """Named, newest, another year, not held, and no number at all."""
    library(2)
    said = resolved(client, "gbt1", "ＧＢ／Ｔ ２—2009", "GB/T 1-1999", "JB/T 5", "??", "GB/T 1")
    assert [(item["match"], (item["edition"] or {}).get("number")) for item in said["items"]] == [
        ("newest", "GB/T 1-2020"),
        ("exact", "GB/T 2-2009"),
        ("other_year", None),
        ("not_held", None),
        ("malformed", None),
        ("newest", "GB/T 1-2020"),
    ]
    assert said["items"][4]["error"]["code"] == "number_format"
    assert [item["editions_held"] for item in said["items"]] == [2, 2, 2, 0, 0, 2]


def test_a_number_without_year_is_the_edition_in_force_on_the_day(
    client: Client, library: Library
) -> None:
    """Before the newer one came into force it is the older, and before that the last published."""
    library(1)
    older = resolved(client, "GB/T 1", on="2015-01-01")["items"][0]
    assert (older["match"], older["edition"]["number"]) == ("newest", "GB/T 1-2009")
    none = resolved(client, "GB/T 1", on="1990-01-01")["items"][0]
    assert (none["match"], none["edition"]["number"]) == ("latest", "GB/T 1-2020")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"texts": []}, 422, "parameter_invalid"),
        ({"texts": ["GB 1"] * 1001}, 422, "parameter_invalid"),
        ({"texts": "GB 1"}, 422, "parameter_invalid"),
        ({}, 422, "parameter_invalid"),
    ],
)
def test_numbers_that_cannot_be_taken_are_refused(
    client: Client, body: object, status: int, code: str
) -> None:
    """None, too many, or no list at all."""
    answer = client.post("/api/v1/numbers", json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_body_that_is_no_json_is_refused(client: Client) -> None:
    """What cannot be read is a problem, not a failure."""
    answer = client.post("/api/v1/numbers", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "request_refused")


def test_a_classification_is_walked_from_the_top(client: Client) -> None:
    """The top, one code with its path, and what stands below it."""
    top = get(client, "classifications/ics")
    assert (top["code"], len(top["below"])) == (None, 40)
    inside = get(client, "classifications/ics?code=13.020")
    assert inside["path"] == ["13", "13.020"]
    assert inside["code"]["title_en"] == "Environmental protection"
    assert inside["below"][0]["code"] == "13.020.01"
    assert [len(get(client, f"classifications/{name}")["below"]) for name in ("ccs", "hs")] == [
        24,
        96,
    ]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("classifications/ics?code=99.999", 404, "classification_code_unknown"),
        ("classifications/udc", 422, "parameter_invalid"),
        ("editions?year=0", 422, "parameter_invalid"),
        ("standards?cursor=%21", 422, "cursor_invalid"),
        ("documents?cursor=YWJj", 422, "cursor_invalid"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_code(
    client: Client, address: str, status: int, code: str
) -> None:
    """Each refusal is a problem with a stable code."""
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("address", ["/api/v1/standards/GB-1-2020", "/api/v1/editions"])
def test_an_unchanged_answer_is_not_sent_again(client: Client, address: str) -> None:
    """The ETag of the first answer is honoured until something changes."""
    edition = edition_of("GB 1-2020", title_zh="食品")
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    edition.title_zh = "饮料"
    edition.save()
    changed = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_whoever_keeps_the_cursor_misses_no_change(client: Client) -> None:
    """Each change once, in its order; what is gone says so; the end can be gone on from."""
    with transaction.atomic():
        for number in ("GB 1-2020", "GB 2-2020"):
            note_written([edition_of(number).slug])
        note_gone(["GB-3-2020"])
    first = get(client, "changes?limit=2")
    assert ([one["slug"] for one in first["items"]], first["more"]) == (
        ["GB-1-2020", "GB-2-2020"],
        True,
    )
    rest = get(client, f"changes?cursor={first['next']}")
    assert [(one["slug"], one["gone"], one["edition"]) for one in rest["items"]] == [
        ("GB-3-2020", True, None)
    ]
    end = get(client, f"changes?cursor={rest['next']}")
    assert (end["items"], end["more"], end["next"]) == ([], False, rest["next"])
    with transaction.atomic():
        note_written(["GB-1-2020"])
    again = get(client, f"changes?cursor={end['next']}")["items"]
    assert [(one["slug"], one["edition"]["number"]) for one in again] == [
        ("GB-1-2020", "GB 1-2020")
    ]
