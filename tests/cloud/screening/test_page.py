"""The self-check page: form, result, file, report, refusals."""

import io

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.audit.models import Event

TITLE = "四川省白茶加工技术规程"
DRAFT = "承接单位应在本市注册。养护单位应配备人员。"


@pytest.mark.django_db
def test_the_form_is_open_to_everybody(client: Client) -> None:
    """No account, nothing asked yet."""
    page = client.get("/screening")
    assert page.status_code == 200
    assert "任何人都可以用" in page.content.decode()
    assert "noindex" not in page.content.decode()


@pytest.mark.usefixtures("catalogue")
def test_a_title_in_the_address_is_asked_about(client: Client) -> None:
    """The result names near standards with the reason, and is kept out of search engines."""
    page = client.get("/screening", {"title": TITLE}).content.decode()
    assert "项现行的国家标准、行业标准已经涉及。" in page
    assert "除地名外，对象和事项都相同" in page
    assert 'href="/standards/DB35/T-1896-2020"' in page
    assert 'content="noindex"' in page


@pytest.mark.usefixtures("catalogue")
def test_a_file_is_read_and_its_sentences_are_told(client: Client) -> None:
    """The draft stands in the form afterwards, to be mended; no event and no file is kept."""
    file = SimpleUploadedFile("draft.txt", DRAFT.encode())
    page = client.post("/screening", {"title": TITLE, "file": file}).content.decode()
    assert "承接单位应<mark>在本市注册</mark>。" in page
    assert f">\n{DRAFT}</textarea>" in page
    assert Event.objects.count() == 0


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty_file"), (b"PK\x03\x04broken", "broken_file")]
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_kept(
    client: Client, content: bytes, code: str
) -> None:
    """A sentence says what to do; the title is still there."""
    file = SimpleUploadedFile("draft.docx", content)
    answer = client.post("/screening", {"title": TITLE, "file": file})
    assert answer.status_code == 422
    assert f"<code>{code}</code>" in answer.content.decode()
    assert f'value="{TITLE}"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told", [{"title": ""}, {"title": "字" * 301}, {"title": "a", "region": "x"}]
)
def test_faults_of_the_form_are_told_beside_their_fields(
    client: Client, told: dict[str, str]
) -> None:
    """Refused with 422, nothing is asked."""
    answer = client.post("/screening", told)
    assert answer.status_code == 422
    assert "没有查：请改正下面标出的地方。" in answer.content.decode()


@pytest.mark.django_db
def test_without_an_index_the_page_says_so(client: Client) -> None:
    """It is no failure of the page."""
    answer = client.get("/screening", {"title": TITLE})
    assert answer.status_code == 200
    assert "catalogue/search_unready.html" in {template.name for template in answer.templates}


@pytest.mark.usefixtures("catalogue")
def test_the_report_says_the_same_as_the_page(client: Client) -> None:
    """A Word document with findings, near standards and what was not compared."""
    answer = client.post("/screening", {"title": TITLE, "text": DRAFT, "format": "docx"})
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    document = Document(io.BytesIO(answer.content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "承接单位应在本市注册。" in cells
    assert any(cell.startswith("DB35/T 1896-2020") for cell in cells)
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "有 1 处写法不宜写进地方标准。" in lines
    assert "没有写范围，只比了名称。" in lines


@pytest.mark.usefixtures("catalogue")
def test_the_page_speaks_english(client: Client) -> None:
    """Every sentence of ours, with Chinese titles marked as Chinese."""
    page = client.get("/screening", {"title": TITLE}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Self-check of a proposal" in page
    assert "项现行的国家标准" not in page


class AnyQuestion(TestCase):
    """Whatever stands in the address, the page answers."""

    @given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=10))
    def test_any_question_is_answered(self, title: str, scope: str, region: str) -> None:
        """NUL bytes, signs and nonsense are bad input at worst."""
        told = {"title": title, "scope": scope, "region": region, "format": "?"}
        told = {name: value.encode("utf-8", "replace").decode() for name, value in told.items()}
        assert self.client.get("/screening", told).status_code in {200, 422}


@pytest.mark.usefixtures("catalogue")
def test_drafts_are_counted_and_titles_are_not(client: Client, settings: LazySettings) -> None:
    """One address sends so many drafts in an hour; a title alone can always be asked about."""
    settings.CHECKS_AN_HOUR = 1
    told = {"title": TITLE, "text": DRAFT}
    sent = {"REMOTE_ADDR": "192.0.2.77"}
    assert client.post("/screening", told, **sent).status_code == 200
    refused = client.post("/screening", told, **sent)
    assert (refused.status_code, "<code>too_many_checks</code>" in refused.content.decode()) == (
        422,
        True,
    )
    assert client.post("/screening", {"title": TITLE}, **sent).status_code == 200
