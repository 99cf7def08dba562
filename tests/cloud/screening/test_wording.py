"""Every code that screening can tell has words."""

from typing import get_args

from biaozhun.cloud.screening import wording
from biaozhun.cloud.screening.candidates import CandidateKind
from biaozhun.cloud.screening.models import FairCompetitionReview
from biaozhun.cloud.screening.queries.answers import Near
from biaozhun.cloud.screening.templatetags.screening import by_owner, percent
from biaozhun.core.number import Family
from biaozhun.core.screening import GROUPS, Degree, Part, Weight, kinds
from biaozhun.core.screening.likeness import ReasonCode


def test_every_code_has_words() -> None:
    """Tables of words and lists of codes name the same."""
    codes = {kind.code for kind in kinds()}
    assert set(wording.FINDING) == set(wording.ADVICE) == codes
    assert set(wording.WEIGHT) == set(Weight)
    assert set(wording.PART) == set(Part)
    assert set(wording.DEGREE) == set(Degree) - {Degree.FAR}
    assert set(wording.WHY) == set(get_args(ReasonCode))
    assert set(wording.WHAT) == {"edition", "project", *get_args(CandidateKind)}
    assert set(wording.CONCLUSION) == set(FairCompetitionReview.Conclusion.values)
    for table in (wording.EXAMINED, wording.EXAMINED_ABOUT, wording.ARTICLE):
        assert tuple(table) == GROUPS


def test_every_family_of_numbers_stands_under_a_heading() -> None:
    """None is lost on the page, and the own region's stand first."""
    near = [
        Near(
            kind="edition",
            key=str(family),
            number=str(family),
            title="",
            level=family,
            state="",
            score=0.5,
            why=(),
            degree=Degree.OVERLAPPING,
            address="",
            what="edition",
            here=family is Family.LOCAL,
        )
        for family in Family
    ]
    groups = by_owner(near)
    assert groups[0].code == "here"
    assert sum(len(group.items) for group in groups) == len(Family)


def test_a_score_is_told_as_a_whole_percentage() -> None:
    """Nobody reads a third digit of a likeness."""
    assert percent(0.876) == "88%"
