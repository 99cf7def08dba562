"""What stands in an address or a form."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.metrics.arguments import LONGEST, choices_of, tidy
from biaozhun.cloud.metrics.models import Schedule
from biaozhun.cloud.metrics.registry import FIRST_DAY, Kind, Metric, Parameter
from biaozhun.cloud.metrics.wording import SCHEDULE, value_words
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.classification.division import Division, divisions, name

RESERVED = frozenset({"as_of", "page", "format", "by"})


def arguments_in(query: QueryDict) -> dict[str, str]:
    """What an address asks a metric with: everything that is not the page's own."""
    return {key: query.get(key, "") for key in query if key not in RESERVED}


def day_in(query: QueryDict, today: dt.date, problems: list[str]) -> dt.date:
    """The day a figure is of: ``as_of=YYYY-MM-DD``, no later than today, or today."""
    text = tidy(query.get("as_of", ""))
    if not text:
        return today
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        sentence = gettext("“{value}”不是一个日期，请写成 2020-10-01。现按今天统计。")
        problems.append(sentence.format(value=text[:40]))
        return today
    if not FIRST_DAY <= day <= today:
        problems.append(gettext("只能统计到今天为止的日期。现按今天统计。"))
        return today
    return day


class ArgumentsForm(forms.Form):
    """The parameters of a metric as fields; an address with the same names asks the same."""

    def __init__(self, metric: Metric, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        for parameter in metric.parameters:
            self.fields[parameter.name] = field_of(parameter, str(self._given(parameter.name)))

    def _given(self, name: str) -> object:
        return (self.data.get(name) if self.is_bound else self.initial.get(name)) or ""


def field_of(parameter: Parameter, given: str = "") -> forms.Field:
    """The field of a parameter; several levels that the address names are one more choice."""
    match parameter.kind:
        case Kind.LEVEL if "," in given and _is_list(parameter, given):
            values = [given, *choices_of(parameter)]
            return _choice(parameter, [(one, value_words(parameter, one)) for one in values])
        case Kind.LEVEL | Kind.NATURE | Kind.CHOICE:
            values = choices_of(parameter)
            return _choice(parameter, [(one, value_words(parameter, one)) for one in values])
        case Kind.DIVISION:
            return _choice(parameter, _places())
        case Kind.YEAR | Kind.YEARS | Kind.ISSUER | Kind.TEXT:
            return forms.CharField(
                label=str(parameter.words),
                help_text=str(parameter.hint),
                required=parameter.required,
                max_length=LONGEST,
            )


def _is_list(parameter: Parameter, given: str) -> bool:
    return set(given.split(",")) <= set(choices_of(parameter))


def _choice(parameter: Parameter, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        widget=QuotedSelect(),
        label=str(parameter.words),
        help_text=str(parameter.hint),
        required=parameter.required,
        choices=[("", _("全部")), *choices],
    )


def _places() -> list[tuple[str, str]]:
    """Provinces, each with its cities behind it."""
    return [
        (one.code, in_readers_writing(f"{one.code} {_province(one)}{one.name}"))
        for one in divisions()
    ]


def _province(place: Division) -> str:
    """What stands before the name of a city."""
    return name(place.parent) if place.parent else ""


class QuestionForm(forms.Form):
    """A question to keep."""

    title = forms.CharField(label=_("名称"), max_length=200)
    schedule = forms.ChoiceField(label=_("多久出一份报告"), choices=[*SCHEDULE.items()])

    def clean_schedule(self) -> str:
        """The code of the schedule."""
        return str(Schedule(self.cleaned_data["schedule"]))
