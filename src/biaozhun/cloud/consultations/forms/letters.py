"""The forms of letters: whom to ask, until when, and what a unit answers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.consultations.actions.letters import NewUnit, Replied
from biaozhun.cloud.consultations.limits import LONGEST
from biaozhun.cloud.consultations.models import Letter
from biaozhun.cloud.consultations.wording import GROUP, REPLY
from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.core.text.showing import is_blank

SEVERAL = 8000  # characters: a line a unit


class UnitsForm(forms.Form):
    """Units of one group, a line each."""

    group = forms.ChoiceField(label=_("单位的类别"), choices=[*GROUP.items()])
    units = words(
        _("单位"),
        most=SEVERAL,
        rows=4,
        help_text=_("一行一个单位；要发邮件的，在单位后面写空格和邮箱。"),
    )

    def clean_units(self) -> list[tuple[str, str]]:
        """Names with their addresses; a line without a name is none."""
        found: list[tuple[str, str]] = []
        for line in self.cleaned_data["units"].splitlines():
            name, _blank, last = line.strip().rpartition(" ")
            if "@" in last:
                found.append((name, self._address(last)))
            elif line.strip():
                found.append((line.strip(), ""))
        if not found or any(is_blank(name) for name, _address in found):
            raise forms.ValidationError(_("请填写单位名称。"))
        return found

    def _address(self, told: str) -> str:
        field = forms.EmailField()
        try:
            return str(field.clean(told))
        except forms.ValidationError as error:
            sentence = _("“{text}”不是邮箱地址。")
            raise forms.ValidationError(sentence.format(text=told[:60])) from error

    @property
    def told(self) -> list[NewUnit]:
        """The units."""
        group = self.cleaned_data["group"]
        return [
            NewUnit(unit=name, email=email, group=group)
            for name, email in self.cleaned_data["units"]
        ]


class DueForm(forms.Form):
    """Until when units are to answer."""

    due = Day(_("回函期限"), help_text=_("不填就是征求意见的截止日期。"))


class NoneForm(forms.Form):
    """A unit says that it has no comments."""

    signed_by = words(_("签字人"), most=100)


class SayForm(NoneForm):
    """A comment of a unit."""

    clause = words(
        _("章条编号"),
        most=60,
        required=False,
        help_text=_("如 5.2、表1、附录A；对全文的意见不填。"),
    )
    text = words(_("意见和理由"), most=LONGEST, rows=5)
    proposal = words(
        _("建议改成"), most=LONGEST, rows=3, required=False, help_text=_("写出完整的新文字。")
    )
    is_named = forms.BooleanField(label=_("公布单位名称"), required=False, initial=True)

    field_order = ("clause", "text", "proposal", "signed_by", "is_named")


class TableForm(forms.Form):
    """A filled comment form."""

    file = forms.FileField(
        label=_("填好的意见表"),
        allow_empty_file=True,
        help_text=_("Word（DOCX）或 Excel（XLSX），最大 20 MB；列的次序和名称不限。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx"}),
    )


class BroughtForm(TableForm):
    """A comment form that the desk brings."""

    unit = words(
        _("提出单位"),
        most=200,
        required=False,
        help_text=_("表里没有写提出单位的行，算作这个单位的。"),
    )


class PaperReplyForm(forms.Form):
    """A reply that came on paper."""

    reply = forms.ChoiceField(label=pgettext_lazy("letter", "回复"), choices=[*REPLY.items()])
    received = Day(_("收到日期"), required=True)
    signed_by = words(_("签字人"), most=100)
    clause = words(_("章条编号"), most=60, required=False)
    text = words(
        _("意见和理由"),
        most=LONGEST,
        rows=5,
        required=False,
        help_text=_("一次填一条，还有的再填一次；意见多的，填成意见表上传。"),
    )
    proposal = words(_("建议改成"), most=LONGEST, rows=3, required=False)

    def clean(self) -> dict[str, object]:
        """A reply without comments says none."""
        told = super().clean() or {}
        if told.get("reply") == Letter.Reply.NONE and told.get("text"):
            self.add_error("reply", _("写了意见，就不能回复“无意见”。"))
        return told

    def answer(self, *comments: "object") -> Replied:
        """The reply with these comments."""
        told = self.cleaned_data
        return Replied(
            reply=told["reply"],
            signed_by=told["signed_by"],
            received=told["received"],
            comments=tuple(comments),  # type: ignore[arg-type]  # of Said, made by the view
        )
