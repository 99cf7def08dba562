"""A committee reviews: from the department's check to the conclusion."""

from biaozhun.cloud.drafting.models import Project
from tests.cloud.technical_reviews.conftest import Cast
from tests.cloud.technical_reviews.making import all_for, prepared, voting


def test_members_of_the_committee_review(project: Project, cast: Cast) -> None:
    """The members are seated, who drafted it without a vote, the alternate behind the member."""
    review = prepared(project, cast.officer)
    told = [
        (one.name, one.votes, one.instead_of.name if one.instead_of else "")
        for one in review.reviewers.select_related("instead_of")
    ]
    assert told == [
        ("方主任", True, ""),
        ("袁检", True, ""),
        ("袁替", True, "袁检"),
        ("沈厂", True, ""),
        ("陆商", True, ""),
        ("章用", True, ""),
        ("尹消", True, ""),
        ("卓起", False, ""),
    ]
    voting(review, cast.officer)
    all_for(review, cast.officer)
    project.refresh_from_db()
    assert (review.state, project.state) == ("voting", "reviewing")
