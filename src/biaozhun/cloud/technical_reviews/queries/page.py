"""The desk's page of a review, and the lists before it."""

import datetime as dt

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import DocumentKind, Project, ProjectDocument
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.rules.queries import rules_for
from biaozhun.cloud.technical_reviews.life import REVIEW, RUNNING, ReviewFacts
from biaozhun.cloud.technical_reviews.models import (
    QUESTIONS,
    Answer,
    DepartmentCheck,
    Review,
    Reviewer,
)
from biaozhun.cloud.technical_reviews.permissions import names_sealed, reviews_kept_by
from biaozhun.cloud.technical_reviews.queries.facts import (
    is_here,
    is_meeting,
    review_facts,
    reviewers_of,
    sitters,
)
from biaozhun.cloud.technical_reviews.queries.measures import Measure, asked_of, measured
from biaozhun.core.lifecycle import Circumstances, Refusal, Unmet, decide, open_actions
from biaozhun.core.reviewing.counting import Tally, count, sitting

PAGE = 30  # reviews
SENT = (
    DocumentKind.DRAFT_FOR_REVIEW,
    DocumentKind.EXPLANATORY_NOTE,
    DocumentKind.COMMENT_TABLE,
    DocumentKind.DEPARTMENT_OPINION,
    DocumentKind.TEST_REPORT,
    DocumentKind.PATENT_STATEMENT,
)
"""What those who review read (domain-rules 2.6, 送审)."""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """A step that may be taken from here.

    Attributes:
        action: the verb.
        unmet: what stands against it.
        advice: what does not hold and does not bind.
    """

    action: str
    unmet: tuple[Unmet, ...]
    advice: tuple[Unmet, ...]


class Chair(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who reviews, as the desk sees them.

    Attributes:
        reviewer: who.
        sits: has the seat now; who stands in for somebody only while that one is away.
        has_voted: a vote is there; what it says nobody reads before it is counted.
        may_vote_on_paper: the desk may enter a vote given on paper.
    """

    reviewer: Reviewer
    sits: bool
    has_voted: bool
    may_vote_on_paper: bool


class ReviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """A review as the desk sees it.

    Attributes:
        review: with its project.
        roles: what the person is to it.
        facts: what its guards ask about.
        chairs: who reviews; of a panel nobody but the desk reads the names before the conclusion.
        names_sealed: they are not for this person now.
        steps: what may be done next.
        measures: the rules with what was measured.
        tally: what was counted; ``None`` while it is sealed.
        answers: the four questions, each with its answer.
        papers: what those who review read.
        made: minutes, list and vote sheet that lie on the project.
    """

    review: Review
    roles: frozenset[str]
    facts: ReviewFacts
    chairs: tuple[Chair, ...]
    names_sealed: bool
    steps: tuple[Ahead, ...]
    measures: tuple[Measure, ...]
    tally: Tally | None
    answers: tuple[tuple[str, Answer | None], ...]
    papers: tuple[ProjectDocument, ...]
    made: tuple[ProjectDocument, ...]

    @property
    def is_desk(self) -> bool:
        """Whether the person keeps it."""
        return "desk" in self.roles

    @property
    def voted(self) -> int:
        """How many have voted; that much is no secret."""
        return self.facts.voted


def review_page(review: Review, roles: frozenset[str], on: dt.date) -> ReviewPage:
    """Everything on the page; its number of questions does not grow with those who review."""
    is_sealed = review.state in RUNNING and review.state != "counted"
    sealed_names = names_sealed(review, roles)
    facts = review_facts(review, on=on, reason=review.conclusion_text)
    project = review.project
    rules = rules_for(project.authority, procedure=project.procedure, on=on)
    people = reviewers_of(review)
    told = sitters(review, people)
    answers = {one.question: one for one in review.answers.all()}
    lying = documents_of(project)
    made = [DocumentKind.REVIEW_MINUTES, DocumentKind.REVIEWER_LIST]
    if "desk" in roles:  # named votes are not for the department that applied
        made.append(DocumentKind.BALLOT)
    return ReviewPage(
        review=review,
        roles=roles,
        facts=facts,
        chairs=() if sealed_names else tuple(_chairs(review, people)),
        names_sealed=sealed_names,
        steps=tuple(_ahead(review, roles, facts, Circumstances(rules=rules))),
        measures=tuple(measured(asked_of(review, facts), facts, rules)),
        tally=None if is_sealed else count(told, in_meeting=is_meeting(review)),
        answers=tuple((code, answers.get(code)) for code in QUESTIONS),
        papers=tuple(lying[kind] for kind in SENT if kind in lying),
        made=tuple(lying[kind] for kind in made if kind in lying),
    )


def against_step(
    review: Review, action: str, roles: frozenset[str], on: dt.date
) -> tuple[Unmet, ...]:
    """What stands against a step today, before anything is written with it."""
    project = review.project
    rules = rules_for(project.authority, procedure=project.procedure, on=on)
    facts = review_facts(review, on=on, reason=review.conclusion_text)
    answer = decide(
        REVIEW,
        state=review.state,
        action=action,
        roles=roles,
        facts=facts,
        circumstances=Circumstances(rules=rules),
    )
    return _asked(action, answer.unmet) if isinstance(answer, Refusal) else ()


def _asked(action: str, unmet: tuple[Unmet, ...]) -> tuple[Unmet, ...]:
    """Only the reason of a conclusion is written before its step; that of others goes with it."""
    return tuple(one for one in unmet if one.code != "reason_missing" or action == "conclude")


def _ahead(
    review: Review, roles: frozenset[str], facts: ReviewFacts, under: Circumstances
) -> list[Ahead]:
    found = []
    for action in open_actions(REVIEW, state=review.state, roles=roles):
        answer = decide(
            REVIEW,
            state=review.state,
            action=action,
            roles=roles,
            facts=facts,
            circumstances=under,
        )
        asked = _asked(action, answer.unmet) if isinstance(answer, Refusal) else ()
        found.append(Ahead(action=action, unmet=asked, advice=answer.advice))
    return found


def _chairs(review: Review, people: list[Reviewer]) -> list[Chair]:
    seated = {one.key for one in sitting(sitters(review, people))}
    return [
        Chair(
            reviewer=one,
            sits=one.pk in seated,
            has_voted=bool(one.vote),
            may_vote_on_paper=(
                review.state == "voting"
                and one.pk in seated
                and one.votes
                and (not is_meeting(review) or one.present is True)
                and (not one.vote or one.vote_entered_by_id is not None)
            ),
        )
        for one in people
        if is_here(review, one)
    ]


def whole_reviews() -> "QuerySet[Review]":
    """Reviews with their projects and bodies."""
    return Review.objects.select_related(
        "project__authority",
        "project__department",
        "project__committee",
        "committee",
        "draft",
        "minutes",
        "proceeding",
    )


def kept(person: Person, number: int) -> Page[Review]:
    """A page of the reviews somebody keeps, the latest first."""
    rows = whole_reviews().filter(reviews_kept_by(person)).distinct()
    return Paginator(rows.order_by("-made", "-pk"), PAGE).get_page(number)


def checks_waiting(person: Person) -> list[DepartmentCheck]:
    """Checks that wait for the own department, the longest waiting first; one question."""
    if person.organisation_id is None or not person.is_active:
        return []
    rows = DepartmentCheck.objects.filter(state="asked", department=person.organisation_id)
    return list(rows.select_related("project").order_by("asked", "pk")[:PAGE])


def latest_check(project: Project) -> DepartmentCheck | None:
    """The latest check of a project; one question."""
    return project.checks.select_related("department", "paper", "draft").order_by("pk").last()
