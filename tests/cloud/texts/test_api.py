"""The texts for programs: lists, outlines, clauses, and that nothing withheld is told."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.config.wsgi import application
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.actions.showing import Disclosure, take_down
from biaozhun.cloud.texts.models import Text
from biaozhun.core.disclosure import disclosure
from biaozhun.core.number import parse
from tests.cloud.texts.conftest import CLAUSES, Put, Shelve
from tests.documents.test_full_texts import pdf
from tests.factories.catalogue import edition_of, relation_of

pytestmark = pytest.mark.django_db
RULE = disclosure(parse("T/CECS 1-2020"))
BY_RULE = Disclosure(
    right=Text.Right.METADATA,
    reason=RULE.basis,
    basis=RULE.basis,
    read_at="https://example.org/read",
)
WITHHELD = "风荷载"


def get(client: Client, address: str, status: int = 200) -> Any:
    """The answer's body."""
    answer = client.get(f"/api/v1/texts{address}")
    assert answer.status_code == status, answer.content
    return answer.json()


def numbers(client: Client, asked: str = "") -> list[str]:
    """The numbers of the texts listed."""
    return [item["number"] for item in get(client, f"?{asked}")["items"]]


def test_the_texts_of_an_edition_are_listed_with_right_reason_and_basis(
    client: Client, shelve: Shelve, put: Put
) -> None:
    """Under any spelling of its number; the basis in Chinese and, of a rule, in English."""
    shelve("GB 1-2020")
    held = shelve("T/CECS 1-2020", right=BY_RULE, title="某标准", licence="CC0-1.0")
    [told] = get(client, "?edition=t/cecs1-2020")["items"]
    assert told == {
        "id": held.pk,
        "edition": "T/CECS-1-2020",
        "number": "T/CECS 1-2020",
        "kind": "text",
        "language": "zh",
        "title": "某标准",
        "form": "clauses",
        "media_type": "application/jsonl",
        "level": 2,
        "clause_count": 3,
        "pages": None,
        "right": "metadata",
        "reason": RULE.basis,
        "reason_en": RULE.basis_en,
        "basis": RULE.basis,
        "basis_en": RULE.basis_en,
        "read_at": "https://example.org/read",
        "licence": "CC0-1.0",
        "origin": "",
        "translator": "",
        "page": "/texts/T/CECS-1-2020",
        "file": "",
        "added": told["added"],
        "changed": told["changed"],
        "invented": False,
    }
    [opened] = get(client, "?edition=GB-1-2020")["items"]
    assert (opened["reason"], opened["basis_en"]) == ("", "")
    answer = client.get(opened["file"])
    assert b"".join(answer.streaming_content) == put().read_bytes()  # type: ignore[attr-defined]  # a stream


def test_an_edition_is_found_under_its_second_number(client: Client, shelve: Shelve) -> None:
    """As everywhere an edition is named."""
    edition = edition_of("GB/T 1-2020/ISO 5:2019")
    relation_of(edition, "joint", "ISO 5:2019")
    shelve(edition.number)
    for spelling in ("GB/T 1-2020", "gbt1-2020", edition.number):
        assert numbers(client, f"edition={quote(spelling)}") == [edition.number]


def test_lists_are_narrowed_and_go_on_by_cursor(client: Client, shelve: Shelve) -> None:
    """Each filter leaves out what does not answer to it; each text comes once."""
    shelve("GB 1-2020")
    shelve("GB 1-2020", kind=Text.Kind.TRANSLATION, language="en")
    shelve("GB 2-2020", right=BY_RULE)
    assert numbers(client, "kind=translation") == ["GB 1-2020"]
    assert numbers(client, "language=en") == ["GB 1-2020"]
    assert numbers(client, "right=metadata") == ["GB 2-2020"]
    assert numbers(client, "edition=nothing") == []
    first = get(client, "?limit=2")
    rest = get(client, f"?limit=2&cursor={first['next']}")
    ids = [item["id"] for item in first["items"] + rest["items"]]
    assert (ids, rest["next"]) == (sorted(Text.objects.values_list("pk", flat=True)), "")


def test_an_outline_names_every_clause_with_its_anchor(client: Client, shelve: Shelve) -> None:
    """Page by page, in the order of the text."""
    held = shelve()
    first = get(client, f"/{held.pk}?limit=2")
    rest = get(client, f"/{held.pk}?limit=2&cursor={first['next']}")
    found = first["clauses"] + rest["clauses"]
    assert [clause["anchor"] for clause in found] == list(CLAUSES)
    assert found[2] == {
        "anchor": "4.6.1",
        "number": "4.6.1",
        "title": "",
        "kind": "clause",
        "level": 3,
    }
    assert (first["text"], rest["next"]) == (get(client, "")["items"][0], "")


def test_a_clause_is_told_with_its_words(client: Client, shelve: Shelve) -> None:
    """And where it stands on the page; an anchor may hold any sign."""
    held = shelve(clauses={**CLAUSES, "B/1 甲": "斜线。"})
    found = get(client, f"/{held.pk}/clauses/4.6")
    assert found["text"] == CLAUSES["4.6"]
    assert found["page"] == "/texts/GB-55001-2021#4.6"
    odd = held.clauses.order_by("position").last()
    assert odd is not None
    assert get(client, f"/{held.pk}/clauses/{quote(odd.anchor)}")["text"] == "斜线。"


def test_an_anchor_leads_on_when_a_newer_text_takes_the_place(
    client: Client, shelve: Shelve
) -> None:
    """The address of the older text leads to the newer, and its anchor to the same words."""
    old = shelve()
    new = shelve(clauses={"1": CLAUSES["1"], "4.7": CLAUSES["4.6"]})
    for address in ("", "/clauses/4.6"):
        moved = client.get(f"/api/v1/texts/{old.pk}{address}")
        where = (moved.status_code, moved.headers["Location"])
        assert where == (302, f"/api/v1/texts/{new.pk}{address}")
    assert get(client, f"/{new.pk}/clauses/4.6")["anchor"] == "4.7"


@pytest.mark.parametrize("right", ["metadata", "closed"])
def test_of_a_withheld_text_nothing_is_told_but_why(
    client: Client, shelve: Shelve, right: str
) -> None:
    """No word and no heading of it, not even whether it has a clause."""
    held = shelve(right=Disclosure(right=Text.Right(right), reason="版权未取得", basis="合同"))
    told = get(client, f"/{held.pk}")
    assert (told["clauses"], told["next"], told["text"]["file"]) == ([], "", "")
    for anchor in ("4.6", "9"):
        refused = get(client, f"/{held.pk}/clauses/{anchor}", status=403)
        assert (refused["code"], refused["status"]) == ("text_withheld", 403)
        assert refused["detail"] == "the text may not be read here: 版权未取得"
    answers = ("", f"/{held.pk}", f"/{held.pk}?cursor=MQ", f"/{held.pk}/clauses/4.6")
    for address in answers:
        assert WITHHELD not in client.get(f"/api/v1/texts{address}").content.decode()


def test_a_refusal_says_the_rule_in_english_and_where_to_read(
    client: Client, shelve: Shelve
) -> None:
    """Messages of the interface are in English."""
    held = shelve("T/CECS 1-2020", right=BY_RULE)
    refused = get(client, f"/{held.pk}/clauses/4.6", status=403)
    assert refused["detail"] == f"the text may not be read here: {RULE.basis_en}"
    assert refused["hint"].endswith("it may be read or bought at https://example.org/read")


def test_a_keeper_is_told_no_more_than_anybody(as_keeper: Client, shelve: Shelve) -> None:
    """The interface answers everybody alike."""
    held = shelve(right=BY_RULE)
    assert get(as_keeper, f"/{held.pk}/clauses/4.6", status=403)["code"] == "text_withheld"


def test_the_text_of_an_invented_edition_says_so(client: Client, shelve: Shelve) -> None:
    """As every record of the demonstration does."""
    edition_of("DB99/T 1-2020", invented=True)
    held = shelve("DB99/T 1-2020")
    shelve("GB 1-2020")
    assert [item["invented"] for item in get(client, "")["items"]] == [True, False]
    assert get(client, f"/{held.pk}")["text"]["invented"] is True


def test_drafts_and_what_was_taken_down_are_not_there(
    client: Client, shelve: Shelve, put: Put
) -> None:
    """Neither in the list nor under their id."""
    draft = receive(put(), Order(number="GB 1-2020"), name="a.jsonl", actor=None)
    gone = shelve("GB 2-2020")
    take_down(gone.pk, "弄错了", actor=None)
    assert numbers(client) == []
    for pk in (draft.pk, gone.pk, gone.pk + 1000):
        for address in (f"/{pk}", f"/{pk}/clauses/1"):
            assert get(client, address, status=404)["code"] == "text_not_held"


def test_a_text_held_as_a_file_has_no_clauses(client: Client, shelve: Shelve, put: Put) -> None:
    """Its file is named."""
    path = put({}, "text.pdf")
    held = shelve(path=pdf(path, True))
    told = get(client, f"/{held.pk}")
    assert (told["text"]["form"], told["clauses"]) == ("file", [])
    assert told["text"]["file"].startswith(f"/texts/file/{held.pk}/")
    assert get(client, f"/{held.pk}/clauses/1", status=404)["code"] == "no_such_clause"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("?cursor=x", "cursor_invalid"),
        ("?limit=0", "parameter_invalid"),
        ("?kind=novel", "parameter_invalid"),
        ("?right=all", "parameter_invalid"),
        ("/0", "parameter_invalid"),
        (f"/{2**63}", "parameter_invalid"),
        ("/1/clauses/" + "1" * 201, "parameter_invalid"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_code(
    client: Client, address: str, code: str
) -> None:
    """And with a status that says so."""
    assert get(client, address, status=422)["code"] == code


@pytest.mark.parametrize("address", ["?edition=%00", "?language=%00", "/1/clauses/%00"])
def test_no_sign_makes_the_interface_fail(client: Client, address: str) -> None:
    """Neither database takes a NUL."""
    assert client.get(f"/api/v1/texts{address}").status_code in {200, 404}


def test_an_unchanged_answer_is_not_sent_twice(client: Client, shelve: Shelve) -> None:
    """Each has an ETag; a decision on the right changes it."""
    held = shelve()
    for address in ("", f"/{held.pk}", f"/{held.pk}/clauses/1"):
        tag = client.get(f"/api/v1/texts{address}").headers["ETag"]
        again = client.get(f"/api/v1/texts{address}", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_questions_to_the_database_do_not_grow(
    client: Client, shelve: Shelve, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Neither with the texts of a list nor with the clauses of an outline."""
    one = shelve("GB 1-2020", {"1": "一"})
    many = shelve("GB 2-2020", {str(n): "字" for n in range(1, 30)})
    shelve("GB 3-2020")
    with django_assert_num_queries(2):
        assert len(get(client, "")["items"]) == 3
    for held in (one, many):
        with django_assert_num_queries(3):
            get(client, f"/{held.pk}")


@pytest.fixture
def below_the_client(db: None) -> Iterator[None]:  # noqa: ARG001  -- the database is what it reads
    """Calls come in below Django's own test client and keep the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("below_the_client")
def test_answers_are_what_the_description_promises(shelve: Shelve) -> None:
    """Of texts that are there: open, withheld, replaced."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    replaced = shelve("GB 1-2020")
    opened, withheld = shelve("GB 1-2020", {"1": "新"}), shelve("GB 2-2020", right=BY_RULE)
    schema["/api/v1/texts"]["GET"].Case().call_and_validate()
    for held in (replaced, opened, withheld):
        place = {"id": held.pk}
        schema["/api/v1/texts/{id}"]["GET"].Case(path_parameters=place).call_and_validate()
        one = schema["/api/v1/texts/{id}/clauses/{anchor}"]["GET"]
        one.Case(path_parameters=place | {"anchor": "1"}).call_and_validate()
