"""Clocks of projects: days against the rules, averages, warnings, what is to be expected."""

from biaozhun.core.clocks.averages import Duration, Summary, in_months, summary, within_a_year
from biaozhun.core.clocks.counting import (
    Due,
    StageClock,
    Stay,
    TotalClock,
    pressing,
    stage_clocks,
    total_clock,
)
from biaozhun.core.clocks.forecasting import Forecast, Forecaster, NoForecast, Visit, Why
from biaozhun.core.clocks.stages import OF_RULE, OF_STATE, TOTAL, Stage
from biaozhun.core.clocks.warnings import Mark, Timing, is_new, mark_on

__all__ = [
    "OF_RULE",
    "OF_STATE",
    "TOTAL",
    "Due",
    "Duration",
    "Forecast",
    "Forecaster",
    "Mark",
    "NoForecast",
    "Stage",
    "StageClock",
    "Stay",
    "Summary",
    "Timing",
    "TotalClock",
    "Visit",
    "Why",
    "in_months",
    "is_new",
    "mark_on",
    "pressing",
    "stage_clocks",
    "summary",
    "total_clock",
    "within_a_year",
]
