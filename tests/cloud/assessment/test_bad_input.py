"""Bad input is normal input: named, shown again, or refused; and no score comes of it."""

import json
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.assessment.actions.assessing import (
    AssessmentOrder,
    Review,
    keep_assessment,
    review,
    step,
)
from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.core.assessment import Indicator, Scheme
from tests.cloud.assessment.conftest import NOON

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.fixture
def own(assessment: Assessment) -> Assessee:
    """The first district in the assessment."""
    return assessment.assessees.get(organisation__name="甲区")


def signed(person: Person) -> Client:
    """A browser of somebody."""
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("made", "1e999999", "不是数字。"),
        ("made", "NaN", "不是数字。"),
        ("made", "9" * 400, "不是数字。"),
        ("open", "2", "是填 1，否填 0。"),
        ("days", "", "还没有填。"),
    ],
)
def test_an_own_value_that_cannot_be_scored_is_named_at_its_field(
    key: str, typed: str, words: str, own: Assessee, clerk: Person
) -> None:
    """It is kept as typed and not handed in."""
    values = {"v-made": "10", "v-days": "15", "v-open": "1", f"v-{key}": typed}
    page = signed(clerk).post(f"/assessments/units/{own.pk}", values | {"action": "submit"})
    assert page.status_code == FAULTY
    assert f'id="wv-{key}">{words}</span>' in page.content.decode()
    own.refresh_from_db()
    assert (own.state, own.own.get(key, "")) == ("asked", typed)


def test_a_proof_that_is_too_long_is_kept_whole_and_named(own: Assessee, clerk: Person) -> None:
    """Nothing is cut off behind the back of who typed it."""
    values = {"v-made": "10", "v-days": "15", "v-open": "1", "e-open": "号" * 501}
    page = signed(clerk).post(f"/assessments/units/{own.pk}", values | {"action": "submit"})
    assert page.status_code == FAULTY
    assert "佐证太长了，最多 500 字。" in page.content.decode()
    own.refresh_from_db()
    assert own.evidence["open"] == "号" * 501


@pytest.mark.parametrize("typed", ["1e999999", "Infinity", "十二"])
def test_a_review_with_a_value_that_cannot_be_scored_is_refused(
    typed: str, own: Assessee, officer: Person, by_officer: Acting
) -> None:
    """The page shows it again with all else that was typed; the action refuses it as well."""
    said = {"v-made": typed, "v-days": "14", "x-v1": "1", "comment": "核减<b>"}
    page = signed(officer).post(f"/assessments/units/{own.pk}/review", said)
    assert page.status_code == FAULTY
    text = page.content.decode()
    assert 'id="wr-made">不是数字。</span>' in text
    assert f'value="{typed}"' in text
    assert "核减&lt;b&gt;</textarea>" in text
    assert 'name="x-v1" value="1" checked' in text
    with pytest.raises(StepRefusedError) as refused:
        review(own.pk, Review(values={"made": typed}), by=by_officer)
    assert refused.value.refusal.codes == ("values_wrong",)
    own.refresh_from_db()
    assert (own.state, own.reviewed) == ("asked", {})


def test_a_comment_that_is_too_long_is_shown_again(own: Assessee, officer: Person) -> None:
    """The review is not written down with half of it."""
    said = {"v-made": "1", "comment": "长" * 4001}
    page = signed(officer).post(f"/assessments/units/{own.pk}/review", said)
    assert page.status_code == FAULTY
    assert "意见太长了" in page.content.decode()
    own.refresh_from_db()
    assert own.state == "asked"


def test_an_own_score_that_comes_too_late_is_shown_again(
    own: Assessee, clerk: Person, by_officer: Acting
) -> None:
    """Reviewed in the meantime: what was typed can be copied, and changes nothing."""
    review(own.pk, Review(values={"made": "8"}), by=by_officer)
    page = signed(clerk).post(f"/assessments/units/{own.pk}", {"v-made": "12", "e-made": "<i>"})
    assert page.status_code == HTTPStatus.CONFLICT
    assert "<dt>地方标准</dt><dd>12 &lt;i&gt;</dd>" in page.content.decode()
    own.refresh_from_db()
    assert own.own == {}


@pytest.mark.parametrize(
    "change",
    [
        {"grades": "优秀：NaN"},
        {"grades": "优秀：1e99999999"},
        {"grades": "优秀：101"},
        {"grades": "：90"},
        {"grades": "合格：60\n优秀：90"},
        {"i-0-weight": "100.001"},
        {"i-0-weight": "-1"},
        {"i-0-weight": "NaN"},
        {"i-0-rule": "dice"},
        {"i-0-rule": "steps", "i-0-steps": "10：100、5：60"},
        {"i-0-rule": "steps", "i-0-steps": "5：1e5"},
        {"i-0-rule": "steps", "i-0-steps": ""},
        {"i-0-rule": "linear", "i-0-zero": "5", "i-0-full": "5"},
        {"i-0-key": "<b>"},
        {"i-TOTAL_FORMS": "1000000"},
        {"i-TOTAL_FORMS": ""},
        {"year": "9999999999"},
        {"due": "0000-01-01"},
        {"due": "0001-01-01"},
        {"due": "9999-12-31"},
        {"units": "999999999999999999999"},
        {"title": "a\x00b"},
    ],
)
def test_a_scheme_that_was_tampered_with_is_refused(
    change: dict[str, str], officer: Person, districts: list[Organisation]
) -> None:
    """Each is refused with the form, and nothing is kept."""
    data: dict[str, object] = {
        "title": "考核",
        "year": "2026",
        "due": "2026-12-31",
        "units": [one.pk for one in districts],
        "i-TOTAL_FORMS": "1",
        "i-INITIAL_FORMS": "0",
        "i-0-label": "标准数",
        "i-0-weight": "100",
        "i-0-rule": "points",
    }
    browser = signed(officer)
    assert browser.post("/assessments/new", data | change).status_code == FAULTY
    assert not Assessment.objects.exists()
    assert browser.post("/assessments/new", data).status_code == HTTPStatus.FOUND


def test_sixty_indicators_with_the_smallest_weights_are_published(
    officer: Person, districts: list[Organisation], by_officer: Acting
) -> None:
    """Weights of a hundredth of a percent stay above nothing when the others are moved."""
    weights = ["83.32", *["0.01"] * 57, "16.10", "0.01"]
    scheme = Scheme(
        tuple(
            Indicator(key=f"k{n}", label=f"第{n}项", weight=Decimal(w))
            for n, w in enumerate(weights)
        )
    )
    order = AssessmentOrder(
        title="考核", year=2026, purpose="", due=NOON.date(), scheme=scheme, units=districts
    )
    held = keep_assessment(order, actor=officer, at=NOON)
    step(held.pk, "open", reason="", by=by_officer)
    for one in held.assessees.all():
        review(one.pk, Review(values={"k0": "50", "k59": "70"}), by=by_officer)
    step(held.pk, "publish", reason="", by=by_officer)
    page = Client().get(f"/assessments/{held.pk}")
    assert page.status_code == HTTPStatus.OK
    assert page.content.decode().count("41.67") == 3


def test_where_all_are_vetoed_nobody_is_ranked(assessment: Assessment, by_officer: Acting) -> None:
    """Scores are shown, ranks are not."""
    for one in assessment.assessees.all():
        said = Review(values={"made": "10", "days": "15"}, vetoes=["v1"])
        review(one.pk, said, by=by_officer)
    step(assessment.pk, "publish", reason="", by=by_officer)
    told = json.loads(Client().get(f"/assessments/{assessment.pk}?format=json").content)
    assert [one["rank"] for one in told["standings"]] == [None, None, None]
    assert told["firmness"] == []


def test_the_download_says_what_a_rule_takes_for_granted(
    assessment: Assessment, officer: Person
) -> None:
    """Whoever computes again need not know that a line ends at 100 where nothing is said."""
    told = json.loads(signed(officer).get(f"/assessments/{assessment.pk}?format=json").content)
    made = told["scheme"]["indicators"][0]
    assert (made["rule"], made["zero"], made["full"], made["needs_evidence"]) == (
        "linear",
        "0",
        "20",
        False,
    )


@pytest.mark.parametrize("path", ["{pk}/step", "units/{own}/review", "units/{own}/back"])
def test_buttons_are_no_addresses_to_read(
    path: str, own: Assessee, assessment: Assessment, officer: Person
) -> None:
    """A crawler that follows them changes nothing."""
    address = "/assessments/" + path.format(pk=assessment.pk, own=own.pk)
    assert signed(officer).get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    value=st.text(max_size=20),
    proof=st.text(max_size=20),
    wanted=st.text(max_size=8),
    pk=st.integers(0, 10**30),
)
def test_whatever_is_typed_there_is_a_page(
    value: str, proof: str, wanted: str, pk: int, own: Assessee, officer: Person
) -> None:
    """Read, kept, refused or not found; never an error of the service."""
    browser = signed(officer)
    known = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND, FAULTY, HTTPStatus.CONFLICT}
    typed = {"v-made": value, "e-made": proof, "comment": proof, "action": "submit"}
    for path in (f"units/{own.pk}", f"units/{own.pk}/review", f"units/{pk}"):
        assert browser.post(f"/assessments/{path}", typed).status_code in known
    for path in (f"units/{own.pk}", str(own.assessment_id), str(pk)):
        answer = browser.get(f"/assessments/{path}", {"format": wanted, "page": value})
        assert answer.status_code in known
