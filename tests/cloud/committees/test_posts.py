"""Posts held, and the figures over them, over committees and over experts."""

import datetime as dt

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.committees.models import Committee, PostHeld
from biaozhun.cloud.metrics.registry import Arguments, metric
from tests.cloud.committees.conftest import TODAY, As, Bank

FORM = {
    "name": "李四",
    "unit": "虚省标准化研究院",
    "body": "iso",
    "committee_code": "iso tc154/wg5",
    "post": "convenor",
    "since": "2024-01-01",
    "evidence": "国标委〔2024〕1 号",
}


def test_a_post_is_registered_joined_corrected_and_removed(
    browser: As, officer: Person, institute: Organisation, reader: Person
) -> None:
    """The code in its one spelling; unit and committee joined where they are on record."""
    group = Committee.objects.create(
        code="ISO/TC 154/WG 5", name="组", form="tc", level="nation", international=True
    )
    assert browser(reader).post("/posts/new", FORM).status_code == 403
    desk = browser(officer)
    assert desk.post("/posts/new", FORM).status_code == 302
    post = PostHeld.objects.get()
    assert (post.committee, post.organisation, post.committee_code) == (
        group,
        institute,
        group.code,
    )
    twice = desk.post("/posts/new", FORM)
    assert (twice.status_code, "已经登记过" in twice.content.decode()) == (422, True)
    desk.post(f"/posts/{post.pk}/change", FORM | {"until": "2026-01-01"})
    post.refresh_from_db()
    assert str(post.until) == "2026-01-01"
    assert desk.post(f"/posts/{post.pk}/remove").status_code == 302
    kinds = [one.kind for one in Event.objects.order_by("pk")]
    assert kinds == [f"committees.post_{verb}" for verb in ("added", "changed", "removed")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("evidence", ""), ("unit", ""), ("body", "mars"), ("until", "2020-01-01"), ("address", "x y")],
)
def test_a_post_needs_its_evidence_and_sound_days(
    browser: As, officer: Person, field: str, value: str
) -> None:
    """422, nothing saved."""
    assert browser(officer).post("/posts/new", FORM | {field: value}).status_code == 422
    assert not PostHeld.objects.exists()


@pytest.mark.parametrize(
    ("query", "n"),
    [("", 1), ("on=2023-01-01", 1), ("q=李四", 1), ("q=TC 154", 1), ("body=iec", 0),
     ("post=convenor", 1), ("on=2022-01-01", 0)],
)  # fmt: skip
def test_posts_are_found_by_what_is_asked(institute: Organisation, query: str, n: int) -> None:
    """Those of the day, by name, body, committee and post."""
    PostHeld.objects.create(
        name="李四", unit=institute.name, body="iso", committee_code="ISO/TC 154",
        post="convenor", since=dt.date(2022, 6, 1), evidence="函",
    )  # fmt: skip
    PostHeld.objects.create(
        unit="甲所", body="iec", post="member", evidence="函", until=dt.date(2021, 12, 31)
    )
    table = Client().get(f"/posts?{query}&format=csv").getvalue().decode()
    assert len(table.splitlines()) == n + 1


def test_figures_over_committees_posts_and_experts(
    committee: Committee, bank: Bank, institute: Organisation
) -> None:
    """What exists, is held and is admitted on the day, with the rows behind; experts unnamed."""
    Committee.objects.create(
        code="ISO/TC 1", name="国际", level="nation", international=True, since=dt.date(2000, 1, 1)
    )
    Committee.objects.create(code="XU/TC 2", name="没有日期", level="province")
    PostHeld.objects.create(
        unit=institute.name, body="iso", post="member", evidence="函", since=dt.date(2024, 1, 1),
        until=dt.date(2025, 12, 31),
    )  # fmt: skip
    bank(name="不公开的人", is_public=False)

    def value(key: str, day: dt.date = TODAY, **asked: str) -> int:
        figure = metric(key).figure(Arguments(asked), day)
        rows = figure.rows.stretch(0, 9)
        assert len(rows) == figure.value
        assert "不公开的人" not in "".join(row.text for row in rows)
        return int(figure.value or 0)

    assert value("committees.committees") == 2
    assert value("committees.committees", rank="international") == 1
    assert value("committees.committees", rank="province", form="tc", place="99") == 1
    assert value("committees.committees", unit="研究院") == 1
    assert value("committees.committees", dt.date(2019, 12, 31), rank="province") == 0
    days = [dt.date(2023, 12, 31), dt.date(2025, 6, 1), TODAY]
    assert [value("committees.posts", day) for day in days] == [0, 1, 0]
    assert metric("committees.posts").series(Arguments({"body": "iso"}), days) == [0, 1, 0]
    assert value("committees.experts") == 1
    assert committee.pk
