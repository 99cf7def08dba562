"""What is asked before projects are taken over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.takeover.permissions import authorities_of
from biaozhun.cloud.ui.choosing import QuotedSelect


class TakeoverForm(forms.Form):
    """A table of projects, the archive of their papers, and on whose word."""

    authority = forms.ModelChoiceField(
        label=_("发布机关"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=QuotedSelect,
    )
    stated_by = forms.CharField(
        label=_("由谁说明"),
        max_length=200,
        help_text=_("对表内情况负责的单位和人，会写在每个项目上：“据…说明接收”。"),
    )
    table = forms.FileField(label=_("在研项目表"), help_text=_("XLSX 或 CSV，最多 5 MB。"))
    papers = forms.FileField(
        label=_("材料（可不传）"),
        required=False,
        help_text=_(
            "ZIP：每个项目一个文件夹，以计划编号为名；文件名写明种类，如“征求意见稿.docx”。"
        ),
    )

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        """Offer the authorities the person acts for."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        chosen = self.fields["authority"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101  -- it stands above
        chosen.queryset = authorities_of(person)
