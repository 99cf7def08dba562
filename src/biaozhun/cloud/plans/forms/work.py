"""What people write with a step of the work, and what an address asks of its lists."""

import datetime as dt
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.organisations.forms.fields import Day
from biaozhun.cloud.plans.actions.reporting import MOST_FILES
from biaozhun.cloud.plans.models import Duty
from biaozhun.cloud.plans.permissions import WORKED_ON
from biaozhun.cloud.plans.queries.letters import LettersWanted
from biaozhun.cloud.plans.queries.tasks import TasksWanted
from biaozhun.cloud.plans.queries.work import DutiesWanted
from biaozhun.cloud.plans.wording import MODE
from biaozhun.cloud.plans.wording.work import DUTY_STATE, LETTER_STATE

LONGEST: Final = 10_000  # characters of a report, a reason, an answer
MOST_ADDRESSES: Final = 20
_AREA: Final = {"rows": 5}
_SHORT: Final = {"rows": 3}


class StepForm(forms.Form):
    """What is written with a step."""

    direct: ClassVar[bool] = False
    """Nothing must be written: a button is enough."""


class NothingForm(StepForm):
    """A step that says everything by itself."""

    direct = True


class RemarkForm(StepForm):
    """A step with a word to it, if somebody likes."""

    remark = forms.CharField(
        label=_("意见"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs=_SHORT)
    )


class ApprovalForm(RemarkForm):
    """Likewise, by one button."""

    direct = True


class ReasonForm(StepForm):
    """A step that needs a reason; everybody it concerns reads it."""

    reason = forms.CharField(
        label=_("理由"), max_length=LONGEST, widget=forms.Textarea(attrs=_SHORT)
    )


class AnswerForm(StepForm):
    """The answer to a letter."""

    answer = forms.CharField(
        label=_("办理情况"), max_length=LONGEST, widget=forms.Textarea(attrs=_AREA)
    )


class Files(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; none is fine."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401  -- Django's own
        """Each as one file is."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                gettext("一次最多 {count} 个文件。").format(count=MOST_FILES)
            )
        one = super().clean
        return [one(each, initial) for each in given]


class ReportForm(StepForm):
    """How far a duty has come."""

    text = forms.CharField(
        label=_("做了什么"), max_length=LONGEST, widget=forms.Textarea(attrs=_AREA)
    )
    share = forms.IntegerField(
        label=_("完成比例（%）"),
        min_value=0,
        max_value=100,
        help_text=_("本单位的部分到现在完成了百分之几，0 到 100。"),
    )
    evidence = FilesField(
        label=_("佐证材料（文件）"),
        required=False,
        help_text=_("可以选多个，合计不超过 200 MB。"),
    )
    addresses = forms.CharField(
        label=_("佐证材料（网址）"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_("每行一个，以 http:// 或 https:// 开头。"),
    )
    finished = forms.BooleanField(
        label=_("本单位的部分已经完成，请核定"),
        required=False,
        help_text=_("要有佐证材料；分出去的部分也都已完成。"),
    )

    def clean_addresses(self) -> tuple[str, ...]:
        """The addresses, each once."""
        lines = str(self.cleaned_data["addresses"]).split()
        found = list(dict.fromkeys(lines))
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(
                gettext("一次最多 {count} 个网址。").format(count=MOST_ADDRESSES)
            )
        for one in found:
            if not is_address(one):
                raise forms.ValidationError(
                    gettext("“{address}”不是网址，请以 http:// 或 https:// 开头。").format(
                        address=one[:80]
                    )
                )
        return tuple(found)


def is_address(text: str) -> bool:
    """Whether something can be followed as an address of the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(text) <= 500


class DateForm(StepForm):
    """Another last day, and why."""

    wanted = Day(_("改到哪一天"), required=True)
    reason = forms.CharField(
        label=_("理由"), max_length=LONGEST, widget=forms.Textarea(attrs=_SHORT)
    )


class LetterForm(StepForm):
    """A letter of supervision."""

    number = forms.CharField(label=_("编号"), max_length=60)
    addressee = forms.TypedChoiceField(label=_("发给"), coerce=int)
    demand = forms.CharField(
        label=_("要求"), max_length=LONGEST, widget=forms.Textarea(attrs=_AREA)
    )
    due = Day(_("答复期限"), required=True)


class PartForm(StepForm):
    """A part of a duty for a unit below."""

    organisation = forms.TypedChoiceField(label=_("分给"), coerce=int)
    text = forms.CharField(
        label=_("分出去的部分"), max_length=LONGEST, widget=forms.Textarea(attrs=_SHORT)
    )
    deadline = Day(_("期限"), help_text=_("不填就按任务的期限。"))


def tasks_asked(query: QueryDict) -> TasksWanted:
    """Which tasks an address asks for; what cannot be read does not matter."""
    role, mode = query.get("role", ""), query.get("mode", "")
    state = query.get("state", "")
    return TasksWanted(
        unit=_number(query.get("unit", "")),
        role=role if role in Duty.Role.values else "",
        state=state if state in WORKED_ON else "",
        late=query.get("late") == "1",
        plan=_number(query.get("plan", "")),
        section=clean(query.get("section", ""))[:300],
        mode=mode if mode in MODE else "",
        since=day_of(query.get("since", "")),
        until=day_of(query.get("until", "")),
        text=clean(query.get("q", ""))[:100],
    )


def duties_asked(query: QueryDict) -> DutiesWanted:
    """Which duties of the own unit an address asks for; likewise."""
    part, when, state = (query.get(name, "") for name in ("part", "when", "state"))
    return DutiesWanted(
        part=part if part in (*Duty.Role.values, "handed") else "",
        when=when if when in ("late", "soon") else "",
        state=state if state in (*DUTY_STATE, "all") else "",
        plan=_number(query.get("plan", "")),
    )


def letters_asked(query: QueryDict) -> LettersWanted:
    """Which letters an address asks for; likewise."""
    state = query.get("state", "")
    return LettersWanted(
        state=state if state in LETTER_STATE else "",
        unit=_number(query.get("unit", "")),
        late=query.get("late") == "1",
    )


def plan_asked(query: QueryDict) -> int | None:
    """The plan an address asks for."""
    return _number(query.get("plan", ""))


def period_asked(query: QueryDict, today: dt.date) -> tuple[dt.date, dt.date]:
    """The period of a bulletin: the days asked for in their order, else this month until today."""
    since = day_of(query.get("since", "")) or today.replace(day=1)
    until = day_of(query.get("until", "")) or max(today, since)
    return (since, until) if since <= until else (until, since)


def day_of(text: str) -> dt.date | None:
    """A day written 2020-10-01; nothing where it is none."""
    try:
        return dt.date.fromisoformat(text.strip()) if len(text) <= 20 else None
    except ValueError:
        return None


def _number(text: str) -> int | None:
    """An id the database can hold; nothing where it is none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 19):
        return None
    return min(int(text), LARGEST_ID)
