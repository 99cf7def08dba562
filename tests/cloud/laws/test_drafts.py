"""The draft check: findings with their places, files, refusals; nothing is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.laws.queries.drafts import look_over
from tests.cloud.laws.conftest import DAY, law_of
from tests.factories.catalogue import edition_of, relation_of

pytestmark = pytest.mark.django_db

DRAFT = """第一条 根据《旧管理办法》，制定本办法。
第二条 室内装修材料应当符合 GB/T 18883，甲醛释放量不得超过 0.10 mg/m³。
第三条 检测参照《限量》（GB 18580-2017）进行。
"""


@pytest.fixture
def history(catalogue: None) -> None:  # noqa: ARG001  -- the library
    """One of the standards is replaced, and the law cited is abolished."""
    new = edition_of("GB 18580-2025", title_zh="甲醛释放限量", in_force="2026-06-01")
    relation_of(new, "replaces", "GB 18580-2017")
    law_of("旧管理办法", abolished="2020-01-01", abolished_basis="某决定")


def test_a_draft_is_looked_over(client: Client, history: None) -> None:  # noqa: ARG001  -- likewise
    """Each finding with its place and words to use; the text is cut at them and loses nothing."""
    answer = client.post("/laws/draft-check", {"text": DRAFT, "on": "2026-11-22"})
    looked = answer.context["looked"]
    assert answer.status_code == 200
    assert [(found.code, found.text) for found in looked.findings] == [
        ("abolished_law", "《旧管理办法》"),
        ("made_binding", "GB/T 18883"),
        ("number_without_title", "GB/T 18883"),
        ("undated_limit", "GB/T 18883"),
        ("replaced", "GB 18580-2017"),
    ]
    assert looked.findings[-1].wording == "《甲醛释放限量》（GB 18580—2025）"
    assert "".join(piece.text for piece in looked.marked) == DRAFT.strip()
    page = answer.content.decode()
    assert all(f'id="finding-{n}"' in page for n in range(1, 6))
    assert "《甲醛释放限量》（GB 18580—2025）" in page


def test_the_day_decides(client: Client, history: None) -> None:  # noqa: ARG001  -- likewise
    """Before the replacement came into force the old edition holds."""
    answer = client.post("/laws/draft-check", {"text": DRAFT, "on": "2026-05-31"})
    assert "replaced" not in {found.code for found in answer.context["looked"].findings}


def test_a_file_is_looked_over_and_nothing_is_kept(client: Client) -> None:
    """The text of the file is read; not one statement writes."""
    file = SimpleUploadedFile("草案.txt", "参照 GB/T 5-2020 检验。".encode())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post("/laws/draft-check", {"file": file, "on": "2026-11-22"})
    assert [c.text for c, _answer in answer.context["looked"].cited] == ["GB/T 5-2020"]
    writing = ("INSERT", "UPDATE", "DELETE")
    assert [q["sql"] for q in asked.captured_queries if q["sql"].startswith(writing)] == []


@pytest.mark.parametrize(
    "told",
    [
        {"on": "2026-11-22"},
        {"text": " ", "on": "2026-11-22"},
        {"text": "甲", "on": "x"},
        {"text": "甲" * 200_001, "on": "2026-11-22"},
        {"text": "GB/T 1-2020 " * 2_001, "on": "2026-11-22"},
        {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken"), "on": "2026-11-22"},
        {"file": SimpleUploadedFile("a.txt", "甲".encode() * 200_001), "on": "2026-11-22"},
    ],
)
def test_what_cannot_be_looked_over_is_refused_in_words(
    client: Client, told: dict[str, object]
) -> None:
    """422 with a sentence; what was typed is still there."""
    answer = client.post("/laws/draft-check", told)
    assert answer.status_code == 422
    assert "looked" not in answer.context
    assert answer.context["form"].errors


def test_a_draft_without_standards_says_so(client: Client) -> None:
    """No finding and no citation."""
    answer = client.post("/laws/draft-check", {"text": "第一条 甲。", "on": "2026-11-22"})
    assert "没有找到引用标准的地方" in answer.content.decode()


class AnyDraft(TestCase):
    """Whatever is pasted."""

    @settings(max_examples=40)
    @given(
        st.lists(
            st.sampled_from(
                [
                    *(
                        "应当符合",
                        "GB/T 1.1",
                        "GB 18580-2017",
                        "《室内标准》",
                        "《某法》",
                        "（",
                        "）",
                    ),
                    *("第5条", "中的限量", "0.1 mg/m³", "。", "，", "\n", "T/CECS 1-2020", "最新"),
                ]
            ),
            max_size=20,
        ).map("".join)
    )
    def test_no_draft_breaks_it_and_the_text_stays_whole(self, text: str) -> None:
        """Marks never lose or double a character, and every finding is named at some mark."""
        looked = look_over(text, DAY)
        assert "".join(piece.text for piece in looked.marked) == text
        named = sorted(n for piece in looked.marked for n in piece.findings)
        assert named == list(range(1, len(looked.findings) + 1))
