"""The examples of the interface's description: questions put to the demonstration, and its answers.

A test asks them again, so that none can grow old. Run it after an answer has changed:

    python tools/api_examples.py
"""

import datetime as dt
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "biaozhun" / "cloud" / "catalogue" / "api" / "examples.json"
PRESENT = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)

Question = tuple[str, str, Mapping[str, object], Mapping[str, object]]

QUESTIONS: tuple[Question, ...] = (
    ("get", "/api/v1/search", {"q": "标准化工作导则", "size": 1}, {}),
    ("get", "/api/v1/standards", {"code": "GB/T", "limit": 1}, {}),
    ("get", "/api/v1/standards/{slug}", {"slug": "gbt 1.1-2020", "on": "2026-11-22"}, {}),
    ("get", "/api/v1/editions", {"family": "international", "limit": 1}, {}),
    ("get", "/api/v1/documents", {"limit": 1}, {}),
    ("get", "/api/v1/numbers", {"text": "ＧＢ／Ｔ １．１—2020"}, {}),
    ("post", "/api/v1/numbers", {}, {"texts": ["gbt1.1", "GB/T 1.1-2009", "JB/T 99999"]}),
    ("get", "/api/v1/classifications/{scheme}", {"scheme": "ics", "code": "13.020.10"}, {}),
    ("get", "/api/v1/announcements", {"limit": 1}, {}),
    ("get", "/api/v1/announcements/{slug}", {"slug": "{announcement}"}, {}),
    ("get", "/api/v1/changes", {"limit": 1}, {}),
    ("get", "/api/v1/texts", {"edition": "DB99/T 1-2021"}, {}),
    ("get", "/api/v1/texts/{id}", {"id": "{text}"}, {}),
    ("get", "/api/v1/texts/{id}/clauses/{anchor}", {"id": "{text}", "anchor": "4.1"}, {}),
    ("get", "/api/v1/coverage", {}, {}),
    ("get", "/api/v1/impact", {"number": "GB 55037-2022", "on": "2026-11-22"}, {}),
    ("get", "/api/v1/metrics", {}, {}),
    (
        "get",
        "/api/v1/metrics/{key}",
        {"key": "catalogue.published", "as_of": "2026-11-22", "limit": 1},
        {},
    ),
    ("get", "/api/v1/plans", {"limit": 1, "on": "2026-11-22"}, {}),
    ("get", "/api/v1/plans/{id}", {"id": "{plan}", "on": "2026-11-22"}, {}),
    ("get", "/api/v1/projects", {"state": "open", "limit": 1, "on": "2026-11-22"}, {}),
    ("get", "/api/v1/projects/{id}", {"id": "{project}", "on": "2026-11-22"}, {}),
    ("get", "/api/v1/consultations", {"state": "open", "limit": 1, "on": "2026-11-22"}, {}),
    ("get", "/api/v1/consultations/{id}", {"id": "{consultation}", "on": "2026-11-22"}, {}),
    ("get", "/api/v1/consultations/{id}/comments", {"id": "{consultation}", "limit": 1}, {}),
    ("get", "/api/v1/tasks", {"state": "late", "limit": 1, "on": "2026-11-22"}, {}),
    ("post", "/api/v1/checks", {}, {"text": "按 GB/T 1.1-2009 起草", "on": "2026-11-22"}),
    ("get", "/api/v1/checks/{key}", {"key": "{check}"}, {}),
    ("get", "/api/v1/checks/{key}/report.{form}", {"key": "{check}", "form": "html"}, {}),
    ("delete", "/api/v1/checks/{key}", {"key": "{check}"}, {}),
)
SECRET = "example-of-43-signs-that-nobody-else-knows-"  # noqa: S105  -- stands in the place of every real one


# The text of an invented standard, in words of our own: the demonstration has none to read.
TEXT = (
    ("1", "范围", "本文件规定了地方标准制定工作的程序和要求。"),
    ("4", "一般要求", ""),
    ("4.1", "", "起草地方标准，应先查明现行的国家标准和行业标准。"),
    ("4.2", "", "征求意见的期限一般不少于三十日。"),
)


def asked() -> list[dict[str, Any]]:
    """Every question with its answer, from the library as it stands."""
    from biaozhun.cloud.catalogue.models import Announcement  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.consultations.models import Consultation  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.drafting.models import Project  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.plans.models import Plan  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.texts.models import Text  # noqa: PLC0415  -- likewise

    announcement = Announcement.objects.earliest("pk")
    named = {
        "{announcement}": announcement.slug,
        "{text}": Text.objects.latest("pk").pk,
        "{check}": _check(),
        "{plan}": Plan.objects.latest("pk").pk,
        "{project}": Project.objects.latest("pk").pk,
        "{consultation}": Consultation.objects.latest("pk").pk,
    }
    return [_example(question, named) for question in QUESTIONS]


def _check() -> str:
    """The secret of a check that is done."""
    from biaozhun.cloud.validity.actions.sending import Order, send  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.validity.models import Check  # noqa: PLC0415  -- likewise

    check = send(Order(on=PRESENT.date(), text="见 GB/T 1.1", name="说明.txt"))
    Check.objects.filter(pk=check.pk).update(secret=SECRET)
    return SECRET


def _example(question: Question, named: Mapping[str, object]) -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415  -- needs the settings

    method, path, given, body = question
    parameters = {name: named.get(str(value), value) for name, value in given.items()}
    inside = {name for name in parameters if f"{{{name}}}" in path}
    address = path.format(**{name: parameters[name] for name in inside})
    rest = {name: value for name, value in parameters.items() if name not in inside}
    client = Client()
    if method == "post":
        answer = client.post(address, json.dumps(body), content_type="application/json")
    elif method == "delete":
        answer = client.delete(address)
    else:
        answer = client.get(f"{address}?{urlencode(rest)}" if rest else address)
    if not 200 <= answer.status_code < 300:
        raise SystemExit(f"{method} {address}: {answer.status_code}")
    example = {"method": method, "path": path, "parameters": parameters, "body": body}
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    if is_json and answer.content:
        example["answer"] = _without_secret(json.loads(answer.content))
    return example


def _without_secret(answer: dict[str, Any]) -> Any:  # noqa: ANN401  -- what JSON holds
    """The answer with the example's secret in the place of a real one."""
    secret = answer.get("id")
    if not isinstance(secret, str):
        return answer
    return json.loads(json.dumps(answer).replace(secret, SECRET))


def written(examples: list[dict[str, Any]]) -> str:
    """The file's text."""
    return json.dumps(examples, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Load the demonstration into a folder of its own and write down what it answers."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BIAOZHUN_DATA_DIR"] = folder
        os.environ["BIAOZHUN_API_RATE"] = "0"
        os.environ["BIAOZHUN_ALLOWED_HOSTS"] = "testserver"
        os.environ["DJANGO_SETTINGS_MODULE"] = "biaozhun.cloud.config.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415  -- needs the settings
        from django.utils import timezone  # noqa: PLC0415  -- likewise

        timezone.now = lambda: PRESENT  # the same answers on every day
        call_command("migrate", verbosity=0)
        load()
        FILE.write_text(written(asked()), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)} written")


def load() -> None:
    """The demonstration with a text to read, and its index."""
    from biaozhun.cloud.catalogue.actions.demonstrating import (  # noqa: PLC0415  -- needs the settings
        load_demonstration,
    )
    from biaozhun.cloud.catalogue.indexing import build_anew  # noqa: PLC0415  -- likewise

    load_demonstration(lambda _: None)
    shelve()
    plan()
    draft()
    consult()
    build_anew()


def shelve() -> None:
    """A text that everybody may read."""
    from biaozhun.cloud.texts.actions import receiving, showing  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.texts.models import Text  # noqa: PLC0415  -- likewise

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.jsonl"
        rows = (dict(zip(("clause", "title", "text"), row, strict=True)) for row in TEXT)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        order = receiving.Order(
            number="DB99/T 1-2021", title="地方标准制定工作规范", licence="CC0-1.0"
        )
        draft = receiving.receive(path, order, name=path.name, actor=None)
    showing.show(draft.pk, showing.confirmed(draft, Text.Right.OPEN), actor=None)


def plan() -> None:
    """A plan in force with a task that is late and a target."""
    from biaozhun.cloud.plans.models import Duty, Plan, Target, Task  # noqa: PLC0415  -- needs the settings

    at = PRESENT
    kept = Plan.objects.create(
        title="示范市标准化提升行动方案",
        number="示政办发〔2026〕8号",
        issuer="示范市人民政府办公室",
        date_signed=dt.date(2026, 3, 2),
        text="",
        added=at,
        state="in_force",
        state_since=at,
    )
    task = Task.objects.create(
        plan=kept,
        rank=1,
        path=["二、重点任务", "（一）健全标准体系"],
        title="建设标准化信息平台",
        text="建设全市统一的标准化信息平台。",
        mode="lead",
        deadline=dt.date(2026, 9, 30),
        state="open",
        state_since=at,
    )
    Duty.objects.create(task=task, named="市市场监管局", role=Duty.Role.LEAD, state_since=at)
    Target.objects.create(
        plan=kept, rank=1, indicator="地方标准", operator=">=", value=120, unit="项", year=2027
    )


def draft() -> None:
    """A project under way with a draft that everybody may read."""
    from biaozhun.cloud.accounts.models import Organisation  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.drafting.actions import documents, opening, stepping  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.drafting.queries.facts import Elsewhere  # noqa: PLC0415  -- likewise

    office, department = (
        Organisation.objects.get_or_create(name=name)[0]
        for name in ("示范市市场监督管理局", "示范市卫生健康委员会")
    )
    project = opening.open_project(
        opening.Opening(
            plan_number="DB9901JH2026-001",
            programme="示范市2026年第一批地方标准制修订计划（示市监标〔2026〕6号）",
            title="公共场所母婴室设置与服务规范",
            title_en="Specification for setting up and running baby care rooms in public places",
            authority=office,
            department=department,
            units=("示范市妇幼保健院", "示范市标准化研究院"),
            planned=dt.date(2026, 3, 2),
            deadline=dt.date(2027, 3, 2),
            field="social",
            scope="适用于公共场所母婴室的设置、服务和管理。",
        ),
        actor=None,
        at=PRESENT,
    )
    applied = Elsewhere(roles=frozenset({"department"}))
    stepping.step_project(project, "start", actor=None, at=PRESENT, elsewhere=applied)
    upload = ("征求意见稿.txt", "1 范围\n本文件规定了母婴室的设置要求。".encode())
    documents.add_document(
        project, "draft_for_comment", upload, actor=None, at=PRESENT, is_public=True
    )
    note = ("编制说明.txt", "为母婴室的设置和服务提供依据。".encode())
    documents.add_document(project, "explanatory_note", note, actor=None, at=PRESENT)


def consult() -> None:
    """A consultation on that draft that is open, with a comment and its answer."""
    from biaozhun.cloud.accounts.models import Person, Role  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.consultations.actions import answering, commenting, opening, preparing  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.consultations.actions.reading import read_once  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.drafting.models import Project  # noqa: PLC0415  -- likewise

    project = Project.objects.latest("pk")
    officer = Person.objects.create_user(
        "officer@example.org", name="承办人", role=Role.OPERATOR, organisation=project.authority
    )
    asked = preparing.Prepared(notice="请社会各界提出意见。", contact="标准处")
    consultation = preparing.prepare(project, asked, actor=officer, at=PRESENT)
    passages = read_once(consultation.draft, at=PRESENT).passages
    told = opening.ConsultationStep(closes=dt.date(2026, 12, 24))
    opening.step_consultation(consultation, "open", told, actor=officer, at=PRESENT)
    said = commenting.Said(
        text="宜写明母婴室与公共厕所分开设置。", kind="technical", passage=passages[-1]["id"]
    )
    comment = commenting.file_comment(consultation, said, person=None, at=PRESENT, origin="page")
    answering.decide([comment], "accepted", "已在第4章写明。", actor=officer, at=PRESENT)


if __name__ == "__main__":
    main()
