"""Forms on numbers, rules and runs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.models import PrecedenceRule
from biaozhun.cloud.catalogue.wording import FIELD
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.core.bibliography import RULED, THE_NUMBER

_WHY = {"rows": 2}


class WhyForm(forms.Form):
    """Why it is done."""

    reason = forms.CharField(label=_("理由"), max_length=2000, widget=forms.Textarea(attrs=_WHY))


class NumberForm(forms.Form):
    """A number that somebody types."""

    number = forms.CharField(label=_("标准编号"), max_length=190)


class MergeForm(WhyForm):
    """Two numbers that are one publication."""

    from_number = forms.CharField(label=_("误录的编号"), max_length=190)
    to_number = forms.CharField(label=_("应读作"), max_length=190)
    field_order = ("from_number", "to_number", "reason")


class PartForm(WhyForm):
    """Rows of an edition that bear another number."""

    to_number = forms.CharField(label=_("选中的行应读作"), max_length=190)
    field_order = ("to_number", "reason")


class RuleForm(WhyForm):
    """Of a field, one source before another."""

    field = forms.ChoiceField(label=_("项目"), choices=[(name, FIELD[name]) for name in RULED])
    preferred = forms.ChoiceField(label=_("采信来源"))
    over = forms.ChoiceField(label=_("先于来源"), required=False)
    code = forms.CharField(
        label=_("标准代号以此开头"),
        required=False,
        max_length=60,
        help_text=_("如 GB、DB44；留空为全部。"),
    )
    field_order = ("field", "preferred", "over", "code", "reason")

    def __init__(self, *args: object, sources: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own parameters
        sources = [*sources, (THE_NUMBER, str(_("标准编号（只用于性质）")))]
        self.fields["preferred"] = forms.ChoiceField(
            label=_("采信来源"), choices=sources, widget=QuotedSelect
        )
        self.fields["over"] = forms.ChoiceField(
            label=_("先于来源"),
            required=False,
            choices=[("", _("任何其他来源")), *sources],
            widget=QuotedSelect,
        )
        self.order_fields(self.field_order)

    def rule(self) -> PrecedenceRule:
        """The rule, not kept yet, of a form without errors."""
        said = self.cleaned_data
        return PrecedenceRule(
            field=said["field"],
            preferred=said["preferred"],
            over=said["over"],
            prefix=said["code"].strip().upper(),
            reason=said["reason"],
        )
