"""Who voted how is for who keeps the review; the parties read the minutes."""

import io
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.drafting.actions.documents import show_document
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Project, ProjectDocument, TeamMember
from biaozhun.cloud.technical_reviews.models import Review
from tests.cloud.hearings import making as hearing
from tests.cloud.technical_reviews.conftest import As, Cast
from tests.cloud.technical_reviews.making import MEMBERS, all_for, prepared, voting
from tests.cloud.technical_reviews.test_committee import concluded, count
from tests.factories.drafting import AUTHORITY, SECRETARIAT, somebody

OK, GONE = HTTPStatus.OK, HTTPStatus.NOT_FOUND
BESIDE = "江原省民政厅"
"""A department that is told of the project and reads its inner papers."""


@pytest.fixture
def review(project: Project, cast: Cast) -> Review:
    """A review that is concluded, one member against it, with its papers on the project."""
    made = voting(prepared(project, cast.officer), cast.officer)
    all_for(made, cast.officer, but={"沈厂": "against"})
    count(made, cast)
    concluded(made, cast)
    return made


@pytest.fixture
def readers(cast: Cast, review: Review) -> dict[str, Person | None]:
    """Everybody who might read, by what they are."""
    watcher = somebody("民政", BESIDE)
    assert watcher.organisation is not None
    review.project.watchers.add(watcher.organisation)
    writes = somebody("秘书起草", SECRETARIAT)
    TeamMember.objects.create(project=review.project, position=2, name="秘书起草", person=writes)
    return {
        "officer in charge": cast.officer,
        "officer": somebody("同事", AUTHORITY, Role.OPERATOR),
        "secretariat": cast.secretary,
        "secretariat that drafts": writes,
        "department": cast.department,
        "drafter": cast.drafter,
        "watcher": watcher,
        "member": review.reviewers.get(name="方主任").person,
        "stranger": cast.stranger,
        "anybody": None,
    }


def paper(review: Review, kind: str) -> ProjectDocument:
    """A paper of the review that lies on its project."""
    return review.project.documents.get(kind=kind)


def test_the_vote_sheet_is_for_the_desk_and_the_minutes_for_the_parties(
    review: Review, readers: dict[str, Person | None], browser: As
) -> None:
    """Its address and its line on the page of the project are there for the desk alone."""
    votes, minutes = paper(review, "ballot"), paper(review, "review_minutes")
    page = f"/projects/{review.project_id}"
    told = {}
    for who, person in readers.items():
        client = browser(person)
        shown = client.get(page).content.decode()
        answers = [client.get(f"{page}/documents/{one.pk}") for one in (votes, minutes)]
        read = [one.getvalue() and one.status_code for one in answers]
        told[who] = (*read, f"/documents/{votes.pk}" in shown)
    assert told == {
        "officer in charge": (OK, OK, True),
        "officer": (OK, OK, True),
        "secretariat": (OK, OK, True),
        "secretariat that drafts": (GONE, OK, False),
        "department": (GONE, OK, False),
        "drafter": (GONE, OK, False),
        "watcher": (GONE, OK, False),
        "member": (GONE, GONE, False),
        "stranger": (GONE, GONE, False),
        "anybody": (GONE, GONE, False),
    }


def test_the_department_sees_the_review_without_its_vote_sheet(
    review: Review, cast: Cast, browser: As
) -> None:
    """On the page of the review the department has the minutes, who keeps it both."""
    address = f"/desk/technical-reviews/{review.pk}"
    links = [f"/documents/{paper(review, kind).pk}" for kind in ("ballot", "review_minutes")]
    pages = [browser(who).get(address).content.decode() for who in (cast.officer, cast.department)]
    assert [[link in page for link in links] for page in pages] == [[True, True], [False, True]]


def test_named_votes_are_never_made_public(review: Review, cast: Cast, browser: As) -> None:
    """Not by the button of a paper, not as a paper of a hearing; the minutes may be."""
    votes, minutes = paper(review, "ballot"), paper(review, "review_minutes")
    officer, page = browser(cast.officer), f"/projects/{review.project_id}"
    for one in (votes, minutes):
        officer.post(f"{page}/documents/{one.pk}/show", {"public": "yes"})
        one.refresh_from_db()
    assert (votes.is_public, minutes.is_public) == (False, True)
    shown = officer.get(page).content.decode()
    buttons = [f"/documents/{one.pk}/show" in shown for one in (votes, minutes)]
    assert buttons == [False, True]
    with pytest.raises(DraftingRefusedError) as refused:
        show_document(votes, is_public=True, actor=cast.officer)
    assert refused.value.code == "named_votes"
    heard = hearing.prepared(cast.officer, review.project)
    offered = officer.get(f"/desk/hearings/{heard.pk}/papers").content.decode()
    assert [f'value="{one.pk}"' in offered for one in (votes, minutes)] == [False, True]


def test_what_was_public_once_by_mistake_is_so_no_longer(review: Review, browser: As) -> None:
    """A vote sheet that an older release made public is read by the desk alone."""
    votes = paper(review, "ballot")
    ProjectDocument.objects.filter(pk=votes.pk).update(is_public=True)
    page = f"/projects/{review.project_id}"
    assert browser().get(f"{page}/documents/{votes.pk}").status_code == GONE
    assert f"/documents/{votes.pk}" not in browser().get(page).content.decode()
    listed = browser().get(f"/api/v1/projects/{review.project_id}").json()["documents"]
    assert "ballot" not in {one["kind"] for one in listed}


def test_a_drafter_brings_no_vote_sheet(project: Project, cast: Cast, browser: As) -> None:
    """What one may not read one does not put there; who keeps the review does."""
    address = f"/projects/{project.pk}/documents/new"
    status = []
    for who in (cast.drafter, cast.officer):
        file = SimpleUploadedFile("表决单.txt", b"votes")
        status.append(browser(who).post(address, {"kind": "ballot", "file": file}).status_code)
    assert status == [HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.FOUND]
    assert project.documents.get(kind="ballot").added_by == cast.officer


def test_the_minutes_name_nobody_but_who_dissented(review: Review) -> None:
    """They hold the counts, and of names those alone whose dissent is kept word for word."""
    with paper(review, "review_minutes").file.open("rb") as stream:
        text = "\n".join(one.text for one in Document(io.BytesIO(stream.read())).paragraphs)
    named = [name for name, *_rest in MEMBERS if name in text]
    assert ("同意5票，不同意1票，弃权0票" in text, named) == (True, ["沈厂"])
