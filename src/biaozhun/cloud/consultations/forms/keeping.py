"""The forms by which the desk prepares a consultation and takes its steps."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.consultations.actions.opening import ConsultationStep
from biaozhun.cloud.consultations.actions.preparing import Prepared
from biaozhun.cloud.organisations.forms.fields import Day, words

_LONGEST = 10_000  # characters of a notice


class PrepareForm(forms.Form):
    """What is asked, until when, and who may answer."""

    notice = words(
        _("征求意见的说明"),
        most=_LONGEST,
        rows=6,
        help_text=_("为什么制定，请谁提意见，特别想听取哪些方面的意见。会公开。"),
    )
    contact = words(
        _("联系人和联系方式"),
        most=300,
        required=False,
        help_text=_("公开；供寄送书面意见和咨询。"),
    )
    closes = Day(_("截止日期"), help_text=_("这一天结束前都可以提意见。"))
    needs_account = forms.BooleanField(label=_("只接收登录的人的意见"), required=False)
    moderated = forms.BooleanField(label=_("网上提交的意见先审核后公开"), required=False)

    @property
    def told(self) -> Prepared:
        """What was filled in."""
        return Prepared(**self.cleaned_data)


class StepForm(forms.Form):
    """A step that asks for nothing."""

    asked: ClassVar[tuple[str, ...]] = ()

    @property
    def told(self) -> ConsultationStep:
        """What was filled in."""
        return ConsultationStep(**self.cleaned_data)


class OpenForm(StepForm):
    """The last day."""

    closes = Day(_("截止日期"), required=True, help_text=_("这一天结束前都可以提意见。"))


class ReasonForm(StepForm):
    """Why."""

    reason = words(_("理由"), most=2000, rows=3)


class ExtendForm(ReasonForm):
    """Why, and until when."""

    closes = Day(_("新的截止日期"), required=True)


class DeclareForm(forms.Form):
    """What was changed afterwards."""

    text = words(
        _("改了什么"),
        most=2000,
        rows=4,
        help_text=_("登记以后，要再征求一次意见才能送审。"),
    )


class TakeBackForm(forms.Form):
    """Why a further round is not needed."""

    text = words(_("为什么不用再征求意见"), most=2000, rows=3)


class WithholdForm(forms.Form):
    """Why a comment is not public."""

    reason = words(
        _("不公开的理由"),
        most=500,
        rows=2,
        help_text=_("提出人会看到；公开的页面上只列出理由和条数。"),
    )


STEP_FORMS: dict[str, type[StepForm]] = {
    "open": OpenForm,
    "drop": ReasonForm,
    "restart": ExtendForm,
    "extend": ExtendForm,
    "close": StepForm,
    "reopen": ReasonForm,
}
"""The steps taken on a page of their own; the result is published beside the table of answers."""


def say_least(form: forms.Form, days: int) -> None:
    """Write beside the last day how many days the rule of the region asks for; 0 for none."""
    field = form.fields.get("closes")
    if field is not None and days:
        asked = gettext("从开始的第二天算起，要满 {n} 天。").format(n=days)
        field.help_text = f"{field.help_text}{asked}"


def initial_of(told: Any) -> dict[str, Any]:  # noqa: ANN401  -- a consultation
    """What the form of preparation begins with."""
    fields = ("notice", "contact", "closes", "needs_account", "moderated")
    return {name: getattr(told, name) for name in fields}
