"""Policy texts as they are read, built by hand, and plans made of them."""

import datetime as dt
from decimal import Decimal

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.plans.actions.adding import Named, add_plan
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.models import Plan
from biaozhun.core.policy import (
    Attachment,
    BasisDocument,
    Deadline,
    Diagnostic,
    Goal,
    Heading,
    HeadingStyle,
    Mode,
    Operator,
    Phase,
    PolicyDocument,
    PolicyReading,
    Target,
    Task,
    UnitMention,
)
from biaozhun.core.policy import Role as UnitRole

NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)
BODY = (
    "XX市标准化工作方案\n"
    "X政发〔2026〕5号\n"
    "一、总体目标\n"
    "到2030年，主导制定地方标准达到42个以上，位居全国前列。\n"
    "二、重点任务\n"
)


def reading_of(tasks: int = 2, *, title: str = "XX市标准化工作方案") -> PolicyReading:
    """A text with so many tasks; the first unit of each leads, the second helps."""
    text = BODY
    read = []
    headings = [_heading(text, "一、", "总体目标"), _heading(text, "二、", "重点任务")]
    for number in range(1, tasks + 1):
        start = len(text)
        body = f"{number}.建设第{number}个平台，完善标准体系"
        bracket = "（市市场监管局牵头，市水务局配合，2027年6月底前完成）"
        text += f"{body}。{bracket}\n"
        read.append(_task(text, start, number, body, bracket))
    text += "附件：任务分解表\n"
    aim = text.index("主导制定地方标准达到42个以上")
    return PolicyReading(
        text=text,
        document=_document(text, title),
        outline=tuple(headings),
        tasks=tuple(read),
        targets=(
            Target(
                indicator="主导制定地方标准",
                operator=Operator.AT_LEAST,
                value=Decimal(42),
                unit="个",
                year=2030,
                path=("一、总体目标",),
                text="主导制定地方标准达到42个以上",
                start=aim,
                end=aim + 15,
            ),
        ),
        goals=(
            Goal(
                indicator="地方标准",
                claim="位居全国前列",
                year=2030,
                path=("一、总体目标",),
                text="位居全国前列",
                start=text.index("位居"),
                end=text.index("位居") + 6,
            ),
        ),
        phases=(
            Phase(
                title="启动阶段",
                since=dt.date(2026, 1, 1),
                until=dt.date(2026, 12, 31),
                text="启动",
                start=0,
                end=4,
            ),
        ),
        diagnostics=(Diagnostic(code="unknown_unit", start=0, end=4, fragment=text[:4], hint=""),),
    )


def _document(text: str, title: str) -> PolicyDocument:
    there = text.index("附件")
    return PolicyDocument(
        title=title,
        issuer="XX市人民政府",
        number="X政发〔2026〕5号",
        date_signed=dt.date(2026, 3, 1),
        attachments=(Attachment(title="任务分解表", start=there, end=there + 8, present=False),),
        basis=(BasisDocument(title="国家标准化发展纲要", number="", start=0, end=4),),
    )


def _heading(text: str, label: str, title: str) -> Heading:
    start = text.index(label + title)
    return Heading(
        style=HeadingStyle.HAN,
        level=1,
        label=label,
        title=title,
        start=start,
        end=start + len(label + title),
        section_end=len(text),
    )


def _task(text: str, start: int, number: int, body: str, bracket: str) -> Task:
    units = (("市市场监管局", UnitRole.LEAD), ("市水务局", UnitRole.COOPERATE))
    until = text.index("2027年6月底前", start)
    return Task(
        path=("二、重点任务",),
        title=f"建设第{number}个平台",
        text=body.partition(".")[2] + "。",
        units=tuple(
            UnitMention(
                text=name,
                name=name,
                role=role,
                start=text.index(name, start),
                end=text.index(name, start) + len(name),
            )
            for name, role in units
        ),
        mode=Mode.LEAD,
        deadline=Deadline(
            day=dt.date(2027, 6, 30), text="2027年6月底前", start=until, end=until + 9
        ),
        responsibility=bracket,
        start=start,
        end=len(text) - 1,
    )


def officer(email: str = "officer@example.org") -> Person:
    """Somebody of the authority."""
    found = Person.objects.filter(email=email).first()
    return found or Person.objects.create_user(email, name="督查员", role=Role.OPERATOR)


def by(reason: str = "") -> By:
    """The officer, at a fixed instant."""
    return By(actor=officer(), at=NOON, reason=reason)


def plan_of(
    reading: PolicyReading | None = None, *, kind: str = "policy", parent: Plan | None = None
) -> Plan:
    """A draft made of a text."""
    named = Named(kind=kind, source="方案.docx", parent=parent)
    return add_plan(reading or reading_of(), named, actor=officer(), at=NOON)


def organisation(name: str, parent: Organisation | None = None) -> Organisation:
    """An organisation that carries its name."""
    return Organisation.objects.create(name=name, parent=parent)
