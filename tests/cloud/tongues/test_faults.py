"""What went wrong is told in the reader's words; the program's English is for its log."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import translation

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.desk.models import Upload
from biaozhun.cloud.desk.templatetags.desk import refusal
from biaozhun.cloud.exchange import wording as exchange
from biaozhun.cloud.exchange.templatetags.exchange import harvest_fault
from biaozhun.cloud.texts.views.desk import said
from biaozhun.core.errors import BiaozhunError
from tests.cloud.tongues.conftest import reading

SOURCE = Path(exchange.__file__).parent
LANGUAGES = ("zh-hans", "zh-hant", "en")
OF_ROWS = {"row_unread", "statement_refused"}


def test_every_reason_for_the_end_of_a_harvest_has_its_own_sentence() -> None:
    """No code of the harvest falls back to the sentence that says nothing."""
    raised = {
        code
        for path in (SOURCE / "harvest").rglob("*.py")
        for code in re.findall(r'code="(\w+)"', path.read_text(encoding="utf-8"))
    }
    generic = exchange.harvest_fault("harvest_failed")
    silent = {code for code in raised - OF_ROWS if exchange.harvest_fault(code) == generic}
    assert silent == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_that_was_kept_is_told_in_the_language_of_who_reads_it(language: str) -> None:
    """Of a harvest and of an upload: the words differ, the code and the fragment stay."""
    words = {
        "zh-hans": ("连接不上对方", "文件已损坏，打不开。"),
        "zh-hant": ("連接不上對方", "文件已損壞，打不開。"),
        "en": ("The partner cannot be reached", "The file is damaged and cannot be opened."),
    }[language]
    with translation.override(language):
        told = harvest_fault("unreachable: nobody answers at this address")
        stopped = refusal("broken_file: row 7")
    assert told == f"{words[0]} <code>unreachable</code>"
    assert (stopped["words"], stopped["fragment"]) == (words[1], "row 7")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_refused_for_a_reason_without_words_says_no_english(language: str) -> None:
    """The message of the program is not shown in place of a sentence."""
    with translation.override(language):
        assert "inner words" not in said(BiaozhunError("inner words", code="never_heard_of"))


@pytest.mark.django_db
def test_the_desk_shows_what_stopped_an_upload_without_the_programs_english() -> None:
    """On its page, in the reader's words."""
    head = Person.objects.create_user("h@example.org", name="H", role=Role.ADMINISTRATOR)
    upload = Upload.objects.create(
        file_name="a.csv",
        place="a",
        digest="a",
        size=1,
        uploaded=dt.datetime(2026, 11, 2, tzinfo=dt.UTC),
        uploaded_by="H",
        state="refused",
        fault="broken_file: row 7",
    )
    page = reading(head, "zh-hans").get(f"/desk/uploads/{upload.pk}").content.decode()
    assert "文件已损坏，打不开。" in page
    assert "<code>row 7</code>" in page
