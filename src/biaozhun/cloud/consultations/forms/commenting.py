"""The form by which everybody comments, with an account or without."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.actions.commenting import Said
from biaozhun.cloud.consultations.limits import LONGEST
from biaozhun.cloud.consultations.wording import KIND
from biaozhun.cloud.demands.files import FileRefusedError, media_type_of
from biaozhun.cloud.demands.guarding import fault_of, new_form
from biaozhun.cloud.demands.limits import MOST_FILES
from biaozhun.cloud.demands.wording import FAULT
from biaozhun.cloud.organisations.forms.fields import words

_LONGEST_ID: Final = 100  # characters of the id of a passage
_LARGEST: Final = 1_000_000  # characters of a passage
ACCEPTED: Final = ".pdf,.doc,.docx,.xls,.xlsx,.jpg,.jpeg,.png,.txt"


class SeveralFiles(forms.ClearableFileInput):
    """A field that takes more than one file."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """As many files as were chosen; none as well."""

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401  -- Django's own
        """The files, each as a field of one file takes it."""
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(Files, self).clean(one, initial) for one in chosen if one]


class CommentForm(forms.Form):
    """A comment on a passage or on the whole draft, and what keeps machines out."""

    kind = forms.ChoiceField(
        label=_("意见的类别"),
        choices=[*KIND.items()],
        initial="technical",
        help_text=_("“技术”指要求、指标和方法；“编辑”指文字和格式；“一般”指其他。"),
    )
    text = words(
        _("您的意见"),
        most=LONGEST,
        rows=5,
        help_text=_("写明问题和理由。意见会公开，请不要写别人的姓名、电话和住址。"),
    )
    proposal = words(_("建议改成"), most=LONGEST, rows=3, required=False)
    attached = Files(
        label=_("附件"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
        help_text=_("最多 5 份，每份最大 10 MB；不公开，只给办理的人看。"),
    )
    name = words(_("您的称呼"), most=100, required=False)
    unit = words(_("所在单位"), most=200, required=False)
    contact = words(
        _("联系电话或电子邮箱"),
        most=200,
        required=False,
        help_text=_("不公开，只给办理的人看，用来核实情况。"),
    )
    is_named = forms.BooleanField(label=_("同意公开我的称呼和单位"), required=False)
    website = words(_("请勿填写"), most=200, required=False)
    form = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    draft = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    passage = forms.CharField(widget=forms.HiddenInput, max_length=_LONGEST_ID, required=False)
    start = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=_LARGEST
    )
    end = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=_LARGEST
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  -- Django's form, here and below
        person: Person | None,
        at: dt.datetime,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Who is signed in is known; the name stands there to be agreed to."""
        super().__init__(*args, **kwargs)
        self.person, self.at = person, at
        self.fields["website"].widget.attrs.update(tabindex="-1", autocomplete="off")
        self.fields["form"].initial = new_form(at)
        if person is not None:
            del self.fields["contact"]
            self.fields["name"].initial = person.name
            unit = person.organisation
            self.fields["unit"].initial = unit.name if unit is not None else ""

    def clean(self) -> dict[str, Any]:
        """What machines trip over, and files that are not taken."""
        told = super().clean() or {}
        if told.get("website"):
            self.add_error(None, str(FAULT["trap"]))
        fault = fault_of(told.get("form", ""), self.at)
        if fault:
            self.add_error(None, str(FAULT[fault]))
        if fault == "too_old":
            self.give_back(form=new_form(self.at))
        if told.get("is_named") and told.get("name") == "":  # one that is too long has its own word
            self.add_error("name", _("同意公开的，请写称呼。"))
        self._clean_files()
        return told

    def give_back(self, **changed: str) -> None:
        """Show the form again as it was sent, but for what is hidden."""
        self.data = {name: self.data[name] for name in self.data} | changed

    def _clean_files(self) -> None:
        uploads = self.cleaned_data.get("attached", [])
        if len(uploads) > MOST_FILES:
            self.add_error("attached", str(FAULT["too_many_files"]))
            return
        for upload in uploads:
            try:
                media_type_of(upload)
            except FileRefusedError as refused:
                self.add_error("attached", f"{upload.name}：{FAULT[refused.code]}")

    @property
    def said(self) -> Said:
        """What was said; the same form with the same words is the same comment."""
        told = self.cleaned_data
        return Said(
            text=told["text"],
            kind=told["kind"],
            proposal=told["proposal"],
            passage=told["passage"],
            start=told["start"],
            end=told["end"],
            name=told["name"],
            unit=told["unit"],
            organisation=self._organisation(told["unit"]),
            contact=told.get("contact", ""),
            is_named=told["is_named"],
            form=self.mark,
            files=told["attached"],
        )

    @property
    def mark(self) -> str:
        """What names the form that was sent; the code of its receipt is made of it."""
        return f"{self.cleaned_data['form']}\n{self.cleaned_data['text']}"

    def _organisation(self, unit: str) -> Any:  # noqa: ANN401  -- an organisation or nothing
        """The own unit of somebody with an account who speaks for it."""
        own = self.person.organisation if self.person is not None else None
        return own if own is not None and own.name == unit else None
