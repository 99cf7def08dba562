"""What the address of a board asks for, and the form of warnings."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.clocks import wording
from biaozhun.cloud.clocks.queries.board import FILING, Wanted
from biaozhun.cloud.drafting.forms.asking import id_asked
from biaozhun.cloud.drafting.models import Field, Procedure
from biaozhun.core.clocks import Stage

_LONGEST = 365  # days


def wanted(query: QueryDict) -> Wanted:
    """Which projects a board is asked for; what cannot be read is left out."""

    def one_of(name: str, known: Any) -> str:  # noqa: ANN401  -- codes of any kind
        told = text_asked(query, name)
        return told if told in {str(one) for one in known} else ""

    return Wanted(
        text=text_asked(query),
        stage=one_of("stage", (*Stage, FILING)),
        holder=one_of("holder", wording.PART),
        authority=id_asked(query, "authority"),
        department=id_asked(query, "department"),
        committee=id_asked(query, "committee"),
        field=one_of("field", Field.values),
        procedure=one_of("procedure", Procedure.values),
        when=one_of("when", wording.WHEN),
    )


class TimesForm(forms.Form):
    """When warnings come."""

    first = forms.IntegerField(
        label=_("到期前多少天提醒"), min_value=0, max_value=_LONGEST, help_text=_("0 表示不提醒。")
    )
    second = forms.IntegerField(
        label=_("到期前多少天再提醒"),
        min_value=0,
        max_value=_LONGEST,
        help_text=_("要比前一项少；0 表示不再提醒。"),
    )
    every = forms.IntegerField(label=_("超期后每隔多少天提醒"), min_value=1, max_value=_LONGEST)
    escalate = forms.IntegerField(
        label=_("超期多少天以上报处长"),
        min_value=0,
        max_value=_LONGEST,
        help_text=_("没有登记处长的，报单位负责人；0 表示不报。"),
    )
