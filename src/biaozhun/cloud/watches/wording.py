"""What watches are called, and what is told of a change, in the reader's language."""

import html
from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from biaozhun.cloud.catalogue.wording import STATUS
from biaozhun.cloud.validity.templatetags.validity import where
from biaozhun.cloud.validity.wording import CONSEQUENCE, OUTCOME
from biaozhun.cloud.validity.wording.rules import RULE
from biaozhun.cloud.watches.facts import Change, Standing, added
from biaozhun.cloud.watches.models import Watch

MOST_TOLD = 30  # changes told in full in one message
LONGEST = 120  # characters of a title in a message

KIND: Mapping[str, Promise | str] = {
    Watch.Kind.STANDARD: gettext_lazy("标准"),
    Watch.Kind.LIST: gettext_lazy("清单"),
    Watch.Kind.CHECK: gettext_lazy("检查过的文件"),
    Watch.Kind.SEARCH: gettext_lazy("检索"),
    Watch.Kind.ICS: gettext_lazy("ICS 分类"),
}
STATE: Mapping[str, Promise | str] = {
    Watch.State.ACTIVE: gettext_lazy("关注中"),
    Watch.State.PAUSED: gettext_lazy("已暂停"),
}

Changes = Mapping[Watch, Sequence[Change]]


def standing_words(code: str) -> str:
    """The word of an outcome or of a status."""
    return str(OUTCOME[code] if code in OUTCOME else STATUS[code])


def told_subject(changes: Changes) -> str:
    """What has changed, in one line."""
    every = [change for found in changes.values() for change in found]
    if len(every) == 1:
        return f"{every[0].number} {headline(every[0])}"
    if len(changes) == 1:
        [watch] = changes
        count = len(every)
        said = ngettext("“{title}”有 {count} 处变化", "“{title}”有 {count} 处变化", count)
        return said.format(title=_short(watch.title), count=count)
    count = len(changes)
    said = ngettext("您关注的 {count} 项有变化", "您关注的 {count} 项有变化", count)
    return said.format(count=count)


def told_text(changes: Changes) -> str:
    """What has changed and why, change by change."""
    lines: list[str] = []
    left = MOST_TOLD
    for watch, found in changes.items():
        lines.append(
            _("“{title}”（{kind}）").format(title=_short(watch.title), kind=KIND[watch.kind])
        )
        lines += ["· " + described(change) for change in found[:left]]
        left -= min(left, len(found))
    count = sum(len(found) for found in changes.values()) - MOST_TOLD
    if count > 0:
        said = ngettext("另有 {count} 处，见关注的页面。", "另有 {count} 处，见关注的页面。", count)
        lines.append(said.format(count=count))
    return "\n".join(lines)


def headline(change: Change) -> str:
    """From what to what; where the outcome is the same, what else has changed."""
    if not change.before:
        return _("新收录，{after}").format(after=standing_words(change.after))
    if change.before != change.after:
        return _("{before} → {after}").format(
            before=standing_words(change.before), after=standing_words(change.after)
        )
    if change.was and change.now:
        return next(_details(change.was, change.now), standing_words(change.after))
    return standing_words(change.after)


def described(change: Change) -> str:
    """Number and title, what changed, since when, why and by which source."""
    named = " ".join(part for part in (change.number, _short(change.title)) if part)
    return _("{named}：{words}").format(named=named, words=explained(change))


def explained(change: Change) -> str:
    """What changed, since when, why and by which source."""
    said = [headline(change)]
    if change.since:
        said.append(_("自 {day}").format(day=change.since.isoformat()))
    if change.was and change.now:
        details = list(_details(change.was, change.now))
        said += details if change.before != change.after else details[1:]
    said += _reasons(change)
    return _("；").join(said) + _("。")


def _details(was: Standing, now: Standing) -> Iterator[str]:
    """What differs besides the outcome, the weightiest first."""
    yield from _come(was, now)
    yield from _turned(was, now)


def _come(was: Standing, now: Standing) -> Iterator[str]:
    """What was not there before."""
    sentences = (
        (_("由 {values} 代替"), added(now.successors, was.successors)),
        (_("新收录版本 {values}"), added(now.editions, was.editions)),
        (_("新的修改单 {values}"), added(now.amendments, was.amendments)),
        (_("条文废止：{values}"), added(now.clauses, was.clauses)),
        (_("所采用的国际标准有新版 {values}"), added(now.newer_adopted, was.newer_adopted)),
    )
    for sentence, values in sentences:
        if values:
            yield sentence.format(values=_listed(values))


def _turned(was: Standing, now: Standing) -> Iterator[str]:
    """What is another now."""
    if now.number != was.number:
        before, after = was.number or _("没有收录"), now.number or _("没有收录")
        yield _("所指的版本由 {before} 变为 {after}").format(before=before, after=after)
    goes_on = (now.number, now.outcome) == (was.number, was.outcome)
    if now.until != was.until and (now.until or goes_on):  # what has ended has no end to come
        ends = _("有效到 {day} 之前").format(day=now.until)
        yield ends if now.until else _("终止的日期已撤去")
    if now.newest != was.newest:
        used = _("应使用的版本：{number}").format(number=now.newest)
        yield used if now.newest else _("没有应使用的版本")
    if now.consequence != was.consequence and now.consequence:
        yield _("处理：{words}").format(words=CONSEQUENCE[now.consequence])
    if goes_on and (gone := added(was.successors, now.successors)):
        yield _("不再记载由 {values} 代替").format(values=_listed(gone))


def _reasons(change: Change) -> Iterator[str]:
    if change.rule:
        yield _("依据的规则：{rule}").format(rule=str(RULE[change.rule]).rstrip("。."))
    if change.basis:
        yield _("依据：{basis}").format(basis=change.basis)
    if change.source and change.seen:
        yield _("来源：{source}（{day} 读取）").format(
            source=change.source, day=change.seen.isoformat()
        )
    if change.place:
        place = html.unescape(strip_tags(where(change.place)))
        yield _("在文件中：{place}").format(place=place)


def _listed(values: Sequence[str]) -> str:
    shown = _("、").join(values[:5])
    return (
        _("{values} 等 {count} 个").format(values=shown, count=len(values))
        if len(values) > 5
        else shown
    )


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
