"""Forms of calls, batches, sheets, notices, objections and programmes."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.cloud.proposals.forms.fields import LONGEST, Lines, area, year_field
from biaozhun.cloud.proposals.models import Application, Batch, Call, Criterion
from biaozhun.cloud.proposals.wording import CALL_KIND, CONCLUSION
from biaozhun.cloud.ui.choosing import QuotedSelect

MOST_CRITERIA: Final = 20
MOST_ROWS: Final = 200  # applications that are laid in at once


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Say what may be chosen in a field of a form."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- only such fields are named
    field.choices = list(choices)


class AuthorityForm(forms.Form):
    """Whose it is; asked only of an officer who acts for several."""

    authority = forms.TypedChoiceField(label=_("主管部门"), coerce=int)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form, here and below
        authorities: Sequence[Organisation] = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Offer the authorities; without any it is not asked."""
        super().__init__(*args, **kwargs)
        self._authorities = {one.pk: one for one in authorities}
        offer(self, "authority", [(one.pk, one.name) for one in authorities])
        if not authorities:
            del self.fields["authority"]

    def clean(self) -> dict[str, Any]:
        """The authority as a record."""
        told = super().clean() or {}
        told["authority"] = self._authorities.get(told.get("authority") or 0)
        return told


class CallForm(AuthorityForm):
    """A call."""

    year = year_field(_("年度"))
    kind = forms.ChoiceField(label=_("种类"), choices=list(CALL_KIND.items()))
    title = words(_("标题"), most=300)
    text = area(_("正文"), rows=10)
    priorities = Lines(label=_("重点领域"), required=False, most=50, help_text=_("每行一个。"))
    opens = Day(_("开始申报"))
    closes = Day(_("截止申报"), help_text=_("当天仍可申报。"))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        told = super().clean()
        if told.get("opens") and told.get("closes") and told["closes"] < told["opens"]:
            self.add_error("closes", gettext("截止日期不能早于开始日期。"))
        return told


class BatchForm(AuthorityForm):
    """A batch and its meeting."""

    year = year_field(_("计划年度"))
    title = words(_("批次名称"), most=200, help_text=_("如“第一批”“增补”。"))
    call = forms.TypedChoiceField(
        label=_("立项指南"), required=False, coerce=int, empty_value=None, widget=QuotedSelect
    )
    meeting = Day(_("论证会日期"))
    place = words(_("论证会地点"), most=200, required=False)
    minutes = area(_("论证会纪要"))

    def __init__(self, *args: Any, held: Batch | None = None, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Offer the calls; of a batch that is there the year stays."""
        super().__init__(*args, **kwargs)
        known = Call.objects.exclude(state="draft").order_by("-year", "-pk")
        self._calls = {one.pk: one for one in known}
        offer(
            self, "call", [("", _("没有")), *((pk, one.title) for pk, one in self._calls.items())]
        )
        if held is not None:
            del self.fields["year"]
        else:
            del self.fields["minutes"]

    def clean(self) -> dict[str, Any]:
        """The call as a record."""
        told = super().clean()
        told["call"] = self._calls.get(told.get("call") or 0)
        return told


class CriteriaForm(forms.Form):
    """What experts give points for: a line each, ``name weight meaning``."""

    criteria = forms.CharField(
        label=_("评分项"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "每行一项：名称、权重、说明，用竖线分开，如“必要性 | 30 | 解决什么问题”。权重合计 100。"
        ),
    )

    def clean_criteria(self) -> list[dict[str, Any]]:
        """The rows; a line that cannot be read is named."""
        found = []
        for line in filter(None, map(str.strip, str(self.cleaned_data["criteria"]).splitlines())):
            name, weight, meaning = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
            fits = weight.isascii() and weight.isdecimal() and len(weight) <= 3
            if not name or len(name) > 60 or not fits or int(weight) > 100 or len(meaning) > 500:
                raise forms.ValidationError(
                    gettext("读不出这一行：“{line}”。请写成：名称 | 权重 | 说明。").format(
                        line=line[:60]
                    )
                )
            found.append({"name": name, "weight": int(weight), "meaning": meaning})
        if len(found) > MOST_CRITERIA:
            raise forms.ValidationError(gettext("最多 {count} 行。").format(count=MOST_CRITERIA))
        return found


def criteria_lines(criteria: Sequence[Criterion]) -> str:
    """The criteria as the form writes them."""
    return "\n".join(f"{one.name} | {one.weight} | {one.meaning}" for one in criteria)


class PlacingForm(forms.Form):
    """Which applications are laid into a batch."""

    applications = forms.TypedMultipleChoiceField(
        label=_("立项申请"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, waiting: Sequence[Application], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Offer those whose form was checked."""
        super().__init__(*args, **kwargs)
        self._waiting = {one.pk: one for one in waiting[:MOST_ROWS]}
        offer(
            self,
            "applications",
            [(pk, f"{one.title}（{one.department.name}）") for pk, one in self._waiting.items()],
        )

    def clean(self) -> dict[str, Any]:
        """The applications as records."""
        told = super().clean() or {}
        told["applications"] = [self._waiting[pk] for pk in told.get("applications") or []]
        return told


class AssessorForm(forms.Form):
    """An expert: out of the bank, or by name and unit."""

    expert = forms.TypedChoiceField(
        label=_("从专家库选"), required=False, coerce=int, empty_value=None, widget=QuotedSelect
    )
    name = words(_("姓名"), most=100, required=False, help_text=_("不在专家库里的，填姓名和单位。"))
    unit = words(_("单位"), most=200, required=False)
    email = forms.EmailField(
        label=_("账户的邮箱"), required=False, help_text=_("有账户的专家可以自己登录评分。")
    )

    def __init__(self, *args: Any, experts: Sequence[Expert], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Offer the experts of the bank."""
        super().__init__(*args, **kwargs)
        self._experts = {one.pk: one for one in experts}
        named = ((pk, f"{one.name}（{one.unit}）") for pk, one in self._experts.items())
        offer(self, "expert", [("", _("不从专家库选")), *named])

    def clean(self) -> dict[str, Any]:
        """Name, unit and account; of an expert of the bank they are known."""
        told = super().clean() or {}
        expert = self._experts.get(told.get("expert") or 0)
        told["expert"], told["person"] = expert, None
        if expert is not None:
            told["name"], told["unit"] = expert.name, expert.unit
            told["person"] = expert.person
        elif not (told.get("name") and told.get("unit")):
            raise forms.ValidationError(gettext("请从专家库选，或填写姓名和单位。"))
        if told.get("email"):
            told["person"] = Person.objects.filter(email=told["email"].lower()).first()
            if told["person"] is None:
                self.add_error(
                    "email", gettext("没有用这个邮箱的账户；不填也可以，由工作人员代录评分。")
                )
        return told


class ConflictForm(forms.Form):
    """Why an expert stands back."""

    reason = words(_("回避的理由"), most=300)


class SheetForm(forms.Form):
    """The sheet of an expert about an application."""

    advice = forms.ChoiceField(label=_("专家建议"), choices=list(CONCLUSION.items()))
    comment = area(_("专家意见"))

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """A field for each criterion, before the advice."""
        super().__init__(*args, **kwargs)
        self._criteria = criteria
        for one in criteria:
            self.fields[f"points_{one.pk}"] = forms.IntegerField(
                label=f"{one.name}（{one.weight}%）",
                min_value=0,
                max_value=100,
                help_text=one.meaning,
            )
        self.order_fields([*(f"points_{one.pk}" for one in criteria), "advice", "comment"])

    def told(self) -> dict[str, Any]:
        """The sheet as the action takes it."""
        held = self.cleaned_data
        points = {one.pk: held[f"points_{one.pk}"] for one in self._criteria}
        return {"advice": held["advice"], "comment": held["comment"], "points": points}


class ConclusionForm(forms.Form):
    """What the argument came to for an application."""

    conclusion = forms.ChoiceField(label=_("论证结论"), choices=list(CONCLUSION.items()))
    reason = forms.CharField(
        label=_("理由"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    title = words(
        _("修改后的名称"), most=300, required=False, help_text=_("论证要求改名的填写；不改不填。")
    )
    scope = area(_("修改后的适用范围"), rows=3, help_text=_("不改不填。"))


class NoticeForm(forms.Form):
    """The public notice of a batch."""

    notice_from = Day(_("公示开始"), required=True)
    notice_to = Day(_("公示截止"), required=True, help_text=_("当天仍受理异议。"))
    notice_text = area(_("公示说明"), rows=3, help_text=_("印在名单前面；不填用通常的文字。"))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        told = super().clean() or {}
        first, last = told.get("notice_from"), told.get("notice_to")
        if first and last and last < first:
            self.add_error("notice_to", gettext("截止日期不能早于开始日期。"))
        return told


class ObjectionForm(forms.Form):
    """An objection, by anybody."""

    application = forms.TypedChoiceField(
        label=_("针对的项目"), required=False, coerce=int, empty_value=None, widget=QuotedSelect
    )
    text = forms.CharField(
        label=_("异议和理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    name = words(_("姓名"), most=100, required=False, help_text=_("只给受理部门看，不公开。"))
    unit = words(_("单位"), most=200, required=False)
    contact = words(_("电话或邮箱"), most=200, required=False)
    website = forms.CharField(required=False, max_length=200)  # no person fills it: it is not shown
    sent = forms.RegexField(r"^[A-Za-z0-9]{16,64}$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[Application], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Offer the rows of the notice."""
        super().__init__(*args, **kwargs)
        self._rows = {one.pk: one for one in rows}
        titles = ((pk, one.title) for pk, one in self._rows.items())
        offer(self, "application", [("", _("整个公示")), *titles])

    def clean(self) -> dict[str, Any]:
        """The row as a record; what a machine filled in is not taken."""
        told = super().clean() or {}
        told["application"] = self._rows.get(told.get("application") or 0)
        if told.get("website"):
            raise forms.ValidationError(gettext("没有提交：请把看不见的那一栏空着。"))
        return told


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(
        label=_("答复和理由"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReceiptForm(forms.Form):
    """The code of a receipt."""

    code = words(_("回执码"), most=100)


class ProgrammeForm(forms.Form):
    """The programme of a batch."""

    number = words(_("文号"), most=100, help_text=_("如“市监标〔2026〕12号”。"))
    title = words(_("标题"), most=300)
    day = Day(_("下达日期"), required=True)
    text = area(_("正文"), help_text=_("印在项目表前面；不填用通常的文字。"))


class NumberFormForm(AuthorityForm):
    """How plan numbers are written."""

    lead = words(_("前缀"), most=20)
    pattern = words(
        _("格式"), most=60, help_text=_("如 {prefix}{year}-{serial:03}，印作 DB4401JH2026-001。")
    )
