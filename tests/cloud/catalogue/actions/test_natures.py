"""From a source's column to the page: the nature of a text with its history and its doubts."""

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.previewing import Change, preview
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.models import Conflict, Edition, RunFinding
from biaozhun.cloud.catalogue.queries.edition import edition_page
from tests.cloud.catalogue.actions.conftest import Import, Write
from tests.cloud.conftest import TODAY
from tests.factories.catalogue import edition_of, relation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CONVERTED = {
    "number": "GB/T 18186-2000",
    "title_zh": "酿造酱油",
    "published": "2000-09-01",
    "renumbered_from": [{"number": "GB 18186-2000", "date": "2017-03-23", "basis": "2017年第7号"}],
}
TOLD = (
    "性质2000-09-01 至 2017-03-22：强制性（编号 GB 18186-2000）；"
    "2017-03-23 起：推荐性（编号 GB/T 18186-2000，依据 2017年第7号）。"
    "性质由编号所带的标记得出。"
)


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese."""
    return Client(headers={"accept-language": "zh-CN"})


def nature_of(client: Client, address: str) -> str:
    """What the page says of the nature, without its markup; empty where it says nothing."""
    page = client.get(address).content.decode()
    _, found, rest = page.partition('<div id="nature">')
    text = rest.partition("</div>")[0]
    pieces = (piece.partition(">") for piece in text.split("<"))
    return "".join(piece[2] for piece in pieces) if found else ""


def exported(client: Client, address: str) -> dict[str, object]:
    """The edition as JSON."""
    answer: dict[str, object] = json.loads(client.get(f"{address}?format=json").content)
    return answer


def test_a_converted_standard_tells_when_and_by_what(
    client: Client, take_in: Import, write: Write
) -> None:
    """The page has one line with both natures, the day between them and the announcement."""
    take_in(write("a.jsonl", [CONVERTED]), "a")
    assert nature_of(client, "/standards/GB/T-18186-2000") == TOLD
    export = exported(client, "/standards/GB/T-18186-2000")
    assert (export["nature"], export["nature_as_of"]) == ("recommended", "recommended")
    assert export["nature_history"] == [
        {
            "nature": "mandatory",
            "first_day": "2000-09-01",
            "ends_before": "2017-03-23",
            "number": "GB 18186-2000",
            "rule": "number",
            "basis": "",
            "certain": True,
        },
        {
            "nature": "recommended",
            "first_day": "2017-03-23",
            "ends_before": None,
            "number": "GB/T 18186-2000",
            "rule": "number",
            "basis": "2017年第7号",
            "certain": True,
        },
    ]
    told = {}
    for day in ("2000-08-31", "2000-09-01", "2017-03-22", "2017-03-23"):
        asked = client.get(f"/standards/GB/T-18186-2000?format=json&on={day}").content
        told[day] = json.loads(asked)["nature_as_of"]
    assert list(told.values()) == ["", "mandatory", "mandatory", "recommended"]


def test_the_former_number_tells_the_same_history(
    client: Client, take_in: Import, write: Write
) -> None:
    """Held under both numbers, the text is one: either page tells the whole of it."""
    former = {"number": "GB 18186-2000", "title_zh": "酿造酱油", "nature": "强制性"}
    take_in(write("a.jsonl", [CONVERTED, former]), "a")
    told = [
        nature_of(client, f"/standards/{slug}") for slug in ("GB/T-18186-2000", "GB-18186-2000")
    ]
    assert told == [TOLD, TOLD]


def test_a_change_without_a_day_is_told_as_one(
    client: Client, take_in: Import, write: Write
) -> None:
    """The remark 强制性转化为推荐性 names no day: the page says that nobody states it.

    Of the former number nothing is told: no source says that the text was published under it.
    """
    row = {"code": "GB/T 13961-2008", "title_zh": "某", "source": "x", "published": "2008-12-30"}
    row |= {"replaces_raw": "强制性转化为推荐性标准", "status": "现行"}
    take_in(write("a.jsonl", [row]), "a", seen=dt.date(2026, 7, 1))
    told = nature_of(client, "/standards/GB/T-13961-2008")
    assert told == (
        "性质2008-12-30 至 2026-06-30："
        "性质不详（没有来源写明哪一天改号，依据 强制性转化为推荐性标准）；"
        "2026-07-01 起：推荐性（编号 GB/T 13961-2008，依据 强制性转化为推荐性标准）。"
        "性质由编号所带的标记得出。"
    )


def word(status: str, seen: str, source: str = "a") -> dict[str, str]:
    """A status word of a source, as it is kept."""
    return {"word": status, "seen": seen, "source": source}


DECIDED = word("voluntary", "2026-06-02", "operator") | {"decided": "operator"}


@pytest.mark.parametrize(
    ("words", "natures", "known"),
    [
        ([], [], "2026-07-01"),
        ([word("in_force", "2026-08-01")], [], "2026-07-01"),
        ([word("withdrawn", "2026-06-01")], [], "2026-06-01"),
        ([word("upcoming", "2026-06-01")], [], None),
        ([word("draft", "2026-06-01")], [], None),
        ([word("upcoming", "2026-06-01"), word("in_force", "2026-08-01")], [], "2026-08-01"),
        ([word("upcoming", "2026-06-01")], [word("voluntary", "2026-06-01")], None),
        ([word("upcoming", "2026-06-01")], [word("voluntary", "2026-06-02")], "2026-06-02"),
        ([word("upcoming", "2026-06-01")], [DECIDED], None),
        ([], [word("voluntary", "2026-06-01")], "2026-06-01"),
    ],
)
def test_a_number_shown_before_its_day_is_not_yet_borne(
    words: list[dict[str, str]], natures: list[dict[str, str]], known: str | None
) -> None:
    """即将实施 and drafts show a number that a change still has to give; other words show it borne.

    Where such a word is there, the day of the first record proves nothing.
    """
    latter = edition_of("GB/T 9-2008", published="2008-12-30", statements=words, natures=natures)
    relation_of(latter, "renumbered_from", "GB 9-2008")
    doubt, *after = edition_page(latter, TODAY).line.natures.spans
    assert (str(doubt.first), doubt.certain) == ("2008-12-30", False)
    assert [str(span.first) for span in after] == ([known] if known else [])


def test_the_ordinary_edition_says_nothing_more_and_keeps_nothing_more(
    client: Client, take_in: Import, write: Write
) -> None:
    """A source that repeats what the number says adds neither a line nor a statement."""
    take_in(write("a.jsonl", [{"number": "GB/T 5-2000", "nature": "推荐性"}]), "a")
    assert Edition.objects.get().natures == []
    assert nature_of(client, "/standards/GB/T-5-2000") == ""
    assert [
        one["nature"] for one in exported(client, "/standards/GB/T-5-2000")["nature_history"]
    ] == [  # type: ignore[index, attr-defined]  # a list of objects
        "recommended"
    ]


def test_a_source_that_denies_the_number_is_shown_beside_it(
    client: Client, take_in: Import, write: Write
) -> None:
    """The number counts; the other word stands on the page, among the conflicts and in JSON."""
    take_in(write("a.jsonl", [{"number": "GB 5-2000", "nature": "推荐性"}]), "a")
    edition = Edition.objects.get()
    assert (edition.nature, edition.conflicting) == ("mandatory", True)
    told = nature_of(client, "/standards/GB-5-2000")
    assert told.startswith("性质强制性（编号 GB 5-2000）。性质由编号所带的标记得出。")
    assert "“a”在 2026-07-01 称其为推荐性；有来源的说法与编号不符，以编号为准。" in told
    page = client.get("/standards/GB-5-2000").content.decode()
    assert '强制性 <span class="quiet small">标准编号</span>' in page
    disputes = exported(client, "/standards/GB-5-2000")["nature_disputes"]
    assert [(one["code"], one["said"]["source"]) for one in disputes] == [("denied", "a")]  # type: ignore[attr-defined]  # a list of objects
    assert "标准编号" in client.get("/conflicts?field=nature").content.decode()


def test_an_unknown_word_is_counted_and_its_row_goes_in(take_in: Import, tmp_path: Path) -> None:
    """A table with a column 标准性质: what is understood is taken, the rest is in the account."""
    table = tmp_path / "a.csv"
    table.write_text(
        "标准编号,标准名称,标准性质\nGB 5-2000,甲,条文强制\nGB 6-2000,乙,半强制\n", encoding="utf-8"
    )
    account = take_in(table, "a")
    assert (account.stored, account.rejected) == (2, 0)
    assert list(RunFinding.objects.values_list("code", "field", "count", "example")) == [
        ("unknown_nature", "nature", 1, "半强制")
    ]
    kept = dict(Edition.objects.values_list("number", "natures"))
    assert kept["GB 6-2000"] == []
    assert [said["word"] for said in kept["GB 5-2000"]] == ["partly_mandatory"]


def test_two_sources_give_the_same_natures_in_either_order(take_in: Import, write: Write) -> None:
    """Statements, conflicts and the day of the conversion do not depend on who came first."""
    files = {
        "a": write("a.jsonl", [CONVERTED, {"number": "T/CECS 5-2000", "nature": "推荐"}]),
        "b": write(
            "b.jsonl",
            [
                {"number": "GB/T 18186-2000", "nature": "强制性"},
                {"number": "T/CECS 5-2000", "nature": "强制性"},
            ],
        ),
    }
    found = []
    for order in itertools.permutations(files):
        for source in order:
            take_in(files[source], source)
        found.append(
            (
                list(Edition.objects.order_by("slug").values_list("slug", "natures")),
                list(
                    Conflict.objects.order_by("edition__slug", "other_source").values_list(
                        "edition__slug", "field", "chosen", "chosen_source", "other"
                    )
                ),
            )
        )
        Edition.objects.all().delete()
    assert found[0] == found[1]
    assert found[0][1] == [
        ("GB/T-18186-2000", "nature", "recommended", "", "mandatory"),
        ("T/CECS-5-2000", "nature", "recommended", "a", "mandatory"),
    ]


def test_a_long_line_of_numbers_asks_no_more_questions() -> None:
    """The history is told from what the page has read, however many numbers a text has borne."""
    counts = []
    for serial, length in ((1, 1), (2, 12)):
        for at in range(length):
            latter = edition_of(f"GB/T {serial}{at}-2000")
            day = dt.date(2001 + at, 1, 1)
            relation_of(latter, "renumbered_from", f"GB {serial}{at}-2000", date=day)
            if at:
                before = f"GB/T {serial}{at - 1}-2000"
                relation_of(edition_of(f"GB {serial}{at}-2000"), "renumbered_from", before)
        with CaptureQueriesContext(connection) as asked:
            page = edition_page(Edition.objects.select_related("standard").get(pk=latter.pk), TODAY)
        counts.append(len(asked))
        assert len(page.line.natures.spans) >= length + 1
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "2000-09-01 to 2017-03-22: Mandatory (as GB 18186-2000); from 2017-03-23: Recommended",
        ),
        ("zh-TW", "2000-09-01 至 2017-03-22：強制性（編號 GB 18186-2000）；2017-03-23 起：推薦性"),
    ],
)
def test_the_history_is_told_in_the_readers_language(
    take_in: Import, write: Write, language: str, sentence: str
) -> None:
    """English and Traditional Chinese have every word of the line."""
    take_in(write("a.jsonl", [CONVERTED]), "a")
    reader = Client(headers={"accept-language": language})
    assert sentence in nature_of(reader, "/standards/GB/T-18186-2000")


def test_a_preview_names_the_words_that_would_come_in(take_in: Import, write: Write) -> None:
    """What an import would say of the nature is shown before it does."""
    take_in(write("a.jsonl", [{"number": "GB 5-2000", "title_zh": "某"}]), "a")
    path = write("b.jsonl", [{"number": "GB 5-2000", "nature": "条文强制"}])
    order = ImportOrder(path=path, source=SourceDescription(slug="b"), seen=dt.date(2026, 7, 1))
    assert list(preview(order)) == [
        Change(
            number="GB 5-2000", field="natures", before="", after="partly_mandatory 2026-07-01 b"
        )
    ]
    assert Edition.objects.get().natures == []
