"""Which template fills a form, and what may be brought as one."""

import datetime as dt
import io

import msgspec
import pytest
from docx import Document

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.form_templates.actions.filling import filled
from biaozhun.cloud.form_templates.actions.templates import (
    Brought,
    bring_template,
    withdraw_template,
)
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.models import FormTemplate
from biaozhun.cloud.form_templates.queries import forms_for, template_on
from biaozhun.cloud.form_templates.queries.desk import form_lines
from biaozhun.cloud.form_templates.registry import forms
from biaozhun.cloud.form_templates.wording import REFUSAL, refusal
from biaozhun.documents.reports.form_walls import FormError
from biaozhun.documents.reports.official import OfficialPaper
from tests.cloud.form_templates.conftest import FORM, NOON, person

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)
LATER = dt.date(2026, 6, 1)


def docx(*paragraphs: str) -> bytes:
    """A Word file."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(content: bytes) -> list[str]:
    """Its paragraphs and rows."""
    document = Document(io.BytesIO(content))
    rows = [row for table in document.tables for row in table.rows]
    told = [one.text for one in document.paragraphs]
    return [one for one in (*told, *("|".join(c.text for c in row.cells) for row in rows)) if one]


def bring(
    text: str, actor: Person, authority: Organisation | None, day: dt.date = DAY
) -> FormTemplate:
    """A template with one paragraph, brought."""
    brought = Brought(name="表.docx", content=docx(text), valid_from=day, note="依据新办法")
    return bring_template(FORM.name, authority, brought, actor=actor, at=NOON)


def test_without_a_template_the_default_one_is_filled(province: Organisation) -> None:
    """All fields of the form stand in it; what a case leaves out is empty."""
    file = filled(FORM.name, 1, province, DAY)
    assert file.name == "试验申报表-1.docx"
    assert lines(file.content) == [
        "试验申报表",
        "单位表",
        "（公章）",
        "年　　月　　日",
        "项目名称|地理标志产品 某某茶加工技术规程|计划编号|2026-001",
        "序号|单位",
        "1|一院",
        "2|",
    ]


def test_a_letter_stands_in_its_own_words(
    province: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a slice gave the text of a letter, that is the default template."""
    paper = OfficialPaper(title="关于《{{ 项目名称 }}》的函")
    letter = msgspec.structs.replace(FORM, paper=paper, has_seal=False)
    monkeypatch.setitem(forms(), FORM.name, letter)
    told = lines(filled(FORM.name, 1, province, DAY).content)
    assert told == ["关于《地理标志产品 某某茶加工技术规程》的函"]


def test_the_template_that_holds_on_a_day_fills(province: Organisation, officer: Person) -> None:
    """The authority's own, else the one for all, else the default; each from its day on."""
    for_all = bring("通用 {{ 项目名称 }}", person("all"), None)
    own = bring("本省 {{ 计划编号 }}", officer, province, LATER)
    before = LATER - dt.timedelta(days=1)
    city = Organisation.objects.create(name="某市市场监督管理局")
    assert template_on(FORM.name, province, DAY - dt.timedelta(days=1)) is None
    assert template_on(FORM.name, province, before) == for_all
    assert template_on(FORM.name, province, LATER) == own
    assert template_on(FORM.name, city, LATER) == for_all
    assert lines(filled(FORM.name, 1, province, LATER).content) == ["本省 2026-001"]
    newer = bring("再版 {{ 计划编号 }}", officer, province, LATER)
    assert (own.version, newer.version, for_all.version) == (1, 2, 1)
    assert template_on(FORM.name, province, LATER) == newer


def test_a_withdrawn_template_gives_way_to_the_one_before(
    province: Organisation, officer: Person
) -> None:
    """With a reason, once, by its own authority; the history keeps it."""
    first = bring("一 {{ 计划编号 }}", officer, province)
    second = bring("二 {{ 计划编号 }}", officer, province)
    with pytest.raises(TemplateRefusedError, match="reason"):
        withdraw_template(second.pk, " ", actor=officer, at=NOON)
    other = person("other", organisation=Organisation.objects.create(name="某市局"))
    with pytest.raises(TemplateRefusedError) as caught:
        withdraw_template(second.pk, "错了", actor=other, at=NOON)
    assert caught.value.code == "not_for_you"
    withdraw_template(second.pk, "印错了", actor=officer, at=NOON)
    assert template_on(FORM.name, province, DAY) == first
    with pytest.raises(TemplateRefusedError) as caught:
        withdraw_template(second.pk, "再来", actor=officer, at=NOON)
    assert caught.value.code == "withdrawn_already"
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["form_templates.template_brought"] * 2 + ["form_templates.template_withdrawn"]


def test_what_the_form_does_not_know_is_refused_by_name(
    province: Organisation, officer: Person
) -> None:
    """All names at once, and the nearest there is; nothing is kept, file or row."""
    with pytest.raises(TemplateRefusedError) as caught:
        bring("{{ 项目名 }}{{ 年号 }}", officer, province)
    assert refusal(caught.value) == (
        "这张表里没有这个字段：项目名、年号。请照下面的字段表改。是不是“项目名称”？"
    )
    content = docx("{%p for 行 in 单位表 %}", "{{ 行.序号 }}{{ 行.电话 }}", "{%p endfor %}")
    brought = Brought(name="x.docx", content=content, valid_from=DAY)
    with pytest.raises(TemplateRefusedError, match="电话"):
        bring_template(FORM.name, province, brought, actor=officer, at=NOON)
    assert FormTemplate.objects.count() == 0
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["{{ x.__class__ }}", "{% for i in range(10**9) %}", "{{ 项目名称 }"]
)
def test_a_template_that_says_more_than_fields_is_refused(
    text: str, province: Organisation, officer: Person
) -> None:
    """Expressions, loops over numbers, halves of tags."""
    with pytest.raises(FormError):
        bring(text, officer, province)
    assert FormTemplate.objects.count() == 0


def test_only_the_own_authority_brings_and_the_same_file_once(
    province: Organisation, officer: Person
) -> None:
    """Not for others, not for all, not below an operator; no second time what already holds."""
    city = Organisation.objects.create(name="某市局")
    for actor, authority in (
        (officer, city),
        (officer, None),
        (person("reader", Role.READER, province), province),
    ):
        with pytest.raises(TemplateRefusedError) as caught:
            bring("{{ 项目名称 }}", actor, authority)
        assert caught.value.code == "not_for_you"
    content = docx("{{ 项目名称 }}")
    for code in ("", "same_template"):
        brought = Brought(name="x.docx", content=content, valid_from=DAY)
        if code:
            with pytest.raises(TemplateRefusedError) as caught:
                bring_template(FORM.name, province, brought, actor=officer, at=NOON)
            assert caught.value.code == code
        else:
            bring_template(FORM.name, province, brought, actor=officer, at=NOON)
    with pytest.raises(TemplateRefusedError) as caught:
        bring_template("no.form", province, brought, actor=officer, at=NOON)
    assert caught.value.code == "no_such_form"


def test_forms_are_found_by_slice_and_listed_with_few_questions(
    province: Organisation, officer: Person, django_assert_num_queries: object
) -> None:
    """However many templates there are, two questions tell which one holds."""
    assert forms_for("trials") == [FORM]
    assert forms_for("nothing") == []
    for day in range(1, 4):
        bring(f"{day} {{{{ 项目名称 }}}}", officer, province, dt.date(2026, 1, day))
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own
        found = {line.form.name: line.template for line in form_lines(province, DAY)}
    held = found[FORM.name]
    assert held is not None
    assert held.version == 3


def test_every_code_of_a_refusal_has_words() -> None:
    """No code is ever all that is said; each takes what it is to name."""
    for code in REFUSAL:
        error = FormError("x", code=code, fragment="甲", hint="乙")
        assert "{" not in refusal(error).replace("{{ 字段名 }}", "")
