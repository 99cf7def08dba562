"""How what laws and instruments cite stands on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping

from biaozhun.cloud.laws.models import CitedStandard, Limit
from biaozhun.cloud.validity.queries.checking import check_asked
from biaozhun.core.number import NumberError, parse, parse_slug
from biaozhun.core.validity import Answer, Asked, Citing

Question = tuple[str, str, bool, str, tuple[str, ...]]  # number, slug, all parts, title, clauses


def question_of(cited: CitedStandard) -> Question:
    """What a citation asks."""
    return (cited.number, cited.slug, cited.all_parts, cited.title, tuple(cited.clauses))


def question_of_limit(limit: Limit) -> Question:
    """What a limit asks."""
    return (limit.number, limit.slug, False, "", (limit.clause,) if limit.clause else ())


def answers(questions: Iterable[Question], on: dt.date) -> Mapping[Question, Answer]:
    """The answer to each question, with a number of queries that does not grow with them."""
    asked = list(dict.fromkeys(questions))
    told = check_asked([_asked(each) for each in asked], on=on, citing=Citing.LAW)
    return dict(zip(asked, told, strict=True))


def _asked(question: Question) -> Asked:
    number, slug, all_parts, title, clauses = question
    try:
        read = parse_slug(slug)
    except NumberError:
        try:
            read = parse(number)
        except NumberError as error:
            return Asked(text=number, fault=error.code)
    return Asked(text=number, number=read, title=title, clauses=clauses, all_parts=all_parts)
