"""Forms of the green channel: the request, decisions, steps to be left out, audits, grounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.green_channel import wording
from biaozhun.cloud.green_channel.actions.asking import Asking
from biaozhun.cloud.green_channel.actions.deciding import Decided
from biaozhun.cloud.green_channel.models import Use
from biaozhun.cloud.green_channel.queries.grounds import grounds_of
from biaozhun.cloud.green_channel.queries.left_out import steps_of
from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.cloud.ui.templatetags.ui import quoted


class AskForm(forms.Form):
    """A request for the green channel."""

    procedure = forms.ChoiceField(
        label=_("申请使用"),
        widget=forms.RadioSelect,
        help_text=_("两种程序都只缩短平台和本地设定的等待时间，不缩短任何法定的最低期限。"),
    )
    ground = forms.ChoiceField(label=_("依据哪一条"), widget=forms.RadioSelect)
    justification = words(
        _("为什么急需"),
        most=5000,
        rows=5,
        help_text=_("出了什么事、没有这项标准会怎样、为什么不能等。批准后公开。"),
    )
    wanted = Day(_("最迟什么时候需要"), help_text=_("例如汛期开始的日子；没有确定的日子可以不填。"))
    file = forms.FileField(
        label=_("证明材料"), required=False, help_text=_("例如上级的通知、会议纪要；最大 100 MB。")
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With the procedures that are another, and the grounds that the authority takes."""
        super().__init__(*args, **kwargs)
        ways = ((code, wording.PROCEDURE[code]) for code in Use.Procedure.values)
        self.fields["procedure"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (code, said) for code, said in ways if code != project.procedure
        ]
        grounds = grounds_of(project.authority_id)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # likewise
            (one.code, quoted(f"{one.name} · {one.basis}")) for one in grounds
        ]

    @property
    def told(self) -> Asking:
        """As the action takes it."""
        said = self.cleaned_data
        file = said["file"]
        return Asking(
            procedure=said["procedure"],
            ground=said["ground"],
            justification=said["justification"],
            wanted=said["wanted"],
            upload=(file.name or "", file) if file else None,
        )


class DecideForm(forms.Form):
    """What goes with a decision."""

    text = words(
        _("决定的理由"),
        most=5000,
        rows=4,
        help_text=_("批准的，理由公开；公开的页面只写单位，不写人名。"),
    )
    paper_number = words(_("决定文件的文号"), most=100, required=False)

    @property
    def told(self) -> Decided:
        """As the action takes it."""
        said = self.cleaned_data
        return Decided(text=said["text"], paper_number=said.get("paper_number", ""))


class ReasonForm(forms.Form):
    """Why something is done."""

    text = words(_("理由"), most=5000, rows=3)


class SkipForm(forms.Form):
    """A step to be left out."""

    step = forms.ChoiceField(label=_("省去哪一步"), widget=forms.RadioSelect)
    reason = words(
        _("为什么可以省"), most=5000, rows=4, help_text=_("说明省去以后由什么来保证质量；会公开。")
    )

    def __init__(self, *args: Any, use: Use, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """With the steps that may be left out now; another is refused with what keeps it."""
        super().__init__(*args, **kwargs)
        steps = steps_of(use)
        field = self.fields["step"]
        field.choices = [(one.code, one.name) for one in steps]  # type: ignore[attr-defined]  # a ChoiceField
        field.widget.choices = [
            (one.code, f"{one.name} · {one.why}") for one in steps if one.is_open
        ]


class CheckForm(forms.Form):
    """What an audit found."""

    finding = forms.ChoiceField(
        label=_("核查结论"), choices=wording.FINDING.items(), widget=forms.RadioSelect
    )
    text = words(
        _("核查情况"),
        most=5000,
        rows=5,
        help_text=_("查了什么、理由是否成立、省去的步骤是否妥当、怎样补救。结论公开，本栏不公开。"),
    )


class ConfirmForm(forms.Form):
    """Whether an emergency standard is still in use."""

    is_used = forms.ChoiceField(
        label=_("是否仍在使用"),
        choices=[("yes", _("仍在使用")), ("no", _("不再使用，应当废止"))],
        widget=forms.RadioSelect,
    )
    text = words(pgettext_lazy("emergency standard", "情况"), most=5000, rows=3)


class GroundForm(forms.Form):
    """A ground of a region's own."""

    name = words(pgettext_lazy("channel ground", "理由的名称"), most=100)
    basis = words(_("本地规定"), most=300, help_text=_("规定的名称和文号。"))
    meaning = words(_("什么情形"), most=500, required=False, rows=2)
