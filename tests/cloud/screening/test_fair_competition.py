"""Fair-competition reviews: signed, superseded, never changed; the form and the paper."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.template.loader import render_to_string
from docx import Document

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.form_templates.actions.filling import filled
from biaozhun.cloud.screening.actions.fair_competition import sign
from biaozhun.cloud.screening.errors import RefusedError
from biaozhun.cloud.screening.forms.fair_competition import FairCompetitionForm
from biaozhun.cloud.screening.models import FairCompetitionReview, ReviewIsFixedError
from biaozhun.cloud.screening.queries.fair_competition import latest, reviews_of
from biaozhun.core.screening import GROUPS

AT = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)  # the 23rd in Shanghai
SUBJECT = "proposals.application:7"
CLEAN = dict.fromkeys(GROUPS, "")
PROBLEM = CLEAN | {"entry": "第五章要求在本市注册。"}


@pytest.fixture
def signer(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """Somebody of a department."""
    unit = Organisation.objects.create(name="江原省农业农村厅")
    return Person.objects.create_user("li@example.org", name="李四", organisation=unit)


def test_a_review_is_signed_with_post_and_day_and_written_down(signer: Person) -> None:
    """The day is that of the installation's zone; the journal has conclusion and post."""
    made = sign(
        SUBJECT,
        conclusion="complies",
        text=" 不涉及准入。 ",
        actor=signer,
        at=AT,
        examined=CLEAN,
        post="处长",
        title="白茶加工技术规程",
    )
    assert latest(SUBJECT) == made
    assert (made.text, made.signer_name, made.unit, made.post, made.day) == (
        "不涉及准入。",
        "李四",
        "江原省农业农村厅",
        "处长",
        dt.date(2026, 11, 23),
    )
    assert made.complies
    event = Event.objects.get()
    assert (event.kind, event.subject, event.facts) == (
        "screening.fair_competition_signed",
        SUBJECT,
        {"conclusion": "complies", "post": "处长", "review": made.pk},
    )


def test_a_newer_review_takes_the_place_of_the_older_which_stays(signer: Person) -> None:
    """The latest counts, both can be read; other subjects have their own."""
    old = sign(SUBJECT, conclusion="fails", text="有问题", actor=signer, at=AT, examined=PROBLEM)
    new = sign(SUBJECT, conclusion="complies", text="已改正", actor=signer, at=AT, examined=CLEAN)
    sign("drafting.project:1", conclusion="complies", text="线下审查", actor=signer, at=AT)
    assert latest(SUBJECT) == new
    assert reviews_of(SUBJECT) == [new, old]
    assert latest("drafting.project:2") is None
    assert not old.complies


@pytest.mark.parametrize(
    ("conclusion", "text", "examined", "field"),
    [
        ("complies", "  ", CLEAN, "text"),
        ("perhaps", "意见", CLEAN, "conclusion"),
        ("complies", "意见", PROBLEM, "conclusion"),
        ("fails", "意见", CLEAN, "examined"),
        ("after_change", "意见", CLEAN, "examined"),
        ("complies", "意见", {"entry": ""}, "examined"),
        ("complies", "意见", CLEAN | {"other": ""}, "examined"),
    ],
)
def test_a_review_that_contradicts_itself_is_refused(
    signer: Person, conclusion: str, text: str, examined: dict[str, str], field: str
) -> None:
    """Nothing is signed, and the refusal names what is wrong."""
    with pytest.raises(RefusedError) as refused:
        sign(SUBJECT, conclusion=conclusion, text=text, actor=signer, at=AT, examined=examined)
    assert refused.value.field == field
    assert latest(SUBJECT) is None


def test_a_signed_review_cannot_be_changed_or_dropped(signer: Person) -> None:
    """Neither the record nor a query may."""
    made = sign(SUBJECT, conclusion="not_applicable", text="只涉及内部管理", actor=signer, at=AT)
    made.text = "改"
    for attempt in (
        made.save,
        made.delete,
        FairCompetitionReview.objects.all().delete,
        lambda: FairCompetitionReview.objects.update(text="改"),
    ):
        with pytest.raises(ReviewIsFixedError):
            attempt()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM screening_faircompetitionreview")
        assert cursor.fetchall() == [("只涉及内部管理",)]


def answers(found: str = "nothing", **told: str) -> dict[str, str]:
    """What somebody sends with the form."""
    return {
        **{f"{group}_found": found for group in GROUPS},
        "conclusion": "complies",
        "text": "意见",
        "post": "处长",
        **told,
    }


def test_the_form_tells_what_sign_takes(signer: Person) -> None:
    """A valid form can be signed as it is."""
    form = FairCompetitionForm(
        answers(flow_found="something", flow_what="限制外地", conclusion="fails")
    )
    assert form.is_valid()
    assert form.said()["examined"] == CLEAN | {"flow": "限制外地"}
    assert not sign(SUBJECT, actor=signer, at=AT, **form.said()).complies


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (answers(found=""), [f"{group}_found" for group in GROUPS]),
        (answers(entry_found="something"), ["entry_what"]),
        (answers(conclusion=""), ["conclusion"]),
        (answers(post="", text=""), ["post", "text"]),
    ],
)
def test_the_form_asks_for_every_group_and_names_what_is_missing(
    told: dict[str, str], fields: list[str]
) -> None:
    """Each fault stands beside its field."""
    assert sorted(FairCompetitionForm(told).errors) == sorted(fields)


def test_nothing_is_examined_where_no_operator_is_touched() -> None:
    """The conclusion alone, with its reason."""
    form = FairCompetitionForm(answers(found="", conclusion="not_applicable"))
    assert form.is_valid()
    assert form.said()["examined"] is None


def test_the_parts_for_other_pages_show_form_and_review(signer: Person) -> None:
    """The form lists four groups with their articles; the review its rows and the earlier one."""
    form = render_to_string(
        "screening/fair_competition_form.html", {"fair_form": FairCompetitionForm()}
    )
    assert form.count('class="fair-group stack"') == len(GROUPS) + 1
    assert "公平竞争审查条例第十一条" in form
    sign(SUBJECT, conclusion="fails", text="<b>有问题</b>", actor=signer, at=AT, examined=PROBLEM)
    sign(SUBJECT, conclusion="complies", text="已改正", actor=signer, at=AT, examined=CLEAN)
    told = {"review": latest(SUBJECT), "reviews": reviews_of(SUBJECT)}
    page = render_to_string("screening/fair_competition.html", told)
    assert "符合公平竞争审查要求" in page
    assert page.count("没有发现问题") == len(GROUPS)
    assert "以前签署的" in page
    told = {"review": reviews_of(SUBJECT)[1], "reviews": []}
    assert "&lt;b&gt;有问题" in render_to_string("screening/fair_competition.html", told)
    assert "还没有签署" in render_to_string("screening/fair_competition.html", {"review": None})


def test_the_paper_is_filled_from_the_review(signer: Person) -> None:
    """Conclusion, opinion, groups and who signed stand in the form."""
    made = sign(
        SUBJECT,
        conclusion="after_change",
        text="删去第五章后符合。",
        actor=signer,
        at=AT,
        examined=PROBLEM,
        post="处长",
        title="白茶加工技术规程",
    )
    paper = filled("screening.fair_competition", made.pk, None, dt.date(2026, 11, 23))
    document = Document(io.BytesIO(paper.content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert cells >= {"白茶加工技术规程", "修改后符合", "第五章要求在本市注册。", "2026年11月23日"}
