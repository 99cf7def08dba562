"""The form of an application, in sections, and what is sent beside it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.urgency import channel
from biaozhun.cloud.proposals.forms.fields import EditionField, IcsField, Lines, area
from biaozhun.cloud.proposals.models import Application, Call, PaperKind
from biaozhun.cloud.proposals.queries.applications import Choice, may_take_up
from biaozhun.cloud.proposals.queries.batches import calls_open
from biaozhun.cloud.proposals.wording import LEGALITY, PAPER
from biaozhun.cloud.proposals.wording.choices import FIELD, KIND, PROCEDURE, REGIME
from biaozhun.cloud.ui.choosing import QuotedSelect

MOST_UNITS: Final = 60

SECTIONS: Final[tuple[tuple[str, str | Promise, tuple[str, ...]], ...]] = (
    (
        "basics",
        _("一、基本信息"),
        (
            "authority",
            "call",
            "title",
            "title_en",
            "kind",
            "revises",
            "field",
            "regime",
            "procedure",
            "urgency_ground",
            "urgency",
            "ics",
            "ccs",
            "committee",
        ),
    ),
    ("need", _("二、必要性与可行性"), ("necessity", "feasibility", "special_need")),
    ("content", _("三、内容与协调"), ("scope", "relation", "effect")),
    ("work", _("四、进度与经费"), ("work_plan", "months", "budget", "contact")),
    ("units", _("五、起草单位"), ("units",)),
    ("origin", _("六、采纳的建议与需求"), ("taken",)),
)
"""The sections of the form in the order of 申报表."""


class ApplicationForm(forms.Form):
    """Everything the department writes; only the title must be there to keep it."""

    authority = forms.TypedChoiceField(label=_("申报给"), coerce=int)
    call = forms.TypedChoiceField(
        label=_("对应的立项指南"), required=False, coerce=int, empty_value=None
    )
    title = forms.CharField(
        label=_("标准名称"),
        max_length=300,
        help_text=_("引导要素、主体要素、补充要素之间空一格，如“公共场所 母婴室 管理规范”。"),
    )
    title_en = forms.CharField(label=_("英文名称"), required=False, max_length=300)
    kind = forms.ChoiceField(label=_("制定或修订"), choices=list(KIND.items()))
    revises = EditionField(
        label=_("修订的标准"),
        required=False,
        max_length=190,
        help_text=_("修订项目填写，标准编号写全，如 DB44/T 1234-2020。"),
    )
    field = forms.ChoiceField(
        label=_("所属领域"), required=False, choices=[("", _("请选择")), *FIELD.items()]
    )
    regime = forms.ChoiceField(
        label=_("制定依据的制度"),
        choices=list(REGIME.items()),
        help_text=_("环境保护、食品安全、工程建设等另有规定的，由有权的部门发布。"),
    )
    procedure = forms.ChoiceField(label=_("程序"), choices=list(PROCEDURE.items()))
    urgency_ground = forms.ChoiceField(
        label=_("急需的依据"), required=False, widget=QuotedSelect, choices=[("", _("没有"))]
    )
    urgency = area(
        _("为什么急需"),
        help_text=_("申请优先或应急程序时填写：出了什么事，为什么不能等；立项后公开。"),
    )
    ics = IcsField(
        label=_("国际标准分类号（ICS）"),
        required=False,
        max_length=200,
        help_text=_("一个或几个，用空格分开，如 03.080.30。"),
    )
    ccs = forms.CharField(
        label=_("中国标准文献分类号（CCS）"), required=False, max_length=10, help_text=_("如 A16。")
    )
    committee = forms.TypedChoiceField(
        label=_("建议归口的标准化技术委员会"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=QuotedSelect,
    )
    necessity = area(_("必要性"), help_text=_("解决什么问题；没有标准会怎样；为什么现在要定。"))
    feasibility = area(_("可行性"), help_text=_("技术成熟程度、已有基础、试点和实施条件。"))
    special_need = area(
        _("本地的特殊需要"),
        help_text=_(
            "地方标准是为满足地方自然条件、风俗习惯等特殊技术要求而定的，请写明特殊在哪里。"
        ),
    )
    scope = area(_("适用范围和主要技术内容"))
    relation = area(
        _("与法律法规和有关标准的关系"),
        help_text=_(
            "依据的法律法规；与强制性国家标准、国家标准、行业标准、已有地方标准怎样协调；查新找到相近标准的，说明区别。"
        ),
    )
    effect = area(_("预期效果"), help_text=_("经济、社会、生态效益，实施的主体和办法。"))
    work_plan = area(_("工作计划"), help_text=_("起草、征求意见、送审、报批各阶段的时间。"))
    months = forms.IntegerField(
        label=_("完成时限（月）"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("从计划下达到报批。"),
    )
    budget = forms.CharField(label=_("经费安排"), required=False, max_length=500)
    contact = forms.CharField(
        label=_("联系人和电话"), required=False, max_length=200, help_text=_("不公开。")
    )
    units = Lines(
        label=_("起草单位"),
        required=False,
        most=MOST_UNITS,
        help_text=_("每行一个单位全称，按排名次序，第一行是牵头单位。改了次序不影响已有的承诺。"),
    )
    taken = forms.MultipleChoiceField(
        label=_("采纳的立项建议和标准需求"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("申报以后，提出的人会收到通知；一项申请可以采纳几条。"),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form, here and below
        department: Organisation,
        authorities: Sequence[Organisation],
        on: dt.date,
        held: Application | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Offer the authorities, calls, committees and suggestions that fit the department."""
        super().__init__(*args, **kwargs)
        self._calls: dict[int, Call] = {}
        for authority in authorities:
            self._calls |= {one.pk: one for one in calls_open(authority, on)}
        if held is not None and held.call is not None:
            self._calls.setdefault(held.call.pk, held.call)
        self._committees = {one.pk: one for one in Committee.objects.filter(until=None)}
        self._choices = {one.value: one for one in may_take_up(department, held)}
        grounds = {k: v for one in authorities for k, v in channel().grounds(one).items()}
        self._choose("urgency_ground", [("", _("没有")), *grounds.items()])
        self._choose("authority", [(one.pk, one.name) for one in authorities])
        self._choose(
            "call", [("", _("不对应指南")), *((k, c.title) for k, c in self._calls.items())]
        )
        committees = ((pk, str(one)) for pk, one in self._committees.items())
        self._choose("committee", [("", _("没有")), *committees])
        self._choose("taken", [(value, one.title) for value, one in self._choices.items()])
        if held is not None:
            del self.fields["authority"]
        if not self._choices:
            del self.fields["taken"]

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- it is declared so above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """What was chosen, as records."""
        told = super().clean() or {}
        told["call"] = self._calls.get(told.get("call") or 0)
        told["committee"] = self._committees.get(told.get("committee") or 0)
        found = [self._choices[value] for value in told.get("taken") or []]
        told["taken"] = [(one.kind, one.key, one.title) for one in found]
        if told.get("kind") == "new":
            told["revises"] = ""
        return told

    def sections(self) -> Iterator[tuple[str, str | Promise, list[forms.BoundField]]]:
        """The parts of the form with their fields."""
        for name, words, fields in SECTIONS:
            shown = [self[one] for one in fields if one in self.fields]
            if shown:
                yield name, words, shown


def initial_of(application: Application) -> dict[str, Any]:
    """What stands in the form of an application."""
    plain: tuple[str, ...] = (
        "title",
        "title_en",
        "kind",
        "revises",
        "field",
        "regime",
        "procedure",
        "urgency_ground",
        "urgency",
        "ics",
        "ccs",
        "scope",
        "necessity",
        "feasibility",
        "special_need",
        "relation",
        "effect",
        "work_plan",
        "months",
        "budget",
        "contact",
    )
    return {
        **{name: getattr(application, name) for name in plain},
        "call": application.call_id,
        "committee": application.committee_id,
        "units": [one.name for one in application.units.all()],
        "taken": [Choice(one.kind, one.key, "").value for one in application.taken.all()],
    }


class PaperForm(forms.Form):
    """A paper of an application."""

    kind = forms.ChoiceField(label=_("种类"), choices=list(PAPER.items()))
    file = forms.FileField(
        label=_("文件"), help_text=_("不超过 50 MB；草案或提纲用 DOCX 或文字版 PDF，查新要读它。")
    )


class CallPaperForm(forms.Form):
    """An annex of a call."""

    file = forms.FileField(label=_("文件"), help_text=_("不超过 50 MB。"))


class UndertakingForm(forms.Form):
    """Which signed paper holds the undertaking of a unit."""

    paper = forms.TypedChoiceField(label=_("承诺书"), coerce=int)

    def __init__(self, *args: Any, held: Application, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Offer the undertakings among the papers."""
        super().__init__(*args, **kwargs)
        papers = held.papers.filter(kind=PaperKind.UNDERTAKING)
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- it is declared so above
        field.choices = [(one.pk, one.name) for one in papers]
        self.has_papers = bool(field.choices)


class LegalityForm(forms.Form):
    """The review of the legality."""

    conclusion = forms.ChoiceField(label=_("结论"), choices=list(LEGALITY.items()))
    text = forms.CharField(
        label=_("意见"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("审查了哪些法律法规，有没有减损权利、增加义务的内容。"),
    )


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(
        label=_("理由"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
