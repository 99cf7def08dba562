"""Telling those concerned what became of a use, each in the own language."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.drafting.actions.telling import officers_of, others, parties_of
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.green_channel.queries.left_out import name_of_step
from biaozhun.cloud.green_channel.wording import PROCEDURE, SKIP_TOLD, USE_TOLD
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each


def office_of(project: Project) -> list[Person]:
    """Who decides: the officers of the authority, not only the one in charge, who may ask."""
    found = {one.pk: one for one in people_of([project.authority_id]) if one.may(Role.OPERATOR)}
    return list({**found, **{one.pk: one for one in officers_of(project)}}.values())


def parties(project: Project) -> list[Person]:
    """Who is told of a decision: those of the project, its member departments too."""
    return parties_of(project, watchers=True)


def tell_of_use(
    use: Use,
    action: str,
    people: Iterable[Person],
    *,
    actor: Person | None,
    at: dt.datetime,
    reason: str = "",
) -> None:
    """Tell people of a step of a use."""

    def message() -> Message:
        procedure = str(PROCEDURE[use.procedure])
        return Message(
            kind="green_channel.use_moved",
            subject=_("{step}：{title}").format(
                step=str(USE_TOLD[action]).format(procedure=procedure), title=use.project.title
            ),
            text=(reason or use.justification)[:500],
            address=f"/desk/green-channel/{use.pk}",
            key=f"channel:{use.pk}:{action}:{at.isoformat()}",
        )

    tell_each(others(people, actor), message)


def tell_of_skip(
    skip: LeftOutStep, action: str, people: Iterable[Person], *, actor: Person, at: dt.datetime
) -> None:
    """Tell people of a step that is to be left out."""

    def message() -> Message:
        return Message(
            kind="green_channel.skip_moved",
            subject=_("{step}：{title}").format(
                step=str(SKIP_TOLD[action]).format(step=name_of_step(skip.step)),
                title=skip.use.project.title,
            ),
            text=(skip.opinion or skip.reason)[:500],
            address=f"/desk/green-channel/{skip.use_id}",
            key=f"channel-skip:{skip.pk}:{action}:{at.isoformat()}",
        )

    tell_each(others(people, actor), message)


def tell_of_check(use: Use, people: Iterable[Person], *, actor: Person, at: dt.datetime) -> None:
    """Tell who decided and who asked that a use was audited."""

    def message() -> Message:
        return Message(
            kind="green_channel.checked",
            subject=_("绿色通道的使用有了核查结论：{title}").format(title=use.project.title),
            text="",
            address=f"/desk/green-channel/{use.pk}",
            key=f"channel-check:{use.pk}:{at.isoformat()}",
        )

    tell_each(others(people, actor), message)


def tell_to_confirm(use: Use, people: Iterable[Person], *, due: dt.date) -> int:
    """Tell officers once that an emergency standard is to be looked at again; how many are new."""

    def message() -> Message:
        return Message(
            kind="green_channel.confirm_due",
            subject=_("请确认应急标准是否仍在使用：{title}").format(title=use.project.title),
            text=_("应急标准不再使用的，应当及时废止。"),
            address=f"/desk/green-channel/{use.pk}",
            key=f"channel-due:{use.pk}:{due.isoformat()}",
            happened=due,
        )

    return tell_each(people, message)
