"""Forms of opinions and of what comes of them."""

from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.forms.fields import words
from biaozhun.cloud.technical_reviews.actions.opinions import Handling, OpinionTold
from biaozhun.cloud.technical_reviews.models import Opinion, Reviewer
from biaozhun.cloud.technical_reviews.wording.panels import DISPOSITION
from biaozhun.cloud.ui.choosing import QuotedSelect

_LONG: Final = 5000  # characters


class OpinionForm(forms.Form):
    """An opinion on a clause; whose it is only the desk says."""

    reviewer = forms.ChoiceField(label=_("提出人"), required=False, widget=QuotedSelect)
    clause = forms.CharField(
        label=_("章条编号"),
        max_length=60,
        required=False,
        help_text=_("如 5.2、表 3、附录 A；对整个文本的意见不填。"),
    )
    text = words(_("意见内容"), most=_LONG, rows=3)
    proposal = words(_("修改建议"), most=_LONG, rows=2, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: list[Reviewer] | None,
        opinion: Opinion | None = None,
    ) -> None:
        initial = (
            {"clause": opinion.clause, "text": opinion.text, "proposal": opinion.proposal}
            if opinion
            else None
        )
        super().__init__(data, initial=initial)
        if people is None:
            del self.fields["reviewer"]
            return
        field = self.fields["reviewer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  -- declared above
        whole = ("", gettext("审查会议"))
        field.choices = [whole, *((str(one.pk), one.name) for one in people)]

    def told(self) -> OpinionTold:
        """What it says, as the action takes it."""
        told = self.cleaned_data
        return OpinionTold(clause=told["clause"], text=told["text"], proposal=told["proposal"])


class HandlingForm(forms.Form):
    """What is to come of an opinion."""

    disposition = forms.ChoiceField(
        label=pgettext_lazy("review opinion", "处理意见"),
        choices=list(DISPOSITION.items()),
        widget=forms.RadioSelect,
    )
    answer = words(
        _("理由或修改情况"),
        most=_LONG,
        rows=2,
        required=False,
        help_text=_("部分采纳、不采纳的，必须写明理由。"),
    )

    def told(self) -> Handling:
        """What it says, as the action takes it."""
        return Handling(self.cleaned_data["disposition"], self.cleaned_data["answer"])
