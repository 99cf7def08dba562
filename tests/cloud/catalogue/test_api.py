"""The programming interface: what it answers, and how it says no."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from biaozhun.cloud.catalogue.indexing import build_anew
from tests.cloud.conftest import Library
from tests.factories.catalogue import edition_of, relation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PROBLEM = "application/problem+json"


def get(client: Client, address: str) -> Any:
    """The answer's body; the answer is good."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200
    return answer.json()


def refusal(client: Client, address: str) -> dict[str, Any]:
    """The problem an address ends in."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.headers["Content-Type"] == PROBLEM
    body: dict[str, Any] = answer.json()
    assert body["status"] == answer.status_code
    return body


def test_search_gives_hits_facets_and_offsets(client: Client, library: Library) -> None:
    """A page of hits with exact counts, and where the words stand, in characters."""
    library(2)
    said = get(client, "search?q=食品安全&size=1&status=in_force")
    assert (said["total"], said["pages"], len(said["hits"])) == (2, 2, 1)
    assert said["hits"][0]["highlights"]["title_zh"] == [[0, 4]]
    assert said["facets"]["level"] == [{"value": "national", "count": 2}]
    assert said["as_of"] == "2026-11-22"


def test_search_tells_the_status_of_a_day(client: Client, library: Library) -> None:
    """The day is a parameter, not a property of the index."""
    library(1)
    said = get(client, "search?q=gbt1&on=2015-01-01")
    assert [(hit["number"], hit["status"]) for hit in said["hits"]] == [
        ("GB/T 1-2009", "in_force"),
        ("GB/T 1-2020", "not_yet_published"),
    ]
    assert said["numbers"] == [{"text": "GB/T 1", "match": "exact"}]
    assert said["coverage"][0]["scope"] == "GB/T"


def test_an_edition_and_a_standard_are_read_under_any_spelling(
    client: Client, library: Library
) -> None:
    """The number decides which of the two it is."""
    library(1)
    edition = get(client, "standards/gbt1-2020")
    assert (edition["kind"], edition["number"], edition["status"]) == (
        "edition",
        "GB/T 1-2020",
        "in_force",
    )
    assert edition["relations"]["replaces"][0]["number"] == "GB/T 1-2009"
    assert edition["relations"]["replaces"][0]["is_adoption"] is None
    assert edition["conflicts"][0]["other"] == "2026-08-01"
    standard = get(client, "standards/GB/T-1")
    assert (standard["kind"], standard["newest_in_force"]) == ("standard", "GB/T 1-2020")


@pytest.mark.parametrize(("degree", "adopts"), [("IDT", True), ("MOD", True), ("NEQ", False)])
def test_a_correspondence_says_whether_it_is_an_adoption(
    client: Client, degree: str, *, adopts: bool
) -> None:
    """A document that is only comparable (NEQ) has not adopted the international one."""
    relation_of(edition_of("GB/T 1-2020"), "corresponds", "ISO 9001:2015", degree=degree)
    said = get(client, "standards/GB/T-1-2020")["relations"]["corresponds"][0]
    assert (said["degree"], said["is_adoption"]) == (degree, adopts)


def test_hits_found_by_pieces_are_marked(client: Client, library: Library) -> None:
    """What stands nowhere as written is looked for in pieces, and the answer says so."""
    library(1)
    said = get(client, "search?q=安全食品")
    assert (said["total"], said["loosened"]) == (1, True)
    assert get(client, "search?q=食品安全")["loosened"] is False


def test_invented_records_carry_their_mark(client: Client) -> None:
    """Search, list and record say that a record is invented; coverage does not count it."""
    edition_of("DB99/T 1-2021", title_zh="虚构", in_force="2021-01-01", invented=True)
    build_anew()
    assert get(client, "search?q=虚构")["hits"][0]["invented"] is True
    assert get(client, "editions")["items"][0]["invented"] is True
    assert get(client, "standards/DB99/T-1-2021")["invented"] is True
    assert get(client, "coverage")["editions"] == 0


def test_the_cursor_visits_every_edition_once(client: Client) -> None:
    """Page by page, in the order of recording, also while records are added."""
    for serial in range(1, 6):
        edition_of(f"GB/T {serial}-2020")
    edition_of("JB/T 9-2020")
    visited, cursor = [], ""
    while True:
        said = get(client, f"editions?limit=2&code=GB/T&cursor={cursor}")
        visited += [item["number"] for item in said["items"]]
        cursor = said["next"]
        if not cursor:
            break
    assert visited == [f"GB/T {serial}-2020" for serial in range(1, 6)]
    assert [item["number"] for item in get(client, "editions?family=sector")["items"]] == [
        "JB/T 9-2020"
    ]
    assert get(client, "editions?recorded_since=2026-07-02")["items"] == []


def test_a_number_is_taken_apart_or_says_what_is_wrong(client: Client) -> None:
    """Reading a number looks nothing up."""
    said = get(client, "numbers?text=ＧＢ／Ｔ １．１—2020")
    assert (said["number"], said["slug"], said["part"], said["year"], said["error"]) == (
        "GB/T 1.1-2020",
        "GB/T-1.1-2020",
        "1",
        2020,
        None,
    )
    wrong = get(client, "numbers?text=GB/T")
    assert (wrong["number"], wrong["error"]["code"]) == ("", "number_incomplete")


def test_coverage_is_the_statement_of_the_page(client: Client, library: Library) -> None:
    """Families, codes, totals and sources."""
    library(1)
    said = get(client, "coverage")
    code = said["families"][0]["codes"][0]
    assert (code["scope"], code["editions"], code["in_force"]) == ("GB/T", 2, 1)
    assert code["published_total"] == 41844
    assert said["sources"][0] | {"last_run": None} == {
        "slug": "strong",
        "title": "来源 strong",
        "rank": 10,
        "licence": "",
        "records": 1,
        "last_run": None,
        "delay_days": 30,
        "delay_days_fresh": 30,
        "editions_fresh": 1,
    }


def test_every_refusal_has_the_one_shape(client: Client) -> None:
    """Not held, no number, a bad parameter, a bad cursor: a code, and where it is wrong."""
    build_anew()
    held = refusal(client, "standards/GB/T-1-2020")
    assert (held["status"], held["code"]) == (404, "not_held")
    malformed = refusal(client, "standards/GB/T")
    assert (malformed["status"], malformed["code"]) == (404, "number_incomplete")
    assert malformed["start"] is not None
    assert refusal(client, "search?page=0")["code"] == "parameter_invalid"
    assert refusal(client, "search?on=2019-02-30")["code"] == "parameter_invalid"
    assert refusal(client, "editions?cursor=x")["code"] == "cursor_invalid"


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("search?on=2019-02-30", "on: give a day of the calendar as YYYY-MM-DD"),
        ("search?on=yesterday", "on: give a day of the calendar as YYYY-MM-DD"),
        ("search?on=2019-02-03T10:00", "on: give a day of the calendar as YYYY-MM-DD"),
        ("search?page=0", "page: give 1 or more"),
        ("search?page=x", "page: give a whole number"),
        ("search?page=1.5", "page: give a whole number"),
        ("search?size=101", "size: give 100 or less"),
        ("search?sort=x", "sort: give one of 'relevance', 'date' or 'number'"),
        ("search?q=" + "a" * 1001, "q: give at most 1000 characters"),
        ("search?level=" + "a" * 201, "level: give at most 200 characters"),
        ("search?" + "level=a&" * 21, "level: give it at most 20 times"),
        ("numbers", "text: is needed"),
    ],
)
def test_a_parameter_that_cannot_be_taken_is_told_what_it_should_be(
    client: Client, address: str, detail: str
) -> None:
    """A sentence of ours that names the parameter, not the words of a library."""
    said = refusal(client, address)
    assert (said["code"], said["detail"]) == ("parameter_invalid", detail)
    assert said["hint"] == "/api/v1/docs describes every parameter"


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en", "fr", ""])
@pytest.mark.parametrize(
    "address", ["nothing", "search?page=0", "standards/GB/T", "standards/GB/T-9"]
)
def test_the_interface_speaks_english(
    client: Client, library: Library, language: str, address: str
) -> None:
    """Whatever the reader's language; only what sources wrote is in theirs."""
    library(1)
    answer = client.get(f"/api/v1/{address}", headers={"accept-language": language})
    assert answer.headers["Content-Language"] == "en"
    assert (answer.json()["detail"] + answer.json()["hint"]).isascii()


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1", "/api/v1/"])
def test_the_root_of_the_interface_leads_to_its_description(client: Client, address: str) -> None:
    """Who cuts an address short finds what there is."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/api/v1/docs")


def test_without_an_index_search_is_unavailable(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    """No index yet: 503 with the code, and the rest of the interface works."""
    settings.DATA_DIR = tmp_path
    assert refusal(client, "search?q=a")["code"] == "search_rebuild_required"
    assert get(client, "coverage")["in_force"] is None


def test_errors_are_described_as_problem_details(client: Client) -> None:
    """The description of the interface gives errors their media type."""
    said = client.get("/api/openapi.json").json()
    responses = said["paths"]["/api/v1/standards/{slug}"]["get"]["responses"]
    assert list(responses["404"]["content"]) == [PROBLEM]
    assert list(responses["200"]["content"]) == ["application/json"]


READ = [
    "v1/coverage",
    "v1/numbers?text=GB 1-2020",
    "v1/standards/GB/T-1-2020",
    "v1/standards/GB/T-2-2020",
    "v1/announcements/nothing",
    "v1/search?page=0",
    "openapi.json",
    "v1/docs",
    "v1/nowhere",
]


@pytest.mark.parametrize("address", READ)
def test_head_answers_like_get_without_a_body(
    client: Client, library: Library, address: str
) -> None:
    """Status and headers are the same whatever the answer is, and nothing follows them."""
    library(1)
    read, asked = client.get(f"/api/{address}"), client.head(f"/api/{address}")
    assert asked.status_code == read.status_code
    assert dict(asked.headers) == dict(read.headers)
    assert (asked.content, read.content == b"") == (b"", False)


@pytest.mark.parametrize("address", ["v1/coverage", "v1/standards/GB/T-1-2020", "openapi.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_method_that_is_not_taken_is_a_problem(address: str, method: str) -> None:
    """405 in the one shape of errors, and Allow names the methods that are taken."""
    answer = Client(enforce_csrf_checks=True).generic(method, f"/api/{address}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert (answer.json()["code"], answer.json()["status"]) == ("method_not_allowed", 405)
    assert method in answer.json()["detail"]


def test_options_tells_what_an_address_takes(client: Client) -> None:
    """No body, and no address that is not there takes anything."""
    answer = client.options("/api/v1/search")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/api/v1/nowhere").status_code == 404
