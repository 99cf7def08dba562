"""What the events of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {"screening.fair_competition_signed": pgettext_lazy("event", "签署公平竞争审查结论")},
    facts={
        "conclusion": pgettext_lazy("fact", "结论"),
        "post": pgettext_lazy("fact", "职务"),
        "review": pgettext_lazy("fact", "审查编号"),
    },
)
