"""The explanatory note, half written by the machine, and the forms of a project."""

import datetime as dt
import io

import docx
import pytest

from biaozhun.cloud.drafting.actions.reading import read_and_check
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.exports.note import note_docx
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.paper_forms import FORMS
from biaozhun.cloud.drafting.queries.note import GUIDES, SECTIONS, section_named, sections_of
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.form_templates.actions.filling import filled
from tests.cloud.drafting.conftest import DAY, NOON, As, Cast
from tests.factories.catalogue import edition_of
from tests.factories.drafting import held, paper_of, project_of

DRAFT = "1 范围\n本文件规定了设置要求。\n2 规范性引用文件\nGB/T 10001.1-2012 通用符号\n"
NOTE = """《规范》编制说明
一、任务来源
旧的来源。
二、制定标准的必要性、目的和意义
群众反映母婴设施不足。
三、编制过程
补充：2026年4月赴三市调研。
四、编制原则
【写明编制所依据的原则。】
"""


def shown(project: Project) -> Project:
    """The project with its units and bodies."""
    found = project_at(project.pk)
    assert found is not None
    return found


def words(content: bytes) -> list[str]:
    """The paragraphs of a Word file."""
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]


def test_the_note_has_its_ten_sections_and_says_what_is_to_be_written(project: Project) -> None:
    """In their order; where the case tells nothing there is a bracket."""
    lines = words(note_docx(shown(project), DAY))
    assert lines[0] == f"《{project.title}》编制说明"
    headings = [
        f"{n}、{heading}"
        for n, (_name, heading) in zip("一二三四五六七八九十", SECTIONS, strict=True)
    ]
    assert [line for line in lines if line in headings] == headings
    assert [line for line in lines if line.startswith("【")] == [
        f"【{one}】" for one in GUIDES.values()
    ]


def test_the_case_tells_source_course_references_and_consultation(
    project: Project, cast: Cast
) -> None:
    """Plan document and number, stages with days, what is cited, how long was consulted."""
    edition_of("GB/T 10001.1-2012", title_zh="公共信息图形符号 第1部分：通用符号")
    step_project(project, "start", actor=cast.drafter, at=NOON)
    draft = paper_of(project, "draft_for_comment", DRAFT)
    read_and_check(draft.pk, at=NOON)
    held(project, "consultation", note="共收到意见12条。")
    told = {one.name: "\n".join(one.told) for one in sections_of(shown(project), DAY)}
    assert "江市监标发〔2026〕18号" in told["source"]
    assert "JY2026-001" in told["source"]
    assert "已立项：2026年3月2日" in told["process"]
    assert "征求意见（第1轮）：2026年5月1日至2026年6月5日" in told["process"]
    assert "GB/T 10001.1-2012 《公共信息图形符号 第1部分：通用符号》" in told["relations"]
    assert "共35天" in told["disagreements"]
    assert "共收到意见12条。" in told["disagreements"]


def test_what_people_wrote_in_an_earlier_note_is_kept(project: Project) -> None:
    """In its section; brackets that only guide are not."""
    note = paper_of(project, "explanatory_note", NOTE)
    read_and_check(note.pk, at=NOON)
    kept = {one.name: one for one in sections_of(shown(project), DAY)}
    assert kept["need"].kept == ("群众反映母婴设施不足。",)
    assert kept["need"].guide == ""
    assert kept["process"].kept == ("补充：2026年4月赴三市调研。",)
    assert kept["principles"].kept == ()
    assert kept["principles"].guide == GUIDES["principles"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("工作简况", "source"),
        ("必要性和意义", "need"),
        ("主要工作过程", "process"),
        ("与有关法律、法规和强制性标准的关系", "relations"),
        ("重大分歧意见的处理经过和依据", "disagreements"),
        ("其他应予说明的事项", ""),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, name: str) -> None:
    """As offices write them."""
    assert section_named(heading) == name


def test_the_note_is_for_who_works_on_the_project(
    project: Project, cast: Cast, browser: As
) -> None:
    """Member departments and strangers get none."""
    address = f"/projects/{project.pk}/note"
    answer = browser(cast.drafter).get(address)
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    for person in (cast.watcher, cast.stranger):
        assert browser(person).get(address).status_code == 403


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_every_form_is_filled_from_a_project(
    project: Project, cast: Cast, browser: As, form: object
) -> None:
    """By the default template, for who works on the project; nobody else."""
    name = getattr(form, "name", "")
    held(project, "technical_review", "passed", note="一致同意。")
    made = filled(name, project.pk, project.authority, dt.date(2026, 11, 23))
    assert made.content[:2] == b"PK"
    at = f"/projects/{project.pk}/forms/{name.removeprefix('drafting.')}"
    assert browser(cast.secretary).get(at).status_code == 200
    assert browser(cast.watcher).get(at).status_code == 403
    assert browser(cast.secretary).get(f"{at}x").status_code == 404


def test_a_form_is_previewed_by_who_works_on_the_case(project: Project, cast: Cast) -> None:
    """Its cases are those the person sees; another's are not offered."""
    project_of(2)
    form = FORMS[0]
    assert form.may is not None
    assert form.recent is not None
    assert form.may(cast.drafter, project.pk)
    assert not form.may(cast.stranger, project.pk)
    assert form.recent(cast.stranger) == []
    assert len(form.recent(cast.drafter)) == 2
