"""The form of a fair-competition review; slices above put it on their pages."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.screening.forms.asking import PastedField
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.cloud.screening.wording import ARTICLE, CONCLUSION, EXAMINED, EXAMINED_ABOUT
from biaozhun.core.screening import GROUPS

LONGEST_OPINION: Final = 5_000  # characters
LONGEST_FINDING: Final = 1_000
NOTHING, SOMETHING = "nothing", "something"
_ANSWERS: Final = [(NOTHING, _("没有发现问题")), (SOMETHING, _("有问题，写在下面"))]


class FairCompetitionForm(forms.Form):
    """The four groups of articles 8 to 11, the conclusion, the opinion and the post.

    Whoever shows it asks first who may sign, and hands :meth:`said` to
    ``screening.actions.fair_competition.sign``.
    """

    conclusion = forms.ChoiceField(
        label=_("审查结论"),
        choices=[(code, CONCLUSION[code]) for code in FairCompetitionReview.Conclusion.values],
        widget=forms.RadioSelect,
    )
    text = PastedField(
        label=_("审查意见"),
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("审查了哪一稿、听取了谁的意见、据以得出结论的理由。"),
    )
    post = PastedField(
        label=_("职务"), max_length=100, help_text=_("以什么职务签署；签署后不能改，只能另签一份。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's own
        """Two fields for each group: whether something was found, and what."""
        super().__init__(*args, **kwargs)
        for group in GROUPS:
            self.fields[f"{group}_found"] = forms.ChoiceField(
                label=str(EXAMINED[group]),
                choices=_ANSWERS,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{group}_what"] = PastedField(
                label=_("问题"),
                required=False,
                max_length=LONGEST_FINDING,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def groups(self) -> list[dict[str, object]]:
        """The groups with their two fields, article and what to look for."""
        return [
            {
                "name": EXAMINED[group],
                "article": ARTICLE[group],
                "about": EXAMINED_ABOUT[group],
                "found": self[f"{group}_found"],
                "what": self[f"{group}_what"],
            }
            for group in GROUPS
        ]

    def clean(self) -> dict[str, Any]:
        """Each group is answered, unless nothing needed to be examined; a problem is named."""
        told = super().clean() or {}
        exempt = told.get("conclusion") == FairCompetitionReview.Conclusion.NOT_APPLICABLE
        for group in GROUPS:
            answer = told.get(f"{group}_found", "")
            if not answer and not exempt:
                self.add_error(f"{group}_found", _("请说明有没有发现问题。"))
            if answer == SOMETHING and not told.get(f"{group}_what", "").strip():
                self.add_error(f"{group}_what", _("请写明是什么问题。"))
        return told

    def said(self) -> dict[str, Any]:
        """The keyword arguments of ``sign`` that a valid form tells."""
        told = self.cleaned_data
        answered = [group for group in GROUPS if told[f"{group}_found"]]
        found = {
            group: told[f"{group}_what"].strip() if told[f"{group}_found"] == SOMETHING else ""
            for group in answered
        }
        return {
            "conclusion": told["conclusion"],
            "text": told["text"],
            "post": told["post"].strip(),
            "examined": found or None,
        }
