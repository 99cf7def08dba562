"""An assessment from its scheme to ranks that anybody can recompute."""

import json
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import msgspec
import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.assessment.actions.assessing import (
    AssessmentFixedError,
    AssessmentOrder,
    Review,
    keep_assessment,
    keep_own,
    review,
    send_back,
    step,
    submit,
)
from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.assessment.conftest import NOON, SCHEME

OWN = {"made": "10", "days": "15", "open": "1"}


def of(assessment: Assessment, name: str) -> Assessee:
    """A unit in an assessment."""
    return assessment.assessees.get(organisation__name=name)


def reviewed(assessment: Assessment, by: Acting) -> None:
    """The three districts reviewed: equal first two, the third vetoed."""
    values = {"甲区": ("10", "15"), "乙区": ("10", "15"), "丙区": ("20", "12")}
    for name, (made, days) in values.items():
        said = Review(
            values={"made": made, "days": days, "open": "1"},
            evidenced=["open"],
            vetoes=["v1"] if name == "丙区" else [],
        )
        review(of(assessment, name).pk, said, by=by)


def test_opening_tells_the_units_and_fixes_the_scheme(
    assessment: Assessment, clerk: Person, officer: Person, districts: list[Organisation]
) -> None:
    """The clerk has one notice; the scheme cannot be changed under those it was told to."""
    notice = Notice.objects.get()
    assert (notice.person, notice.subject) == (clerk, "请自评：2026年度考核")
    order = AssessmentOrder(
        title="改", year=2026, purpose="", due=assessment.due, scheme=SCHEME, units=districts
    )
    with pytest.raises(AssessmentFixedError):
        keep_assessment(order, actor=officer, at=NOON, held=assessment)
    assessment.refresh_from_db()
    assert assessment.title == "2026年度考核"


def test_an_assessment_of_nobody_is_not_opened(draft: Assessment, by_officer: Acting) -> None:
    """The refusal says so."""
    draft.assessees.all().delete()
    with pytest.raises(StepRefusedError) as refused:
        step(draft.pk, "open", reason="", by=by_officer)
    assert refused.value.refusal.codes == ("nobody_assessed",)


def test_an_own_score_with_a_gap_is_kept_and_not_handed_in(
    assessment: Assessment, clerk: Person
) -> None:
    """A text where a number is wanted counts as missing."""
    one = of(assessment, "甲区")
    by = Acting(person=clerk, roles=frozenset({"unit"}), at=NOON)
    keep_own(one.pk, OWN | {"days": "一年"}, {"open": "公告1号"}, by=by)
    with pytest.raises(StepRefusedError) as refused:
        submit(one.pk, by=by)
    assert refused.value.refusal.codes == ("values_missing",)
    keep_own(one.pk, OWN, {"open": "公告1号"}, by=by)
    done = submit(one.pk, by=by)
    assert (done.state, done.own, done.evidence) == ("submitted", OWN, {"open": "公告1号"})
    with pytest.raises(StepRefusedError) as late:
        keep_own(one.pk, {}, {}, by=by)
    assert late.value.refusal.codes == ("not_from_here",)
    one.refresh_from_db()
    assert one.own == OWN


def test_what_is_sent_back_needs_a_reason_and_tells_the_unit(
    assessment: Assessment, clerk: Person, by_officer: Acting
) -> None:
    """The reason stands on the unit's page."""
    one = of(assessment, "甲区")
    by_clerk = Acting(person=clerk, roles=frozenset({"unit"}), at=NOON)
    keep_own(one.pk, OWN, {}, by=by_clerk)
    submit(one.pk, by=by_clerk)
    with pytest.raises(StepRefusedError) as refused:
        send_back(one.pk, reason="", by=by_officer)
    assert refused.value.refusal.codes == ("reason_missing",)
    back = send_back(one.pk, reason="请附佐证", by=by_officer)
    assert (back.state, back.comment) == ("returned", "请附佐证")
    assert Notice.objects.filter(person=clerk).count() == 2


def test_results_are_published_when_everybody_is_reviewed(
    assessment: Assessment, by_officer: Acting
) -> None:
    """Not before; and not reviewed any more once published."""
    with pytest.raises(StepRefusedError) as refused:
        step(assessment.pk, "publish", reason="", by=by_officer)
    assert refused.value.refusal.codes == ("not_all_reviewed",)
    reviewed(assessment, by_officer)
    assert step(assessment.pk, "publish", reason="", by=by_officer).state == "published"
    with pytest.raises(StepRefusedError) as late:
        review(of(assessment, "甲区").pk, Review(values={}), by=by_officer)
    assert late.value.refusal.codes == ("assessment_closed",)


RECOMPUTE = """
import json, sys
from decimal import ROUND_HALF_UP, Decimal as D
def cents(x): return x.quantize(D("0.01"), ROUND_HALF_UP)
told = json.load(open(sys.argv[1]), parse_float=D)
def points(i, value):
    rule = i.get("rule", "points")
    zero, full = D(str(i.get("zero", 0))), D(str(i.get("full", 100)))
    if rule == "linear": p = 100 * (value - zero) / (full - zero)
    elif rule == "yes_no": p = D(100) if value else D(0)
    elif rule == "steps":
        reached = [D(str(b)) for a, b in i["steps"] if value >= D(str(a))]
        p = reached[-1] if reached else D(0)
    else: p = value
    return cents(min(max(p, D(0)), D(100)))
totals = {}
for unit in told["units"]:
    total = D(0)
    for i in told["scheme"]["indicators"]:
        value = unit["values"].get(i["key"])
        proved = i["key"] in unit["evidenced"] or not i.get("needs_evidence")
        if value is None or not proved: continue
        total += points(i, D(str(value))) * D(str(i["weight"])) / 100
    totals[unit["unit"]] = (cents(total), bool(unit["vetoes"]))
free = [t for t, veto in totals.values() if not veto]
print(json.dumps({u: [str(t), None if v else 1 + sum(o > t for o in free)]
                  for u, (t, v) in totals.items()}, ensure_ascii=False))
"""


def test_the_published_ranks_are_recomputed_from_the_download_alone(
    assessment: Assessment, by_officer: Acting, tmp_path: Path
) -> None:
    """A script that knows nothing of the platform comes to the same scores and ranks."""
    reviewed(assessment, by_officer)
    step(assessment.pk, "publish", reason="", by=by_officer)
    told = Client().get(f"/assessments/{assessment.pk}?format=json").content
    (tmp_path / "told.json").write_bytes(told)
    (tmp_path / "recompute.py").write_text(RECOMPUTE, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", "recompute.py", "told.json"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    stands = json.loads(told)["standings"]
    assert json.loads(ran.stdout) == {
        one["unit"]: [str(one["total"]), one["rank"]] for one in stands
    }
    assert [(one["unit"], one["total"], one["rank"]) for one in stands] == [
        ("乙区", "67.50", 1),
        ("甲区", "67.50", 1),
        ("丙区", "100.00", None),
    ]


def test_everybody_reads_a_published_assessment_and_nobody_one_under_way(
    assessment: Assessment, by_officer: Acting, stranger: Person
) -> None:
    """Before: 404 for strangers, the own row for a unit taking part; after: the whole table."""
    address = f"/assessments/{assessment.pk}"
    browser = Client()
    assert browser.get(address).status_code == HTTPStatus.NOT_FOUND
    outside = Person.objects.create_user("x@example.org", name="外")
    browser.force_login(outside)
    assert browser.get(address).status_code == HTTPStatus.FORBIDDEN
    browser.force_login(stranger)
    own = browser.get(address).content.decode()
    assert "乙区" in own
    assert "甲区" not in own
    reviewed(assessment, by_officer)
    step(assessment.pk, "publish", reason="", by=by_officer)
    page = Client().get(address).content.decode()
    assert all(name in page for name in ("甲区", "乙区", "丙区", "一票否决", "67.50"))


@pytest.mark.parametrize("address", ["{own}", "{own}/review", "{own}/back"])
def test_another_units_score_is_refused(
    address: str, assessment: Assessment, stranger: Person
) -> None:
    """Neither read nor written."""
    own = of(assessment, "甲区")
    browser = Client()
    browser.force_login(stranger)
    path = address.format(own=f"/assessments/units/{own.pk}")
    assert browser.post(path, {"v-made": "99"}).status_code == HTTPStatus.FORBIDDEN
    own.refresh_from_db()
    assert (own.own, own.reviewed) == ({}, {})


def test_a_unit_scores_itself_and_the_officer_reviews_in_the_browser(
    assessment: Assessment, clerk: Person, officer: Person
) -> None:
    """The own values stand in the officer's form; what the officer writes counts."""
    own = of(assessment, "甲区")
    browser = Client()
    browser.force_login(clerk)
    typed = {f"v-{key}": value for key, value in OWN.items()} | {"e-open": "公告1号"}
    browser.post(f"/assessments/units/{own.pk}", typed | {"action": "submit"})
    browser.force_login(officer)
    page = browser.get(f"/assessments/units/{own.pk}").content.decode()
    assert "公告1号" in page
    said = {"v-made": "8", "v-days": "15", "v-open": "1", "e-open": "1", "comment": "核减两项"}
    browser.post(f"/assessments/units/{own.pk}/review", said)
    own.refresh_from_db()
    assert (own.state, own.own["made"], own.reviewed["made"]) == ("reviewed", "10", "8")
    assert "62.50 分" in browser.get(f"/assessments/units/{own.pk}").content.decode()


def test_a_scheme_is_set_up_in_the_browser_and_refused_where_weights_do_not_make_100(
    officer: Person, districts: list[Organisation]
) -> None:
    """First 90: refused with the sum; then 100: kept as the core knows it."""
    browser = Client()
    browser.force_login(officer)
    data: dict[str, object] = {
        "title": "考核",
        "year": "2026",
        "due": "2026-12-31",
        "units": [one.pk for one in districts],
        "vetoes": "弄虚作假\n",
        "grades": "优秀：90\n合格:60",
        "i-TOTAL_FORMS": "2",
        "i-INITIAL_FORMS": "0",
        "i-0-label": "标准数",
        "i-0-weight": "60",
        "i-0-rule": "steps",
        "i-0-steps": "5：60、10：100",
        "i-1-label": "周期",
        "i-1-weight": "30",
        "i-1-rule": "linear",
        "i-1-zero": "24",
        "i-1-full": "12",
    }
    refused = browser.post("/assessments/new", data)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "各项权重加起来要正好是 100。（90）" in refused.content.decode()
    data["i-1-weight"] = "40"
    assert browser.post("/assessments/new", data).status_code == HTTPStatus.FOUND
    kept = Assessment.objects.get()
    assert [one["key"] for one in kept.scheme["indicators"]] == ["i1", "i2"]
    assert (
        msgspec.convert(kept.scheme, type(SCHEME), strict=False).grade(SCHEME.grades[0].least)
        == "优秀"
    )
    page = browser.get(f"/assessments/{kept.pk}/scheme")
    assert page.context["rows"].initial[0]["steps"] == "5：60、10：100"


@pytest.mark.parametrize("path", ["new", "{pk}/scheme", "{pk}/step"])
def test_only_the_authority_sets_assessments_up(
    path: str, assessment: Assessment, clerk: Person
) -> None:
    """Units are refused; who is not signed in is asked to."""
    address = "/assessments/" + path.format(pk=assessment.pk)
    assert Client().post(address).status_code == HTTPStatus.FOUND
    browser = Client()
    browser.force_login(clerk)
    assert browser.post(address).status_code == HTTPStatus.FORBIDDEN
