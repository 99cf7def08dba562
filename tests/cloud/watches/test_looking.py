"""What is told of what is watched: every change once, with its reason, and nothing else."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.messaging.actions.delivering import deliver_due
from biaozhun.cloud.messaging.actions.ways import change_ways
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.cloud.search.tantivy import TantivyIndex
from biaozhun.cloud.validity.reliance import reliants
from biaozhun.cloud.watches.actions import looking
from biaozhun.cloud.watches.actions import watches as actions
from biaozhun.cloud.watches.errors import RefusedError
from biaozhun.cloud.watches.facts import Change, Item, Standing
from biaozhun.cloud.watches.forms import items_of_text
from biaozhun.cloud.watches.models import Cursor, Watch, WatchedSlug
from biaozhun.cloud.watches.queries import reading
from biaozhun.cloud.watches.queries.watches import citing
from biaozhun.cloud.watches.tasks import look_after_changes, look_at_all
from biaozhun.cloud.watches.wording import explained
from biaozhun.core.number import parse
from biaozhun.core.validity import Citing
from tests.cloud.watches.conftest import DAY, NOON, Make, gone, replaced_by, run, written
from tests.factories.catalogue import edition_of, relation_of


def _list(person: Person, text: str, title: str = "外来文件清单") -> Watch:
    return actions.watch_numbers(
        person, Watch.Kind.LIST, items_of_text(text), title=title, citing=Citing.CONTRACT
    )


def _told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("subject", flat=True))


def test_a_standard_that_is_replaced_is_told_once_with_the_reason(
    reader: Person, old: Edition
) -> None:
    """From what to what, since when, by what, by which rule; a second run tells nothing."""
    actions.watch_standard(reader, old.slug)
    replaced_by("GB/T 200-2026", old)
    assert run() == 1
    assert run() == 0
    notice = Notice.objects.get()
    assert notice.subject == "GB/T 100-2010 现行 → 被代替"
    for part in (
        "由 GB/T 200-2026 代替",
        "自 2026-10-01",
        "依据的规则：",
        "来源：全国标准信息公共服务平台（2026-07-01 读取）",
    ):
        assert part in notice.text, notice.text
    assert notice.address == f"/watches/{Watch.objects.get().pk}"
    assert notice.happened == dt.date(2026, 10, 1)
    assert notice.noticed is not None


def test_what_is_written_anew_and_stands_as_before_is_not_told(
    reader: Person, old: Edition
) -> None:
    """No notices of "A to A": an import of the same rows tells nobody anything."""
    actions.watch_standard(reader, old.slug)
    _list(reader, "GB/T 100-2010、GB/T 999-2001")
    for _ in range(2):
        written(old)
        assert run() == 0
    look_at_all()
    assert Notice.objects.count() == 0
    assert not Watch.objects.filter(due=True).exists()


def test_a_new_edition_of_a_watched_standard_is_told_before_it_is_in_force(
    reader: Person, old: Edition
) -> None:
    """The watch means the standard: its newest edition is news, and so is the day it enters."""
    actions.watch_standard(reader, old.slug)
    new = replaced_by("GB/T 100-2026", old, in_force="2026-12-01")
    assert run() == 1
    assert "新收录版本 GB/T 100-2026" in Notice.objects.get().text
    look_at_all()
    assert Notice.objects.count() == 1
    looking.mark_all()
    assert looking.look_for_everybody(dt.date(2026, 12, 1)) == 1
    last = Notice.objects.order_by("pk").last()
    assert last is not None
    assert "所指的版本由 GB/T 100-2010 变为 GB/T 100-2026" in last.text
    assert new.slug in set(WatchedSlug.objects.values_list("slug", flat=True))


def test_a_day_alone_changes_how_things_stand(reader: Person, old: Edition) -> None:
    """Nothing is written on the day an edition ends; the daily look tells it."""
    replaced_by("GB/T 200-2026", old, in_force="2026-12-01")
    _list(reader, "GB/T 100-2010")
    looking.follow_changes()
    for day, told in ((DAY, 0), (dt.date(2026, 11, 30), 0), (dt.date(2026, 12, 1), 1)):
        looking.mark_all()
        assert looking.look_for_everybody(day) == told, day
    assert "→ 被代替" in Notice.objects.get().subject


def test_a_run_tells_each_person_one_thing(make: Make, old: Edition) -> None:
    """However many of their watches changed; each in their own language."""
    a, b = make("a"), make("b")
    change_ways(b, mail=Ways.Mail.AT_ONCE, language="en", webhook="")
    other = edition_of("GB/T 300-2010", in_force="2010-07-01")
    for person in (a, b):
        actions.watch_standard(person, old.slug)
        _list(person, "GB/T 100-2010\nGB/T 300-2010")
    replaced_by("GB/T 200-2026", old)
    replaced_by("GB/T 400-2026", other)
    assert run() == 2
    notices = {notice.person.name: notice for notice in Notice.objects.select_related("person")}
    assert notices["a"].subject == "您关注的 2 项有变化"
    assert notices["b"].subject == "2 of your watches have changed"
    assert notices["a"].address == "/watches"
    deliver_due()
    assert sorted(sent.to[0] for sent in mail.outbox) == ["a@example.org", "b@example.org"]


def test_only_what_a_change_touches_is_looked_at(reader: Person, old: Edition) -> None:
    """Others are not marked; what a watch depends on by succession is."""
    touched = actions.watch_standard(reader, old.slug)
    other = actions.watch_standard(reader, "GB/T-555")
    replaced_by("GB/T 200-2026", old)
    looking.follow_changes()
    assert list(Watch.objects.filter(due=True)) == [touched]
    looking.look_for_everybody(DAY)
    written(edition_of("GB/T 200-2027", published="2027-01-01"))
    looking.follow_changes()
    assert list(Watch.objects.filter(due=True)) == [touched]
    assert other.pk != touched.pk


@pytest.mark.django_db(transaction=True)
def test_a_run_that_dies_tells_nothing_twice_and_nothing_not_at_all(
    reader: Person, old: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed behind the marking, within the telling, and behind it: told once in the end."""
    actions.watch_standard(reader, old.slug)
    replaced_by("GB/T 200-2026", old)
    looking.follow_changes()

    def dies(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(looking, "tell", dies)
        with pytest.raises(SystemExit):
            look_after_changes()
    assert Notice.objects.count() == 0
    look_after_changes()
    look_after_changes()
    assert Notice.objects.count() == 1


def test_what_is_taken_out_again_is_told_as_well(reader: Person, old: Edition) -> None:
    """An import that is taken back changes the outcome back, and that is another thing to tell."""
    actions.watch_standard(reader, old.slug)
    new = replaced_by("GB/T 200-2026", old)
    run()
    gone(new)
    assert run() == 1
    replaced_by("GB/T 200-2026", old)
    assert run() == 1
    assert _told() == [
        "GB/T 100-2010 现行 → 被代替",
        "GB/T 100-2010 被代替 → 现行",
        "GB/T 100-2010 现行 → 被代替",
    ]


def test_a_change_while_it_is_looked_at_is_looked_at_again(
    reader: Person, old: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came in behind the reading leaves the watch marked for the next run."""
    actions.watch_standard(reader, old.slug)
    written(old)
    looking.follow_changes()
    real = looking.look_at

    def changed_meanwhile(*args: Any) -> Any:
        found = real(*args)
        Watch.objects.update(touched=NOON + dt.timedelta(seconds=1))
        return found

    monkeypatch.setattr(looking, "look_at", changed_meanwhile)
    looking.look_for_everybody(DAY)
    assert Watch.objects.get().due


def test_a_change_behind_the_first_look_is_looked_at_by_the_next_run(
    reader: Person, old: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the library and storing the watch an import may commit."""
    real = actions.look_at

    def then_replaced(*args: Any) -> Any:
        found = real(*args)
        replaced_by("GB/T 200-2026", old)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(actions, "look_at", then_replaced)
        actions.watch_standard(reader, old.slug)
    assert Watch.objects.get().due
    assert run() == 1


def test_a_paused_watch_is_not_looked_at_and_tells_the_rest_when_resumed(
    reader: Person, old: Edition
) -> None:
    """What changed in between is told then, once."""
    watch = actions.watch_standard(reader, old.slug)
    actions.pause(watch, actor=reader)
    replaced_by("GB/T 200-2026", old)
    assert run() == 0
    look_at_all()
    assert Notice.objects.count() == 0
    actions.resume(watch, actor=reader)
    assert run() == 1


def test_the_successor_is_watched_instead_or_beside(reader: Person, old: Edition) -> None:
    """A watch on a replaced standard does not die: it offers what takes its place."""
    watch = actions.watch_standard(reader, old.slug)
    actions.follow_successor(watch, parse("GB/T 200"), move=False, actor=reader)
    places = sorted(Watch.objects.values_list("place", flat=True))
    assert places == ["GB/T-100", "GB/T-200"]
    actions.follow_successor(watch, parse("GB/T 300"), move=True, actor=reader)
    places = sorted(Watch.objects.values_list("place", flat=True))
    assert places == ["GB/T-200", "GB/T-300"]


def test_a_search_tells_what_it_finds_anew_and_what_stands_otherwise(
    reader: Person, old: Edition
) -> None:
    """Not what it found when the watch began; while the index lags it waits."""
    build_anew()
    actions.watch_search(reader, Watch.Kind.SEARCH, "q=食品", title="食品")
    assert run() == 0
    new = edition_of(
        "GB/T 101-2026",
        title_zh="食品检验",
        published="2026-11-20",
        in_force="2026-12-01",
        first_recorded=DAY,
    )
    Edition.objects.filter(pk=old.pk).update(withdrawn="2026-11-01")
    written(new, old)
    build_anew()
    assert run() == 1
    assert run() == 0
    notice = Notice.objects.get()
    assert notice.subject == "“食品”有 2 处变化"
    assert "GB/T 101-2026 食品检验：新收录，即将实施" in notice.text
    assert "GB/T 100-2010 食品通则：现行 → 废止" in notice.text


def test_many_changes_are_told_in_a_bounded_message(reader: Person, old: Edition) -> None:
    """Thirty in full, the others as a number; the page holds more."""
    olds = [edition_of(f"GB/T {n}-2010", in_force="2010-07-01") for n in range(1000, 1040)]
    _list(reader, "、".join(edition.number for edition in olds))
    for edition in olds:
        edition.withdrawn = dt.date(2026, 11, 1)
        edition.save()
    written(*olds, old)
    run()
    notice = Notice.objects.get()
    assert notice.text.count("· ") == 30
    assert notice.text.endswith("另有 10 处，见关注的页面。")


@pytest.mark.usefixtures("old")
def test_a_look_asks_the_database_as_often_for_many_numbers_as_for_few(reader: Person) -> None:
    """The number of questions does not grow with the numbers of a watch."""
    counts = []
    for size in (1, 40):
        Watch.objects.all().delete()
        numbers = "\n".join(f"GB/T {5000 + n}-2010" for n in range(size))
        _list(reader, numbers)
        looking.mark_all()
        with CaptureQueriesContext(connection) as asked:
            looking.look_for(reader, DAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_log_is_read_in_batches_and_from_where_it_was_left(
    reader: Person, old: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is passed over, however many changes there are; what was read is not read again."""
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    actions.watch_standard(reader, old.slug)
    others = [edition_of(f"GB/T {n}-2010") for n in range(2000, 2006)]
    written(*others, old)
    looking.follow_changes()
    assert Watch.objects.get().due
    with CaptureQueriesContext(connection) as asked:
        looking.follow_changes()
    assert len(asked) == 2
    assert Cursor.objects.count() == 1


def test_what_cannot_be_watched_is_refused_in_words(
    reader: Person, old: Edition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No number, none in a list, too many numbers, too many watches, no index."""
    with pytest.raises(RefusedError, match="只有编号的标准"):
        actions.watch_standard(reader, "~17")
    with pytest.raises(RefusedError, match="没有读出标准编号"):
        _list(reader, "没有编号")
    monkeypatch.setattr(reading, "reader", lambda: TantivyIndex(tmp_path))
    with pytest.raises(RefusedError, match="索引还没有建立"):
        actions.watch_search(reader, Watch.Kind.SEARCH, "q=x", title="x")
    monkeypatch.setattr(actions, "MOST_NUMBERS", 1)
    with pytest.raises(RefusedError, match="最多关注 1 个"):
        _list(reader, "GB/T 1-2001、GB/T 2-2001")
    monkeypatch.setattr(actions, "MOST", 1)
    actions.watch_standard(reader, old.slug)
    with pytest.raises(RefusedError, match="已经关注了 1 项"):
        actions.watch_standard(reader, "GB/T-2")
    assert Watch.objects.count() == 1


def test_one_thing_is_watched_once_whatever_edition_is_named(reader: Person, old: Edition) -> None:
    """The undated standard is meant; a second button press makes nothing new."""
    first = actions.watch_standard(reader, old.slug)
    assert actions.watch_standard(reader, "GB/T-100").pk == first.pk
    assert actions.watch_standard(reader, "GB/T-100-1999").pk == first.pk


@pytest.mark.usefixtures("old")
def test_a_watch_keeps_numbers_and_places_and_no_text(reader: Person) -> None:
    """What stands around the numbers in what was pasted is kept nowhere."""
    watch = _list(reader, "机密：按 GB/T 100-2010 第5.2条 交货")
    watch.refresh_from_db()
    assert watch.asked == [
        {"text": "GB/T 100-2010", "number": "GB/T 100-2010", "clauses": ["第5.2条"]}
    ]
    assert "机密" not in str(Watch.objects.values().get())


def test_what_rests_on_a_standard_is_told_to_keepers_without_private_words(
    make: Make, old: Edition
) -> None:
    """To the owner by title, to keepers as a number of people, to others not at all."""
    owner, keeper, other = make("o"), make("k", Role.CATALOGUER), make("x")
    _list(owner, "GB/T 100-2010", title="秘密项目")
    _list(other, "GB/T 100-2010", title="另一份")
    actions.watch_standard(other, old.slug)

    def titles(asker: Person | None) -> list[str]:
        found = reliants([old.slug, "GB/T-100"], asker)
        return [each.title for each in found if each.on == old.slug and each.kind == "watch"]

    assert titles(owner) == ["秘密项目"]
    assert titles(keeper) == ["2 人关注的文件"]
    assert titles(make("y")) == []
    assert titles(None) == []


def test_a_person_takes_all_watches_along(reader: Person, old: Edition) -> None:
    """Nothing of who is deleted stays."""
    actions.watch_standard(reader, old.slug)
    with connection.cursor() as cursor:  # who has done something is kept by the journal
        cursor.execute("DELETE FROM audit_event")
    with transaction.atomic():
        reader.delete()
    assert (Watch.objects.count(), WatchedSlug.objects.count()) == (0, 0)


def test_every_action_stands_in_the_journal(reader: Person, old: Edition) -> None:
    """Begun, renamed, paused, resumed, let go."""
    watch = actions.watch_standard(reader, old.slug)
    actions.rename(watch, "新名", actor=reader)
    actions.pause(watch, actor=reader)
    actions.pause(watch, actor=reader)
    actions.resume(watch, actor=reader)
    actions.remove(watch, actor=reader)
    kinds = [event.kind.split("_")[1] for event in Event.objects.order_by("pk")]
    assert kinds == ["added", "renamed", "paused", "resumed", "removed"]


def test_the_journal_does_not_tell_what_somebody_searches_for(reader: Person, old: Edition) -> None:
    """Of a standard its slug is told; of a search its kind alone: others read the journal."""
    build_anew()
    actions.watch_standard(reader, old.slug)
    actions.watch_search(reader, Watch.Kind.SEARCH, "q=secret", title="秘密")
    told = [event.facts for event in Event.objects.order_by("pk")]
    assert told == [
        {"kind": "standard", "numbers": 1, "place": "GB/T-100"},
        {"kind": "search", "numbers": 0},
    ]


def test_who_cites_is_found_without_what_a_watch_keeps(reader: Person, old: Edition) -> None:
    """One question for person and title, whatever else is kept with the watch."""
    _list(reader, "GB/T 100-2010", title="清单")
    with CaptureQueriesContext(connection) as asked:
        [(watch, slug)] = citing([old.slug])
        assert (watch.title, watch.person_id, slug) == ("清单", reader.pk, old.slug)
    assert len(asked) == 1
    assert watch.get_deferred_fields() >= {"asked", "seen", "changes"}


def test_a_number_that_no_version_reads_any_more_is_not_lost() -> None:
    """It is asked as malformed instead of failing the run."""
    assert Item(text="旧号", number="not a number").asked.fault == "number_unreadable"


def test_an_amendment_that_comes_is_told(reader: Person, old: Edition) -> None:
    """Outcome unchanged, yet the text to follow is another."""
    actions.watch_standard(reader, old.slug)
    sheet = edition_of("GB/T 100-2010/XG1-2026", published="2026-10-01", in_force="2026-11-01")
    relation_of(sheet, "amends", old.number)
    written(sheet)
    assert run() == 1
    assert "新的修改单 GB/T 100-2010/XG1-2026" in Notice.objects.get().text


def test_a_list_that_names_an_edition_rests_on_that_edition_alone(make: Make, old: Edition) -> None:
    """It does not rest on whatever edition its standard has today, and counts once."""
    owner, keeper = make("o"), make("k", Role.CATALOGUER)
    dated = _list(owner, "GB/T 100-2010")
    for asker, address in ((owner, f"/watches/{dated.pk}"), (keeper, "")):
        found = [one for one in reliants([old.slug, "GB/T-100"], asker) if one.kind == "watch"]
        assert [(one.on, one.dated, one.address) for one in found] == [
            ("GB/T-100-2010", True, address)
        ]
    _list(owner, "GB/T 100-2010、GB/T 100")
    found = [one for one in reliants(["GB/T-100"], owner) if one.kind == "watch"]
    assert [(one.on, one.dated) for one in found] == [("GB/T-100", False)]


def test_the_end_that_was_foretold_is_not_told_as_taken_back() -> None:
    """What is replaced on the day that was known, and what another edition means, are told so."""
    was = Standing(outcome="in-force", number="GB 1-2010", until="2026-10-01", successors=("a",))
    ended = Standing(outcome="replaced", number="GB 1-2010", newest="GB 1-2026", successors=("b",))
    other = Standing(outcome="in-force", number="GB 1-2026")
    free = Standing(outcome="in-force", number="GB 1-2010")
    said = [
        explained(Change(number="GB 1", before=was.outcome, after=now.outcome, was=was, now=now))
        for now in (ended, other, free)
    ]
    assert said == [
        "现行 → 被代替；由 b 代替；应使用的版本：GB 1-2026。",
        "所指的版本由 GB 1-2010 变为 GB 1-2026。",
        "终止的日期已撤去；不再记载由 a 代替。",
    ]


def test_the_order_of_successors_is_no_change() -> None:
    """Sources name them in any order; a change without words would stop all who come behind."""
    one = Standing(outcome="replaced", successors=("a", "b"))
    other = Standing(outcome="replaced", successors=("b", "a"))
    assert not other.tells_more_than(one)
    silent = Change(number="GB 1", before="replaced", after="replaced", was=one, now=other)
    assert explained(silent) == "被代替。"
