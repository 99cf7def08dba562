"""The fair-competition review of an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.organisations.forms.fields import words
from biaozhun.cloud.proposals.wording.choices import GROUP, REVIEW
from biaozhun.core.screening.groups import ARTICLES, GROUPS


class ReviewForm(forms.Form):
    """What was examined in each of the four groups, and what it comes to."""

    conclusion = forms.ChoiceField(label=_("结论"), choices=list(REVIEW.items()))
    text = words(_("审查意见"), most=10_000, rows=4)
    post = words(_("签署人职务"), most=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """A field for each group, before the conclusion."""
        super().__init__(*args, **kwargs)
        for group in GROUPS:
            article = _("公平竞争审查条例第{article}条").format(article=ARTICLES[group])
            self.fields[f"found_{group}"] = forms.CharField(
                label=str(GROUP[group]),
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=f"{article}{_('；没有问题的留空。')}",
            )
        found = (f"found_{group}" for group in GROUPS)
        self.order_fields([*found, "conclusion", "text", "post"])

    def told(self) -> dict[str, Any]:
        """The review as the action takes it."""
        held = self.cleaned_data
        return {
            "conclusion": held["conclusion"],
            "text": held["text"],
            "post": held["post"],
            "examined": {group: held[f"found_{group}"] for group in GROUPS},
        }
