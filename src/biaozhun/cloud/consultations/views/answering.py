"""What was sent of one comment, saved or handed back with what stands against it."""

from http import HTTPStatus

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.consultations.actions import answering
from biaozhun.cloud.consultations.actions.answering import ChangedMeanwhileError
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.forms.answering import AnswerForm
from biaozhun.cloud.consultations.models import Comment
from biaozhun.cloud.consultations.queries import desk as queries
from biaozhun.cloud.consultations.queries.page import Found
from biaozhun.cloud.consultations.queries.rows import Row, rows_of
from biaozhun.cloud.consultations.wording.refusals import said
from biaozhun.cloud.foundation.clock import now


def answered(
    form: AnswerForm, comment: Comment, found: Found, *, person: Person
) -> tuple[Row, HTTPStatus]:
    """Save what was sent of a comment.

    Args:
        form: what was sent.
        comment: of which one.
        found: its consultation.
        person: who sent it.

    Returns:
        The comment as it stands now, with what was typed where it was not saved; 200 saved,
        409 somebody else was earlier, 422 it cannot be taken.
    """
    if not form.is_valid():
        faults = [str(one) for errors in form.errors.values() for one in errors]
        return _handed_back(form, comment, found, faults), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        _save(form.cleaned_data, comment, person)
    except ChangedMeanwhileError as error:
        row = _handed_back(form, comment, found, said(error))
        row.theirs = error.theirs
        return row, HTTPStatus.CONFLICT
    except (ConsultationRefusedError, StepRefusedError) as error:
        return _handed_back(form, comment, found, said(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    row = _fresh(comment, found)
    row.saved = True
    return row, HTTPStatus.OK


def _save(told: dict[str, object], comment: Comment, person: Person) -> None:
    """Propose, decide or take up again.

    Raises:
        ConsultationRefusedError, StepRefusedError: it is refused.
    """
    disposition, answer, seen = str(told["disposition"]), str(told["answer"]), str(told["seen"])
    if told["act"] == "anew":
        answering.decide_anew(comment, str(told["reason"]), actor=person, at=now())
    elif told["act"] == "propose":
        answering.propose(comment, disposition, answer, actor=person, at=now(), seen=seen)
    else:
        together = queries.undecided_of_cluster(comment) if told["whole"] else [comment]
        rows = together if comment in together else [comment]
        answering.decide(rows, disposition, answer, actor=person, at=now(), seen={comment.pk: seen})


def _fresh(comment: Comment, found: Found) -> Row:
    """The comment as it stands now."""
    rows = queries.comments_asked(found.consultation, queries.Asked(), found.roles)
    sizes = dict(queries.offered(found.consultation).clusters)
    return rows_of([rows.get(pk=comment.pk)], found.consultation, found.roles, sizes)[0]


def _handed_back(form: AnswerForm, comment: Comment, found: Found, faults: list[str]) -> Row:
    row = _fresh(comment, found)
    row.disposition = form.data.get("disposition", "")
    row.answer = form.data.get("answer", "")
    row.faults = faults
    return row
