"""Keeping a question, stopping it, answering it."""

import csv
import datetime as dt
import hashlib
import io
import zlib
from itertools import islice
from typing import ClassVar

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.metrics.models import FigureReport, SavedQuestion, Schedule
from biaozhun.cloud.metrics.permissions import may_change, may_keep
from biaozhun.cloud.metrics.queries.figures import Asked, figure_asked, rows_behind
from biaozhun.cloud.metrics.registry import Figure
from biaozhun.cloud.metrics.schedule import first_due
from biaozhun.core.errors import BiaozhunError
from biaozhun.documents.formulas import guarded

MOST_ROWS = 50_000  # kept with one report


class QuestionRefusedError(BiaozhunError):
    """Something that may not be done with a kept question.

    Codes: ``question_not_yours``, ``question_stopped``.
    """

    default_code: ClassVar[str] = "question_refused"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be kept."""

    title: str
    asked: Asked
    schedule: str


@transaction.atomic
def keep(order: Order, *, actor: Person, at: dt.datetime, today: dt.date) -> SavedQuestion:
    """Keep a question for the actor's department; its first report is of the period now running.

    Raises:
        QuestionRefusedError: ``question_not_yours`` where the actor belongs to none.
    """
    if not may_keep(actor):
        raise QuestionRefusedError("Only departments keep questions", code="question_not_yours")
    question = SavedQuestion.objects.create(
        title=order.title,
        key=order.asked.metric.key,
        arguments=dict(order.asked.arguments.values),
        schedule=order.schedule,
        organisation=actor.organisation,
        made=at,
        made_by=actor,
        due=first_due(Schedule(order.schedule), today),
    )
    facts = {
        "title": order.title,
        "metric": question.key,
        "arguments": order.asked.arguments.query,
        "schedule": question.schedule,
    }
    record("metrics.question_kept", subject=f"question:{question.pk}", actor=actor, facts=facts)
    return question


@transaction.atomic
def stop(pk: int, *, actor: Person, at: dt.datetime) -> SavedQuestion:
    """Stop answering a question; its reports stay.

    Raises:
        DoesNotExist: there is no such question.
        QuestionRefusedError: ``question_not_yours``, ``question_stopped``.
    """
    question = SavedQuestion.objects.select_for_update(of=("self",)).get(pk=pk)
    if not may_change(actor, question):
        raise QuestionRefusedError("Another department keeps it", code="question_not_yours")
    if question.stopped is not None:
        raise QuestionRefusedError("It is stopped already", code="question_stopped")
    question.stopped = at
    question.save(update_fields=["stopped"])
    facts = {"title": question.title}
    record("metrics.question_stopped", subject=f"question:{pk}", actor=actor, facts=facts)
    return question


@transaction.atomic
def write_report(
    question: SavedQuestion, asked: Asked, day: dt.date, *, at: dt.datetime
) -> FigureReport:
    """Make the report of a day; one that was made stays as it is."""
    made = FigureReport.objects.filter(question=question, as_of=day).first()
    if made is not None:
        return made
    figure = figure_asked(asked, day)
    count = figure.rows.count()
    body, kept = rows_as_csv(figure)
    return _numbered(
        FigureReport(
            question=question,
            title=question.title,
            organisation=str(question.organisation or ""),
            key=question.key,
            arguments=question.arguments,
            as_of=day,
            value=figure.value,
            part=figure.part,
            whole=figure.whole,
            note=figure.note[:300],
            rows=count,
            kept=kept,
            data=zlib.compress(body),
            sha256=hashlib.sha256(body).hexdigest(),
            size=len(body),
            made=at,
        )
    )


def _numbered(made: FigureReport) -> FigureReport:
    """Number it behind the last one of its year; the unique column holds against two at once."""
    year = made.made.year
    first = f"BZM-{year}-"
    of_year = FigureReport.objects.filter(number__startswith=first).order_by("-number")
    last = of_year.values_list("number", flat=True).first()
    serial = int(last.removeprefix(first)) + 1 if last else 1
    made.number = f"{first}{serial:06d}"
    made.save()
    facts = {"number": made.number, "as_of": made.as_of.isoformat(), "value": str(made.value)}
    record("metrics.report_made", subject=f"question:{made.question_id}", facts=facts)
    return made


def rows_as_csv(figure: Figure) -> tuple[bytes, int]:
    """The rows behind a figure as a file, and how many of them are in it.

    Its heading is fixed, so that a report of the same rows has the same checksum in any language.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["text", "day", "address"])
    kept = 0
    for row in islice(rows_behind(figure), MOST_ROWS):
        day = row.day.isoformat() if row.day else ""
        writer.writerow([guarded(row.text), day, row.address])
        kept += 1
    return out.getvalue().encode(), kept
