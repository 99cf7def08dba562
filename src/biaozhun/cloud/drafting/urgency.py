"""What is asked of the green channel, which stands above this slice and keeps it.

It registers itself at start (:func:`use`). Without it nothing is left out, and nothing is kept of
why a project is made faster.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

import msgspec

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.drafting.models import Project


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was left out before there was a project.

    Attributes:
        step: its code in ``core.urgency``.
        reason: why.
        by: the officer who decided it.
        at: when.
    """

    step: str
    reason: str
    by: Person | None
    at: dt.datetime


class Urgency(msgspec.Struct, frozen=True, kw_only=True):
    """Why a project is made faster from its plan on.

    Attributes:
        ground: code of the ground; empty where nobody stated one.
        reason: in words.
        wanted: by when the standard is needed.
        asked_by: who asked for it.
        approved_by: the officer whose decision put it into the plan.
        paper_number: of the document that did.
        left_out: steps that were left out on the way to the plan.
    """

    ground: str = ""
    reason: str = ""
    wanted: dt.date | None = None
    asked_by: Person | None = None
    approved_by: Person | None = None
    paper_number: str = ""
    left_out: tuple[LeftOut, ...] = ()


class Channel(Protocol):
    """What keeps the uses of the faster procedures."""

    def grounds(self, authority: Organisation) -> Mapping[str, str]:
        """The grounds an authority takes, by code, in words."""

    def left_out(self, project: Project) -> frozenset[str]:
        """Codes of the steps that an officer agreed to leave out."""

    def opened(self, project: Project, urgency: Urgency, *, at: dt.datetime) -> None:
        """Keep that a project was opened under another procedure than the normal one."""


class _Nobody:
    """Where no green channel is kept."""

    def grounds(self, authority: Organisation) -> Mapping[str, str]:  # noqa: ARG002  -- the form of a channel
        return {}

    def left_out(self, project: Project) -> frozenset[str]:  # noqa: ARG002
        return frozenset()

    def opened(self, project: Project, urgency: Urgency, *, at: dt.datetime) -> None:
        """Nothing is kept."""


_kept: dict[str, Channel] = {"channel": _Nobody()}


def use(channel: Channel) -> None:
    """Let a channel answer from now on."""
    _kept["channel"] = channel


def channel() -> Channel:
    """The one that answers."""
    return _kept["channel"]
