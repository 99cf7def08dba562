"""Forms about committees, their members and their terms."""

from collections.abc import Collection
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.forms.fields import IcsCodes
from biaozhun.cloud.committees.models import Committee, Member
from biaozhun.cloud.committees.wording import FORM, INTEREST, SEAT, SECTOR
from biaozhun.cloud.organisations.forms.fields import LONGEST_ID, Day, in_order, unit, words
from biaozhun.cloud.organisations.models import Level
from biaozhun.cloud.organisations.wording import LEVEL
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.core.committee_code import CommitteeCodeError, parse

_MOST_TERM: Final = 99


class CommitteeForm(forms.Form):
    """What is known of a committee."""

    code = words(_("代号"), most=60, help_text=_("如 SAC/TC 260/SC 1、ISO/TC 154、GD/TC 12。"))
    name = words(_("名称"), most=200)
    name_en = words(_("英文名称"), most=300, required=False)
    form = forms.ChoiceField(label=_("形式"), choices=list(FORM.items()))
    level = forms.ChoiceField(
        label=_("层级"),
        choices=[(code, said) for code, said in LEVEL.items() if code != Level.TOWN],
    )
    parent = forms.ModelChoiceField(
        label=_("上级委员会"),
        queryset=Committee.objects.exclude(form=Committee.Form.WG).order_by("code"),
        required=False,
        empty_label=_("没有"),
        widget=QuotedSelect,
        help_text=_("分技术委员会和工作组必填。"),
    )
    field = words(_("专业领域"), most=2000, required=False, rows=3)
    ics = IcsCodes(required=False)
    sector = forms.ChoiceField(
        label=_("产业领域"), choices=[("", _("不分")), *SECTOR.items()], required=False
    )
    secretariat = unit(_("秘书处承担单位"), help_text=_("这个单位的人员可以维护本委员会的委员。"))
    division = words(
        _("秘书处所在地区划代码"),
        most=6,
        required=False,
        help_text=_("2、4 或 6 位数字，如 44、4403。"),
    )
    authority = unit(_("设立部门"))
    counterpart = words(_("对口国际组织"), most=200, required=False, help_text=_("如 ISO/TC 154。"))
    basis = words(_("设立文件"), most=300, required=False)
    since = Day(_("成立日期"))
    until = Day(_("撤销日期"), help_text=_("最后一天；没有撤销就留空。"))

    def clean_division(self) -> str:
        """Two, four or six digits."""
        told = str(self.cleaned_data["division"])
        if told and not (told.isascii() and told.isdecimal() and len(told) in {2, 4, 6}):
            raise forms.ValidationError(_("写 2、4 或 6 位数字。"))
        return told

    def clean(self) -> dict[str, Any]:
        """The code in its one spelling, its form as the code tells; it ends after it began.

        A local committee may bear a code of another grammar; then the form is what was chosen.
        """
        told = super().clean() or {}
        printed = str(told.get("code", ""))
        told["international"] = False
        try:
            code = parse(printed)
        except CommitteeCodeError as error:
            if printed and (told.get("level") == Level.NATION or error.code.endswith("order")):
                self.add_error("code", gettext("认不出这个代号，写成 SAC/TC 260/SC 1 这样。"))
            return in_order(self, told)
        told |= {"code": code.canonical, "form": code.form, "international": code.international}
        return in_order(self, told)


class MemberForm(forms.Form):
    """Who sits in a committee, as what, for whom, how long."""

    name = words(_("姓名"), most=100)
    unit = words(_("工作单位"), most=200, required=False)
    title = words(_("职称"), most=100, required=False)
    seat = forms.ChoiceField(
        label=_("职务"), choices=list(SEAT.items()), initial=Member.Seat.MEMBER
    )
    interest = forms.ChoiceField(
        label=_("利益方"), choices=[("", _("未登记")), *INTEREST.items()], required=False
    )
    alternate_of = forms.ModelChoiceField(
        label=_("候补谁"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("不是候补"),
        widget=QuotedSelect,
    )
    email = forms.EmailField(
        label=_("平台账户的邮箱"),
        required=False,
        max_length=254,
        help_text=_("有账户的填写，登录后能看到自己的席位；不公开。"),
    )
    term = forms.IntegerField(label=_("届次"), min_value=1, max_value=_MOST_TERM)
    since = Day(_("从哪一天起"))
    until = Day(_("到哪一天止"), help_text=_("还在任就留空。"))

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Alternates stand for members of the same committee."""
        super().__init__(*args, **kwargs)
        chosen = self.fields["alternate_of"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = committee.members.filter(alternate_of=None).order_by("-term", "pk")

    def clean(self) -> dict[str, Any]:
        """The account of the address; the seat ends after it began."""
        told = super().clean() or {}
        address = told.pop("email", "")
        told["person"] = Person.objects.filter(email=address.lower()).first() if address else None
        if address and told["person"] is None:
            self.add_error("email", gettext("没有这个邮箱的账户；可以留空。"))
        return in_order(self, told)


class TermForm(forms.Form):
    """When a term began, when it ends, and what formed it."""

    since = Day(_("本届从哪一天起"))
    until = Day(_("本届到哪一天止"), help_text=_("计划的最后一天；任期一般五年。"))
    basis = words(_("组成文件"), most=300, required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        return in_order(self, super().clean() or {})


class Staying(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it cannot be subscribed
    """Members who stay for the next term."""

    def __init__(self) -> None:
        super().__init__(
            label=_("留任的成员"),
            queryset=Member.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("照样转入新一届；新的委员换届以后再登记。"),
        )

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401  -- Django's own
        """Name, unit and seat."""
        return f"{obj.name} {obj.unit} {SEAT[Member.Seat(obj.seat)]}"

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The members; what no table can hold is none of them, however long it is."""
        for one in value or ():
            if not (str(one).isascii() and str(one).isdecimal() and len(str(one)) <= LONGEST_ID):
                raise forms.ValidationError(_("请从列表里选择成员。"))
        return super().clean(value)


class ChangeOverForm(TermForm):
    """The next term, and who stays."""

    since = Day(_("新一届从哪一天起"), required=True, help_text=_("现任委员到前一天为止。"))
    until = Day(_("新一届到哪一天止"))
    staying = Staying()

    def __init__(self, *args: Any, present: Collection[int], **kwargs: Any) -> None:  # noqa: ANN401  -- Django's form
        """Those who sit there now."""
        super().__init__(*args, **kwargs)
        chosen = self.fields["staying"]
        if isinstance(chosen, Staying):
            chosen.queryset = Member.objects.filter(pk__in=list(present)).order_by("pk")


class TableForm(forms.Form):
    """A table."""

    file = forms.FileField(label=_("表格文件"), help_text=_("XLSX 或 CSV，最多 5 MB。"))
