"""Documents of a project: versions, who may read them, what is found in them, how they differ."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.documents import add_document, let_note_travel, show_document
from biaozhun.cloud.drafting.actions.proceedings import (
    Conclusion,
    conclude_proceeding,
    record_proceeding,
)
from biaozhun.cloud.drafting.actions.reading import read_and_check
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, Project, ProjectDocument
from biaozhun.cloud.drafting.queries.comparing import compared, difference
from biaozhun.cloud.drafting.wording import DOCUMENT
from biaozhun.cloud.drafting.wording.records import ADVICE, FINDING
from biaozhun.core.structure import drafts
from tests.cloud.drafting.conftest import NOON, As, Cast
from tests.cloud.drafting.test_file_kinds import package
from tests.factories.catalogue import edition_of, relation_of
from tests.factories.drafting import paper_of, project_of

DRAFT = """公共场所母婴设施设置与服务规范
1 范围
本文件规定了公共场所母婴设施的设置。
2 规范性引用文件
GB/T 10001.1-2012 公共信息图形符号
4 设置要求
使用面积不应小于10 m²。
"""


def refused(code: str, **told: object) -> None:
    """What is put on a project is refused with this code."""
    with pytest.raises(DraftingRefusedError) as error:
        add_document(**{"actor": None, "at": NOON, **told})  # type: ignore[arg-type]  # named
    assert error.value.code == code


def test_versions_of_a_kind_are_counted_and_the_same_bytes_are_not(project: Project) -> None:
    """A second file is version 2; sent again it is still version 2."""
    first = paper_of(project, "draft_for_comment", "一")
    second = paper_of(project, "draft_for_comment", "二")
    again = paper_of(project, "draft_for_comment", "二")
    other = paper_of(project, "outline")
    assert [first.version, second.version, again.pk, other.version] == [1, 2, second.pk, 1]


def test_a_document_keeps_its_name_size_and_hash(project: Project) -> None:
    """What was uploaded can be told from anything else; folders in its name are gone."""
    upload = ("C:\\草案\\报批稿.txt", b"abc")
    made = add_document(project, "draft_for_approval", upload, actor=None, at=NOON)
    assert (made.name, made.size) == ("报批稿.txt", 3)
    assert made.digest.startswith("ba7816bf8f01cfea414140de5dae2223")
    with made.file.open("rb") as stream:
        assert stream.read() == b"abc"


def test_an_empty_file_and_a_draft_of_another_project_are_refused(project: Project) -> None:
    """Nothing is kept of either."""
    other = paper_of(project_of(2), "draft_for_comment")
    refused("file_empty", project=project, kind="other", upload=("a.txt", b""))
    upload = ("a.txt", b"a")
    refused(
        "not_of_this_project",
        project=project,
        kind="explanatory_note",
        upload=upload,
        accompanies=other,
    )
    assert not project.documents.exists()


def test_a_note_may_be_said_to_hold_for_the_newest_draft(project: Project, cast: Cast) -> None:
    """It becomes a version that travels with that draft; without a draft there is nothing to."""
    lonely = paper_of(project, "explanatory_note")
    with pytest.raises(DraftingRefusedError) as error:
        let_note_travel(lonely, actor=cast.drafter, at=NOON)
    assert error.value.code == "no_draft"
    draft = paper_of(project, "draft_for_comment")
    made = let_note_travel(lonely, actor=cast.drafter, at=NOON)
    assert (made.version, made.accompanies, made.digest) == (2, draft, lonely.digest)
    with pytest.raises(DraftingRefusedError) as wrong:
        let_note_travel(draft, actor=cast.drafter, at=NOON)
    assert wrong.value.code == "not_of_this_project"


def test_a_draft_is_read_and_what_it_cites_is_looked_up(project: Project) -> None:
    """A dead standard, a number that leaps and an empty clause are found, with place and advice."""
    edition_of("GB/T 10001.1-2012", published="2012-12-31", in_force="2013-06-01")
    newer = edition_of("GB/T 10001.1-2023", published="2023-03-17", in_force="2023-10-01")
    relation_of(newer, "replaces", "GB/T 10001.1-2012")
    draft = paper_of(project, "draft_for_comment", DRAFT)
    read_and_check(draft.pk, at=NOON)
    draft.refresh_from_db()
    found = {one["code"]: one for one in draft.findings}
    assert {"cites_replaced", "number_skipped", "foreword_missing"} <= set(found)
    assert set(found) <= {*FINDING, *drafts.ADVICE}
    assert "reference_dead" not in found
    assert found["foreword_missing"]["advice"].startswith("缺少前言")
    assert found["cites_replaced"]["advice"] == "GB/T 10001.1-2023"
    assert found["cites_replaced"]["place"] == "paragraph:5"
    assert found["number_skipped"]["text"] == "3"
    assert draft.text.paragraphs[0] == "公共场所母婴设施设置与服务规范"


@pytest.mark.django_db
def test_what_a_revision_replaces_is_no_fault_of_its_draft() -> None:
    """The edition it revises is named in it as what it is, withdrawn or not."""
    edition_of("DB36/T 12-2001", in_force="2001-06-01", withdrawn="2025-01-01")
    project = project_of(7, kind="revision", revises="DB36/T-12-2001")
    draft = paper_of(project, "draft_for_comment", "本文件代替 DB36/T 12—2001。")
    read_and_check(draft.pk, at=NOON)
    draft.refresh_from_db()
    assert [one for one in draft.findings if one["code"].startswith("cites_")] == []


def test_a_file_that_cannot_be_read_says_so_and_is_kept(project: Project) -> None:
    """A broken Word file is no failure of the task."""
    file = ("a.docx", package("word/document.xml", content="<broken"))
    broken = add_document(project, "draft_for_comment", file, actor=None, at=NOON)
    read_and_check(broken.pk, at=NOON)
    broken.refresh_from_db()
    assert broken.text.fault
    assert broken.findings == []


@pytest.mark.django_db
def test_reading_a_document_that_is_gone_does_nothing() -> None:
    """The task may come too late."""
    read_and_check(10**6, at=NOON)
    assert not ProjectDocument.objects.exists()


def test_two_versions_are_compared_by_paragraph(project: Project) -> None:
    """What was reworded, added and taken out is counted."""
    older = paper_of(project, "draft_for_comment", "一\n二\n三\n四")
    newer = paper_of(project, "draft_for_comment", "一\n贰\n三\n四\n五")
    assert compared(older, newer) is None
    for one in (older, newer):
        read_and_check(one.pk, at=NOON)
    told = compared(older, newer)
    assert told is not None
    assert (told.changed, told.added, told.removed, told.is_same) == (1, 1, 0, False)


@given(
    st.lists(st.text("ab", max_size=2), max_size=12),
    st.lists(st.text("ab", max_size=2), max_size=12),
)
def test_a_difference_accounts_for_every_paragraph(before: list[str], after: list[str]) -> None:
    """Counted by either side, the lengths differ by what was added less what was taken out."""
    told = difference(before, after)
    assert told.added - told.removed == len(after) - len(before)
    assert told.is_same == (before == after)


def test_only_who_takes_part_reads_what_is_not_public(
    project: Project, cast: Cast, browser: As
) -> None:
    """Everybody reads a public document, parties and member departments all of them."""
    paper = paper_of(project, "working_draft", "内部")
    address = f"/projects/{project.pk}/documents/{paper.pk}"

    def status(person: Person | None) -> int:
        answer = browser(person).get(address)
        if answer.streaming:
            answer.getvalue()  # read to its end, the file in it is closed
        return answer.status_code

    inside = (cast.officer, cast.department, cast.drafter, cast.secretary, cast.watcher)
    assert {status(person) for person in inside} == {200}
    assert {status(person) for person in (None, cast.stranger, cast.nobody)} == {404}
    show_document(paper, is_public=True, actor=cast.officer)
    answer = browser().get(address)
    assert b"".join(answer.streaming_content) == "内部".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    other = project_of(3)
    assert browser().get(f"/projects/{other.pk}/documents/{paper.pk}").status_code == 404


def test_a_drafter_uploads_and_a_member_department_does_not(
    project: Project, cast: Cast, browser: As
) -> None:
    """Whoever works on a project adds papers to it; who looks on is refused."""
    address = f"/projects/{project.pk}/documents/new"

    def sent(person: Person, **told: object) -> int:
        file = SimpleUploadedFile("稿.txt", "征求意见".encode())
        fields = {"kind": "draft_for_comment", "file": file, **told}
        return browser(person).post(address, fields).status_code

    assert sent(cast.drafter) == 302
    assert sent(cast.drafter, kind="nothing") == 422
    assert sent(cast.watcher) == 403
    assert sent(cast.stranger) == 403
    assert browser().get(address).status_code == 302
    assert project.documents.count() == 1


@pytest.mark.parametrize("page", ["findings", "compare"])
def test_the_pages_of_a_draft_open_to_who_works_on_it(
    project: Project, cast: Cast, browser: As, page: str
) -> None:
    """Before and after it was read."""
    older, newer = (paper_of(project, "draft_for_comment", DRAFT + str(n)) for n in (1, 2))
    address = f"/projects/{project.pk}/documents/{newer.pk}/{page}"
    assert browser(cast.drafter).get(address).status_code == 200
    for one in (older, newer):
        read_and_check(one.pk, at=NOON)
    assert "3" in browser(cast.drafter).get(address).content.decode()
    assert browser(cast.drafter).get(f"{address}?with=\x00&with=99999999999").status_code == 200
    assert browser(cast.stranger).get(address).status_code in {403, 404}


def test_only_the_authority_makes_papers_public(project: Project, cast: Cast, browser: As) -> None:
    """Drafters and departments do not."""
    paper = paper_of(project, "test_report")
    address = f"/projects/{project.pk}/documents/{paper.pk}/show"
    for person in (cast.drafter, cast.department, cast.watcher):
        assert browser(person).post(address, {"public": "yes"}).status_code == 403
    assert browser(cast.officer).post(address, {"public": "yes"}).status_code == 302
    paper.refresh_from_db()
    assert paper.is_public


def test_rounds_of_a_proceeding_are_counted_and_the_latest_is_brought_up_to_date(
    project: Project, cast: Cast
) -> None:
    """An earlier round stays as it was once a later one has begun."""
    told = {"note": "", "papers": (), "origin": "stated", "actor": cast.officer, "at": NOON}
    day = dt.date(2026, 5, 1)
    first = record_proceeding(
        project, "consultation", began=day, ended=None, outcome="", open_items=4, **told
    )
    end = dt.date(2026, 6, 1)
    done = Conclusion(ended=end, outcome="done", open_items=0)
    conclude_proceeding(first, done, actor=cast.officer)
    first.refresh_from_db()
    assert (first.ended, first.outcome, first.open_items) == (end, "done", 0)
    second = record_proceeding(project, "consultation", began=end, ended=None, outcome="", **told)
    assert (second.round, second.stated_by) == (2, cast.officer)
    with pytest.raises(DraftingRefusedError) as error:
        conclude_proceeding(first, done, actor=cast.officer)
    assert error.value.code == "proceeding_over"
    early = Conclusion(ended=day, outcome="done")
    with pytest.raises(DraftingRefusedError) as reversed_:
        conclude_proceeding(second, early, actor=cast.officer)
    assert reversed_.value.code == "ends_before_it_begins"


def test_papers_of_another_project_do_not_belong_to_a_proceeding(project: Project) -> None:
    """Neither as its papers nor as the draft it was about."""
    other = paper_of(project_of(2), "review_minutes")
    told = {"note": "", "origin": "here", "actor": None, "at": NOON, "began": None, "ended": None}
    for mixed in ({"papers": [other]}, {"papers": [], "draft": other}):
        with pytest.raises(DraftingRefusedError) as error:
            record_proceeding(project, "hearing", outcome="", **told, **mixed)  # type: ignore[arg-type]  # named
        assert error.value.code == "not_of_this_project"
    assert not Proceeding.objects.exists()


def test_the_authority_states_what_was_held_on_paper_and_drafters_do_not(
    project: Project, cast: Cast, browser: As
) -> None:
    """A form for it, refused where days are the wrong way round."""
    address = f"/projects/{project.pk}/proceedings/new"
    told = {"kind": "technical_review", "began": "2026-06-02", "ended": "2026-06-01"}
    assert browser(cast.officer).get(address).status_code == 200
    assert browser(cast.officer).post(address, told).status_code == 422
    told |= {"ended": "2026-06-03", "outcome": "passed", "open_items": "0", "note": "同意"}
    assert browser(cast.drafter).post(address, told).status_code == 403
    assert browser(cast.officer).post(address, told).status_code == 302
    made = Proceeding.objects.get()
    assert (made.outcome, made.origin, made.stated_by) == ("passed", "stated", cast.officer)
    change = f"/projects/{project.pk}/proceedings/{made.pk}"
    assert browser(cast.officer).get(change).status_code == 200
    sent = {"ended": "2026-06-04", "outcome": "revise", "open_items": "", "note": "改"}
    assert browser(cast.officer).post(change, sent).status_code == 302
    made.refresh_from_db()
    assert made.outcome == "revise"
    assert (
        browser(cast.officer).get(f"/projects/{project.pk}/proceedings/{10**30}").status_code == 404
    )


def test_every_kind_and_every_finding_has_words() -> None:
    """No page fails on a new one."""
    assert set(DOCUMENT) == set(DocumentKind)
    assert set(ADVICE) == set(FINDING)
