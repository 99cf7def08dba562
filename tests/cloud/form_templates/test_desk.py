"""The desk of forms: pages, uploads, downloads, and whom they refuse."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.form_templates.models import FormTemplate
from tests.cloud.form_templates.conftest import FORM, person
from tests.cloud.form_templates.test_filling import docx, lines

pytestmark = pytest.mark.django_db
PAGE = f"/desk/forms/{FORM.name}"


def send(client: Client, content: bytes, day: str = "2026-01-01", address: str = PAGE) -> Any:
    """A template, sent."""
    upload = SimpleUploadedFile("本省的表.docx", content)
    return client.post(address, {"file": upload, "valid_from": day, "note": "新版"})


def test_the_list_says_which_template_holds(desk: Client) -> None:
    """The default one until a template is brought; from then on its version."""
    assert "默认模板" in desk.get("/desk/forms").content.decode()
    assert send(desk, docx("{{ 项目名称 }}")).status_code == 302
    page = desk.get("/desk/forms").content.decode()
    assert "第 1 版" in page
    assert f'href="{PAGE}"' in page


def test_a_template_is_brought_seen_downloaded_and_withdrawn(
    desk: Client, province: Organisation
) -> None:
    """The whole way of a version, with its file unchanged."""
    content = docx("{{ 项目名称 }}")
    send(desk, content)
    made = FormTemplate.objects.get()
    assert (made.authority, made.version, made.name) == (province, 1, "本省的表.docx")
    page = desk.get(PAGE).content.decode()
    assert "现在用" in page
    assert "{{ 项目名称 }}" in page
    assert "{%tr for 行 in 单位表 %}" in page
    assert desk.get(f"/desk/forms/templates/{made.pk}.docx").content == content
    answer = desk.get(f"{PAGE}/preview.docx", {"template": made.pk})
    assert lines(answer.content) == ["某某茶加工技术规程"]
    answer = desk.get(f"{PAGE}/preview.docx", {"template": made.pk, "case": 1})
    assert lines(answer.content) == ["地理标志产品 某某茶加工技术规程"]
    desk.post(f"/desk/forms/templates/{made.pk}/withdraw", {"reason": "印错了"})
    page = desk.get(PAGE).content.decode()
    assert "撤回的理由：印错了" in page
    assert "已撤回" in page


def test_a_refused_template_is_said_with_its_field_and_what_was_typed_stays(desk: Client) -> None:
    """422, the name of the field, the day and the note as they were."""
    answer = send(desk, docx("{{ 项目名 }}"), "2026-05-01")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有这个字段：项目名" in page
    assert 'value="2026-05-01"' in page
    assert 'value="新版"' in page
    for content in (b"", b"%PDF-1.4"):
        assert send(desk, content).status_code == 422
    assert send(desk, docx("x"), "gestern").status_code == 422
    assert FormTemplate.objects.count() == 0


def test_the_default_template_is_a_start(desk: Client) -> None:
    """What is downloaded can be sent back as it is."""
    answer = desk.get(f"{PAGE}/default.docx")
    assert Document(io.BytesIO(answer.content)).paragraphs[0].text == "试验申报表"
    assert send(desk, answer.content).status_code == 302


def test_who_has_no_organisation_keeps_everybodys_and_any_authoritys(
    province: Organisation,
) -> None:
    """The address says whose; without one it is the template for all."""
    client = Client()
    client.force_login(person("central"))
    send(client, docx("一 {{ 项目名称 }}"))
    send(client, docx("二 {{ 项目名称 }}"), address=f"{PAGE}?authority={province.pk}")
    owners = set(FormTemplate.objects.values_list("authority", flat=True))
    assert owners == {None, province.pk}
    page = client.get("/desk/forms", {"authority": province.pk}).content.decode()
    assert f'<option value="{province.pk}" selected>' in page
    assert f"{PAGE}?authority={province.pk}" in page


def test_a_template_for_an_authority_that_is_none_is_not_taken_for_everybody(db: None) -> None:  # noqa: ARG001  # the database
    """An address that names a unit that there is not is not found, read or written."""
    client = Client()
    client.force_login(person("central"))
    address = f"{PAGE}?authority=4711"
    assert send(client, docx("{{ 项目名称 }}"), address=address).status_code == 404
    assert client.get(address).status_code == 404
    assert FormTemplate.objects.count() == 0


def test_a_template_whose_file_is_gone_is_said(desk: Client) -> None:
    """Neither its download nor its preview fails without a word."""
    send(desk, docx("{{ 项目名称 }}"))
    made = FormTemplate.objects.get()
    made.file.storage.delete(made.file.name or "")
    for address in (
        f"/desk/forms/templates/{made.pk}.docx",
        f"{PAGE}/preview.docx?template={made.pk}",
    ):
        page = desk.get(address, follow=True).content.decode()
        assert "模板“本省的表.docx”的文件不在了。" in page


def test_templates_of_another_authority_are_closed(desk: Client) -> None:
    """Neither read, nor previewed, nor withdrawn; those for all may be read."""
    city = Organisation.objects.create(name="某市局")
    client = Client()
    client.force_login(person("central"))
    send(client, docx("{{ 项目名称 }}"), address=f"{PAGE}?authority={city.pk}")
    send(client, docx("{{ 计划编号 }}"))
    theirs = FormTemplate.objects.get(authority=city)
    for_all = FormTemplate.objects.get(authority=None)
    assert desk.get(f"/desk/forms/templates/{theirs.pk}.docx").status_code == 403
    assert desk.get(f"{PAGE}/preview.docx", {"template": theirs.pk}).status_code == 403
    withdraw = f"/desk/forms/templates/{theirs.pk}/withdraw"
    assert desk.post(withdraw, {"reason": "x"}).status_code == 403
    assert desk.get(f"/desk/forms/templates/{for_all.pk}.docx").status_code == 200
    desk.post(f"/desk/forms/templates/{for_all.pk}/withdraw", {"reason": "x"})
    for_all.refresh_from_db()
    assert for_all.withdrawn is None


def test_a_case_is_shown_only_to_whom_it_may(desk: Client, province: Organisation) -> None:
    """Not another case, not to somebody the slice refuses."""
    assert desk.get(f"{PAGE}/preview.docx", {"case": 2}).status_code == 403
    assert desk.get(f"{PAGE}/preview.docx", {"case": "x"}).status_code == 404
    blind = Client()
    blind.force_login(person("blind", organisation=province))
    assert blind.get(f"{PAGE}/preview.docx", {"case": 1}).status_code == 403


@pytest.mark.parametrize("role", [Role.READER, Role.CATALOGUER])
def test_the_desk_of_forms_is_for_operators(role: Role) -> None:
    """Others are refused, and nobody in particular is asked to sign in."""
    client = Client()
    client.force_login(person("x", role))
    addresses = ("/desk/forms", PAGE, f"{PAGE}/default.docx", f"{PAGE}/preview.docx")
    for address in addresses:
        assert client.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert send(client, docx("x")).status_code == 403


def test_what_is_not_there_is_not_found(desk: Client) -> None:
    """Forms, templates, numbers beyond any database."""
    for address in (
        "/desk/forms/no.form",
        "/desk/forms/no.form/default.docx",
        f"/desk/forms/templates/{10**40}.docx",
        f"{PAGE}/preview.docx?template=7",
    ):
        assert desk.get(address).status_code == 404


@settings(
    max_examples=25,  # each is four requests
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(text=st.text(max_size=30))
def test_no_query_string_makes_a_page_fail(desk: Client, text: str) -> None:
    """Below 500 whatever is asked."""
    for address, name in (
        ("/desk/forms", "authority"),
        (PAGE, "authority"),
        (f"{PAGE}/preview.docx", "case"),
        (f"{PAGE}/preview.docx", "template"),
    ):
        assert desk.get(address, {name: text}).status_code < 500
