"""Numbers: drawn once for ever, behind what the catalogue holds, kept by revisions and parts."""

import datetime as dt

import pytest

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.actions.approving import begin
from biaozhun.cloud.issuing.actions.numbering import PLAIN, Numbering
from biaozhun.cloud.issuing.actions.numbers import change_year, draw, enter_number
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import DrawnNumber, NumberSeries
from biaozhun.cloud.issuing.queries.powers import Power
from biaozhun.core.number import parse
from tests.cloud.issuing.making import (
    AT,
    House,
    approved,
    examined,
    house,
    project_at,
    put_document,
)
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
POWER = Power(code="DB44", mark="T", basis="", scope="")


@pytest.fixture
def own(db: None) -> House:  # noqa: ARG001  -- the database is what it writes to
    """The authority of a province."""
    return house()


def drawn(project: Project, numbering: Numbering = PLAIN, power: Power = POWER) -> str:
    """The number of a project."""
    return draw(project, power, numbering, actor=None, at=AT).number


def test_numbers_follow_on_what_the_catalogue_holds_and_skip_what_came_later(own: House) -> None:
    """The first is behind the greatest serial of any nature; one that is held is passed over."""
    edition_of("DB44/T 2430-2023")
    edition_of("DB44/ 2367-2022")
    assert drawn(examined(own)) == "DB44/T 2431-2026"
    edition_of("DB44/T 2432.1-2026")
    edition_of("DB44/ 2433-2026")
    assert drawn(examined(own)) == "DB44/T 2434-2026"
    series = NumberSeries.objects.get()
    assert (series.stock, series.last) == (2430, 2434)


def test_a_project_draws_its_number_once(own: House) -> None:
    """Asked again it is the same number."""
    project = examined(own)
    assert drawn(project) == drawn(project) == "DB44/T 1-2026"
    assert DrawnNumber.objects.count() == 1


def test_a_revision_keeps_code_and_serial_and_takes_the_new_year(own: House) -> None:
    """Part and nature stay too; the serial is not used up."""
    edition_of("DB44/T 26.2-2001")
    project = examined(own, kind="revision", revises="DB44/T-26.2-2001")
    assert drawn(project) == "DB44/T 26.2-2026"
    assert drawn(examined(own)) == "DB44/T 27-2026"


def test_a_revision_of_an_edition_of_this_very_year_is_refused(own: House) -> None:
    """Two editions of one number and year cannot be told apart."""
    edition_of("DB44/T 26-2026")
    project = examined(own, kind="revision", revises="DB44/T-26-2026")
    with pytest.raises(IssuingRefusedError) as refused:
        drawn(project)
    assert refused.value.code == "number_taken"


def test_a_province_that_revises_the_standard_of_a_city_draws_a_number_of_its_own(
    own: House,
) -> None:
    """Code and serial of somebody else are not its own to keep."""
    edition_of("DB4403/T 316-2023")
    project = examined(own, kind="revision", revises="DB4403/T-316-2023")
    assert drawn(project) == "DB44/T 1-2026"


def test_parts_share_a_serial_and_each_is_drawn_once(own: House) -> None:
    """The first part draws the serial, others name the standard they are parts of."""
    assert drawn(examined(own), Numbering(part="1")) == "DB44/T 1.1-2026"
    assert drawn(examined(own), Numbering(part="2", part_of="DB44/T-1")) == "DB44/T 1.2-2026"
    for numbering, code in (
        (Numbering(part="2", part_of="DB44/T-1"), "number_taken"),
        (Numbering(part_of="DB44/T-1"), "part_unclear"),
        (Numbering(part="2", part_of="DB11/T-1"), "part_unclear"),
        (Numbering(part="x"), "part_unclear"),
        (Numbering(part="2", part_of="什么"), "revised_not_found"),
    ):
        with pytest.raises(IssuingRefusedError) as refused:
            drawn(examined(own), numbering)
        assert refused.value.code == code


def test_what_cannot_be_drawn_is_refused_when_the_chain_begins(own: House) -> None:
    """Also where only the code of the other party of a joint standard knows the part."""
    other = house("示例市市场监督管理局", division="110000")
    edition_of("DB44/T 316.1-2020")
    edition_of("DB11/T 316.2-2021")
    mine, theirs = examined(own), examined(other)
    Project.objects.filter(pk__in=[mine.pk, theirs.pk]).update(joint_group="协同-1")
    for told, code in (
        (Numbering(part="2", part_of="DB44/T 316"), "number_taken"),
        (Numbering(part="1", part_of="DB44/T 316"), "number_taken"),
        (Numbering(part="3", part_of="DB11/T 316"), "part_unclear"),
        (Numbering(agreed_serial="316"), "number_taken"),
        (Numbering(agreed_serial="十"), "serial_unclear"),
        (Numbering(part_of="什么", part="3"), "revised_not_found"),
    ):
        with pytest.raises(IssuingRefusedError) as refused:
            begin(mine, told, actor=own.people["handler"], at=AT)
        assert refused.value.code == code
    told = Numbering(part="3", part_of="DB44/T 316")
    assert begin(mine, told, actor=own.people["handler"], at=AT).part == "3"


def test_a_joint_standard_has_one_serial_under_every_code(own: House) -> None:
    """The serial is free under all of the codes; the partner finds its number drawn."""
    other = house("示例市市场监督管理局", division="110000")
    edition_of("DB11/T 3046-2025")
    mine = examined(own)
    theirs = examined(other)
    Project.objects.filter(pk__in=[mine.pk, theirs.pk]).update(joint_group="协同-1")
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert drawn(mine) == "DB44/T 3047-2026"
    assert drawn(theirs, power=Power(code="DB11", mark="T", basis="", scope="")) == (
        "DB11/T 3047-2026"
    )
    assert set(DrawnNumber.objects.values_list("joint_group", flat=True)) == {"协同-1"}


def test_a_serial_agreed_on_with_another_region_is_taken_if_it_is_free(own: House) -> None:
    """One that is known is refused, as is what is no serial."""
    assert drawn(examined(own), Numbering(agreed_serial="3047")) == "DB44/T 3047-2026"
    assert drawn(examined(own)) == "DB44/T 3048-2026"
    for serial, code in (("3047", "number_taken"), ("十", "serial_unclear")):
        with pytest.raises(IssuingRefusedError) as refused:
            drawn(examined(own), Numbering(agreed_serial=serial))
        assert refused.value.code == code


def test_the_number_of_a_project_that_ended_is_never_drawn_again(own: House) -> None:
    """It stays in the register; the next project draws the next one."""
    project = approved(own)
    assert project.number == "DB44/T 1-2026"
    put_document(project, "decision")
    step_project(project, "terminate", actor=own.people["handler"], at=AT, reason="政策变化")
    assert approved(own).number == "DB44/T 2-2026"
    assert DrawnNumber.objects.get(serial="1").project_id == project.pk


def test_a_code_of_construction_is_not_drawn_here(own: House) -> None:
    """DBJ numbers carry a part for their kind; they are stated, not drawn."""
    with pytest.raises(IssuingRefusedError) as refused:
        drawn(examined(own), power=Power(code="DBJ", mark="T", basis="", scope=""))
    assert refused.value.code == "number_not_drawn_here"


def test_a_number_takes_the_year_of_its_announcement_by_a_recorded_act(own: House) -> None:
    """Serial and former year are kept; without a reason, or for a year gone by, it fails."""
    project = approved(own)
    number = DrawnNumber.objects.get(project=project)
    director = own.people["director"]
    for year, reason, code in (
        (2027, " ", "reason_missing"),
        (2026, "跨年", "year_unclear"),
        (2025, "跨年", "year_unclear"),
        (3000, "跨年", "year_unclear"),
    ):
        with pytest.raises(IssuingRefusedError) as refused:
            change_year(number, year, reason, actor=director)
        assert refused.value.code == code
    changed = change_year(number, 2027, "公告在次年发布", actor=director)
    project.refresh_from_db()
    assert (changed.number, changed.former_years) == ("DB44/T 1-2027", [2026])
    assert project.number == "DB44/T 1-2027"
    assert dt.date(2026, 11, 2) == project.approved


def entered(project: Project, number: str) -> str:
    """The number of a project that comes with one."""
    return enter_number(project, number, actor=None, at=AT).number


def test_a_number_that_comes_with_a_project_is_kept_as_one_that_was_drawn(own: House) -> None:
    """It stands on the project as it is cited, the next one lies behind it, and it is journaled."""
    project = project_at("approved", own)
    assert entered(project, "DB44/T　57—2025") == "DB44/T 57-2025"
    project.refresh_from_db()
    held = DrawnNumber.objects.get()
    assert (project.number, held.project_id, held.kind) == ("DB44/T 57-2025", project.pk, "new")
    assert Event.objects.filter(kind="issuing.number_entered").count() == 1
    assert drawn(project) == "DB44/T 57-2025"
    assert drawn(examined(own)) == "DB44/T 58-2026"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("什么", "number_unclear"),
        ("DB44/T 57", "number_unclear"),
        ("DB44/T 57-2025/XG1-2026", "number_unclear"),
        ("GB/T 1.1-2020", "code_of_another"),
        ("DB11/T 57-2025", "code_of_another"),
        ("DB44/T 3-2025", "number_taken"),
        ("DB44/Z 3-2026", "number_taken"),
        ("DB44/T 9-2025", "number_taken"),
    ],
)
def test_a_number_that_cannot_be_the_projects_is_not_entered(
    own: House, number: str, code: str
) -> None:
    """Unclear, under the code of another, drawn for another, or that of a standard that is held."""
    house("示例市市场监督管理局", division="110000")
    edition_of("DB44/T 9-2019")
    entered(project_at("approved", own), "DB44/T 3-2025")
    other = project_at("approved", own)
    with pytest.raises(IssuingRefusedError) as refused:
        entered(other, number)
    other.refresh_from_db()
    assert (refused.value.code, other.number, DrawnNumber.objects.count()) == (code, "", 1)


def test_what_was_announced_may_stand_in_the_catalogue_and_revisions_keep_their_serial(
    own: House,
) -> None:
    """The edition of an announced project came with the stock; a project has one number."""
    edition_of("DB44/T 9-2025")
    announced = project_at("announced", own)
    assert entered(announced, "DB44/T 9-2025") == "DB44/T 9-2025"
    edition_of("DB44/T 26.2-2001")
    revision = project_at("approved", own, kind="revision", revises="DB44/T-26.2-2001")
    assert entered(revision, "DB44/T 26.2-2025") == "DB44/T 26.2-2025"
    assert DrawnNumber.objects.get(project=revision).kind == "revision"
    with pytest.raises(IssuingRefusedError) as refused:
        entered(revision, "DB44/T 26.2-2026")
    assert refused.value.code == "number_taken"


@pytest.mark.parametrize("number", ["DBJ/T 15-31-2016", "DBS44/ 009-2026", "DB44/ 2367-2022"])
def test_numbers_of_every_regime_are_entered_as_they_are_cited(own: House, number: str) -> None:
    """Codes of construction, of food and of no mark are kept like any other."""
    assert parse(entered(project_at("announced", own), number)) == parse(number)
