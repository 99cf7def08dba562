"""Forms of checks and reviews."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.drafting.file_kinds import ACCEPT
from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.cloud.technical_reviews.actions.concluding import Concluded
from biaozhun.cloud.technical_reviews.actions.reviewing import ReviewTold
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Review
from biaozhun.cloud.technical_reviews.wording import CONCLUSION, FINDING, FORM, QUESTION, VOTE

_LONG: Final = 5000  # characters


class CheckForm(forms.Form):
    """What the department says."""

    opinion = words(
        _("审核意见和理由"),
        most=_LONG,
        rows=5,
        help_text=_("退回的，请写明要改什么；意见会记入项目，退回时起草单位会收到。"),
    )
    paper = forms.FileField(
        label=_("行业主管部门意见（文件）"),
        required=False,
        help_text=_("没有单独的公文可以不传，由平台按上面的意见生成。"),
    )


class ReviewForm(forms.Form):
    """How, when and where."""

    form = forms.ChoiceField(
        label=_("审查形式"), choices=list(FORM.items()), widget=forms.RadioSelect
    )
    day = Day(_("审查日期"), required=True, help_text=_("会议的日期，或函审的第一天。"))
    closes = Day(_("函审的最后一天"), help_text=_("只有函审要填。"))
    place = forms.CharField(label=_("地点"), max_length=200, required=False)
    clerk = forms.CharField(label=_("记录人"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """A ballot has a last day behind its first one."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("form") == Review.Form.BALLOT and told.get("day"):
            last: dt.date | None = told.get("closes")
            if last is None or last <= told["day"]:
                self.add_error("closes", _("请填写晚于第一天的日期。"))
        if told.get("form") == Review.Form.MEETING:
            told["closes"] = None
        return told

    def told(self) -> ReviewTold:
        """What it says, as the action takes it."""
        return ReviewTold(**self.cleaned_data)


class ReasonForm(forms.Form):
    """What goes with a step."""

    reason = words(_("理由"), most=_LONG, rows=3, required=False)
    ends_project = forms.BooleanField(label=_("项目就此终止"), required=False)


class SentForm(forms.Form):
    """The day the papers were sent."""

    day = Day(_("材料送达日期"), required=True)


class VoteForm(forms.Form):
    """A vote."""

    vote = forms.ChoiceField(label=_("表决"), choices=list(VOTE.items()), widget=forms.RadioSelect)
    dissent = words(
        _("不同意或弃权的理由"),
        most=_LONG,
        rows=4,
        required=False,
        help_text=_("逐字记入会议纪要。"),
    )


class PaperVoteForm(VoteForm):
    """A vote that was given on paper."""

    scan = forms.FileField(label=_("表决单扫描件"), help_text=_("PDF、JPEG 或 PNG，要有本人签名。"))


class ConclusionForm(forms.Form):
    """The four answers and the conclusion."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's own
        super().__init__(*args, **kwargs)
        for code in QUESTIONS:
            self.fields[code] = forms.ChoiceField(
                label=str(QUESTION[code]),
                choices=[("", _("还没有回答")), *FINDING.items()],
                required=False,
            )
            self.fields[f"{code}_text"] = words(_("说明"), most=_LONG, rows=2, required=False)
        self.fields["conclusion"] = forms.ChoiceField(
            label=_("审查结论"),
            choices=[("", _("还没有结论")), *CONCLUSION.items()],
            required=False,
        )
        self.fields["text"] = words(_("结论意见"), most=_LONG, rows=4, required=False)

    def told(self) -> Concluded:
        """What it says, as the action takes it."""
        data = self.cleaned_data
        return Concluded(
            conclusion=data["conclusion"],
            text=data["text"],
            answers={code: (data[code], data[f"{code}_text"]) for code in QUESTIONS},
        )

    @classmethod
    def of(cls, review: Review) -> "ConclusionForm":
        """What was written so far."""
        initial: dict[str, str] = {"conclusion": review.conclusion, "text": review.conclusion_text}
        for one in review.answers.all():
            initial |= {one.question: one.finding, f"{one.question}_text": one.text}
        return cls(initial=initial)


class MinutesForm(forms.Form):
    """Minutes that were written elsewhere."""

    minutes = forms.FileField(
        label=_("审查会议纪要"), widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
