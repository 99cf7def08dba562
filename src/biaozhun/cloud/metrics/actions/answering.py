"""Answering the kept questions whose period is over."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.metrics.actions.keeping import write_report
from biaozhun.cloud.metrics.models import SavedQuestion, Schedule
from biaozhun.cloud.metrics.queries.figures import asked
from biaozhun.cloud.metrics.registry import MetricError
from biaozhun.cloud.metrics.schedule import next_due
from biaozhun.cloud.metrics.wording import refusal


def answer_due(today: dt.date, *, at: dt.datetime) -> int:
    """Make every report whose day is over; how many were made.

    Each is made by itself: what this version cannot answer is noted with its question and holds
    up no other.
    """
    made = 0
    waiting = SavedQuestion.objects.filter(due__lt=today, stopped=None).order_by("due", "pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        made += _answer(pk, today, at)
    return made


@transaction.atomic
def _answer(pk: int, today: dt.date, at: dt.datetime) -> int:
    """All reports of a question that are due: a server may have slept for months."""
    question = SavedQuestion.objects.select_for_update(of=("self",)).get(pk=pk)
    try:
        known = asked(question.key, question.arguments)
    except MetricError as error:
        question.refused = refusal(error)[:300]
        question.save(update_fields=["refused"])
        return 0
    made = 0
    while question.due < today and question.stopped is None:
        write_report(question, known, question.due, at=at)
        question.due = next_due(Schedule(question.schedule), question.due)
        made += 1
    question.refused = ""
    question.save(update_fields=["due", "refused"])
    return made
