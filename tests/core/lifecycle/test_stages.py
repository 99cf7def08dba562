"""Stages in two codes, mapped by meaning."""

import pytest

from biaozhun.core.classification.stage import of_iso, of_national
from biaozhun.core.lifecycle.stages import code_of, stages_of
from biaozhun.core.reference import table

MACHINES = tuple(dict.fromkeys(row["machine"] for row in table("stage_code")))


@pytest.mark.parametrize(
    ("state", "gbt", "iso", "name"),
    [
        ("planned", "20.00", "20.00", "已下达计划"),
        ("consulting", "30.20", "40.20", "征求意见"),
        ("reviewing", "40.20", "50.20", "技术审查"),
        ("examining", "50.20", "", "审核"),
        ("published", "60.60", "60.60", "文本已公开"),
    ],
)
def test_a_state_has_its_stage_in_both_codes(state: str, gbt: str, iso: str, name: str) -> None:
    """Consultation is 30 here and 40 there; approval has no counterpart."""
    found = code_of("drafting.project", state)
    assert found is not None
    assert (found.gbt, found.iso, found.name) == (gbt, iso, name)


def test_work_that_was_given_up_keeps_the_stage_in_which_it_ended() -> None:
    """Behind it stands 98; where nobody says which stage, there is no code."""
    found = [code_of("drafting.project", "terminated", left=one) for one in ("consulting", "")]
    assert [(one.gbt, one.iso) if one else None for one in found] == [("30.98", "40.98"), ("", "")]
    lost = code_of("drafting.project", "terminated", left="examining")
    assert lost is not None
    assert (lost.gbt, lost.iso) == ("50.98", "")


def test_a_state_that_is_no_stage_has_no_code() -> None:
    """Nobody invents one."""
    assert code_of("plans.task", "open") is None
    assert code_of("drafting.project", "nowhere") is None
    assert stages_of("plans.task") == ()


@pytest.mark.parametrize("machine", MACHINES)
def test_every_code_is_one_that_the_two_schemes_have_and_they_mean_the_same(machine: str) -> None:
    """The stage of GB/T 16733 names the one of ISO as its own."""
    for stage in stages_of(machine):
        if stage.gbt == "98":
            continue
        ours = of_national(stage.gbt[:2])
        assert bool(stage.iso) is bool(ours.iso_stages)
        if stage.iso:
            assert of_iso(stage.iso).national == ours.code


def test_every_stage_has_a_name_in_both_languages() -> None:
    """The public never reads a bare code."""
    assert [
        row["state"] for row in table("stage_code") if not row["name"] or not row["name_en"]
    ] == []
