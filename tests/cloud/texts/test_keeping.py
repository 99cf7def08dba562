"""Taking texts in, showing, withholding, replacing, taking down."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.search.models import Outbox
from biaozhun.cloud.texts.actions.receiving import Order, TextRefusedError, receive
from biaozhun.cloud.texts.actions.showing import (
    Disclosure,
    decide_right,
    discard,
    show,
    take_down,
)
from biaozhun.cloud.texts.models import Text
from tests.cloud.texts.conftest import CLAUSES, OPEN, Put, Shelve
from tests.documents.test_full_texts import PNG, pdf
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db
CLOSED = Disclosure(right=Text.Right.CLOSED, reason="版权未取得", read_at="https://example.org/")


def test_a_file_becomes_a_draft_with_its_clauses(put: Put, keeper: Person) -> None:
    """Nobody reads it yet; the rule proposes the right; the journal knows who brought it."""
    text = receive(put(), Order(number="gb55001—2021"), name="规范.jsonl", actor=keeper)
    assert (text.slug, text.number, text.state) == ("GB-55001-2021", "GB 55001-2021", "draft")
    assert (text.right, text.level, text.clause_count, text.has_text_layer) == ("open", 2, 3, True)
    assert text.basis.startswith("《标准化法》第十七条")
    assert [(c.anchor, c.words) for c in text.clauses.all()] == list(CLAUSES.items())
    with text.file.open("rb") as kept:
        assert kept.read() == put().read_bytes()
    event = Event.objects.get()
    assert (event.kind, event.subject, event.actor) == (
        "texts.text_received",
        "GB-55001-2021",
        keeper,
    )


def test_findings_are_kept_with_the_draft(put: Put) -> None:
    """A number left out, and a number of the file that is another one."""
    path = put()
    rows = [{"standard": "GB 1-2020", "clause": "1", "text": "甲"}, {"clause": "3", "text": "乙"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    text = receive(path, Order(number="GB 55001-2021"), name="x", actor=None)
    assert [(f["code"], f["place"], f["text"]) for f in text.findings] == [
        ("other_number", "GB 1-2020", ""),
        ("number_skipped", "3", "2"),
    ]


def test_characters_no_database_takes_are_left_out(put: Put) -> None:
    """NUL in a file harms nothing; anchors too long are cut and stay different."""
    long = "x" * 100
    clauses = {"1\x00": "a\x00b", long: "c", f"{long}y": "d"}
    text = receive(put(clauses), Order(number="GB 55001-2021"), name="x\x00", actor=None)
    rows = list(text.clauses.values_list("words", flat=True))
    anchors = set(text.clauses.values_list("anchor", flat=True))
    assert (rows, len(anchors)) == (["ab", "c", "d"], 3)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "number_unclear"),
        ("abc", "number_unclear"),
        ("GB/T 1.1", "number_unclear"),
        ("GB 1-2020\x00", "number_unclear"),
    ],
)
def test_a_text_needs_one_edition(put: Put, number: str, code: str) -> None:
    """Without a year there is none, and nothing is kept."""
    with pytest.raises(TextRefusedError) as refused:
        receive(put(), Order(number=number), name="x", actor=None)
    assert (refused.value.code, Text.objects.count(), Event.objects.count()) == (code, 0, 0)


def test_a_scan_is_no_text_unless_somebody_confirms_that_it_is_one(tmp_path: Path) -> None:
    """Then it is level 0, a file without clauses."""
    scan = pdf(tmp_path / "scan.pdf", False, False)
    with pytest.raises(TextRefusedError) as refused:
        receive(scan, Order(number="DB44/T 1-2020"), name="scan.pdf", actor=None)
    assert (refused.value.code, refused.value.fragment) == ("only_pictures", "2")
    order = Order(number="DB44/T 1-2020", pictures_confirmed=True)
    text = receive(scan, order, name="scan.pdf", actor=None)
    assert (text.level, text.form, text.pages, text.has_text_layer) == (0, "file", 2, False)


def test_a_picture_is_taken_as_a_guide_only(tmp_path: Path) -> None:
    """An illustrated guide may be a picture, the text of a standard may not."""
    path = tmp_path / "chart.png"
    path.write_bytes(PNG)
    with pytest.raises(TextRefusedError) as refused:
        receive(path, Order(number="DB44/T 1-2020"), name="chart.png", actor=None)
    assert refused.value.code == "not_a_guide"
    order = Order(number="DB44/T 1-2020", kind=Text.Kind.ILLUSTRATED_GUIDE)
    assert receive(path, order, name="chart.png", actor=None).media_type == "image/png"


def test_the_very_same_file_is_not_held_twice(put: Put) -> None:
    """Neither beside a draft nor beside what is shown; after taking down it may come again."""
    order = Order(number="GB 55001-2021")
    draft = receive(put(), order, name="x", actor=None)
    with pytest.raises(TextRefusedError) as refused:
        receive(put(), order, name="x", actor=None)
    assert refused.value.code == "same_file"
    show(draft.pk, OPEN, actor=None)
    take_down(draft.pk, "错了", actor=None)
    assert receive(put(), order, name="x", actor=None).state == "draft"


def test_showing_tells_the_journal_and_the_search(put: Put, keeper: Person) -> None:
    """The edition is looked at again in the same transaction."""
    edition = edition_of("GB 55001-2021")
    draft = receive(put(), Order(number="GB 55001-2021"), name="x", actor=keeper)
    assert Outbox.objects.count() == 0
    text = show(draft.pk, OPEN, actor=keeper)
    assert (text.state, text.is_read_by_all) == ("shown", True)
    assert list(Outbox.objects.values_list("document_id", flat=True)) == [edition.pk]
    assert Event.objects.first().kind == "texts.text_shown"  # type: ignore[union-attr]  # there are two


def test_a_newer_file_takes_the_place_and_old_anchors_lead_on(shelve: Shelve) -> None:
    """Anchors that vanished lead to where their words went, or above; the old text is kept."""
    first = shelve()
    second = shelve(clauses={"1": CLAUSES["1"], "4.7": CLAUSES["4.6"], "4.6": "新的一条。"})
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == ("replaced", second)
    assert dict(second.former_anchors.values_list("anchor", "leads_to")) == {"4.6.1": "4.6"}
    third = shelve(clauses={"1": "完全改写。", "2": "又一条。"})
    assert dict(third.former_anchors.values_list("anchor", "leads_to")) == {
        "4.6": "1",
        "4.6.1": "1",
        "4.7": "1",
    }


def test_the_same_text_again_keeps_every_anchor(shelve: Shelve) -> None:
    """Read again with a longer clause, all addresses stay and none needs to lead elsewhere."""
    first = shelve()
    again = shelve(clauses={**CLAUSES, "4.6": CLAUSES["4.6"] + "补充。"})
    anchors = [list(text.clauses.values_list("anchor", flat=True)) for text in (first, again)]
    assert (anchors[0], again.former_anchors.count()) == (anchors[1], 0)


def test_a_translation_stands_beside_the_text_and_a_file_beside_its_clauses(
    shelve: Shelve, tmp_path: Path
) -> None:
    """Only the same kind, language and form takes a place."""
    shelve()
    shelve(clauses={"1": "To ensure safety."}, kind=Text.Kind.TRANSLATION, language="en")
    shelve(path=pdf(tmp_path / "t.pdf", True))
    assert Text.objects.filter(state="shown").count() == 3


def test_the_database_itself_holds_one_text_of_a_kind(shelve: Shelve) -> None:
    """Two shown at once are refused whatever the code does, and a text withheld without reason."""
    text = shelve()
    text.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        text.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Text.objects.update(right="closed", reason="")


def test_a_text_is_withheld_with_a_reason_or_not_at_all(shelve: Shelve, keeper: Person) -> None:
    """The reason and where to read instead are kept; without one nothing changes."""
    text = shelve()
    with pytest.raises(TextRefusedError) as refused:
        decide_right(text.pk, Disclosure(right=Text.Right.CLOSED, reason=" "), actor=keeper)
    assert refused.value.code == "reason_missing"
    changed = decide_right(text.pk, CLOSED, actor=keeper)
    assert (changed.right, changed.reason, changed.is_read_by_all) == (
        "closed",
        "版权未取得",
        False,
    )
    opened = decide_right(text.pk, OPEN, actor=keeper)
    assert (opened.right, opened.reason) == ("open", "")
    assert Event.objects.filter(kind="texts.right_decided").count() == 2


def test_each_step_is_taken_only_from_its_state(shelve: Shelve, put: Put) -> None:
    """A draft is not withheld or taken down, a shown text is not shown again or thrown away."""
    shown = shelve()
    draft = receive(put({"1": "草稿"}), Order(number="GB 1-2020"), name="x", actor=None)
    steps = [
        ("not_a_draft", lambda: show(shown.pk, OPEN, actor=None)),
        ("not_a_draft", lambda: discard(shown.pk, actor=None)),
        ("not_shown", lambda: decide_right(draft.pk, CLOSED, actor=None)),
        ("not_shown", lambda: take_down(draft.pk, "x", actor=None)),
    ]
    for code, step in steps:
        with pytest.raises(TextRefusedError) as refused:
            step()
        assert refused.value.code == code


@pytest.mark.django_db(transaction=True)
def test_a_discarded_draft_leaves_no_file_but_its_trace(put: Put) -> None:
    """Row, clauses and file are gone; that it was thrown away is in the journal."""
    draft = receive(put(), Order(number="GB 55001-2021"), name="x", actor=None)
    store, name = draft.file.storage, draft.file.name or ""
    assert store.exists(name)
    discard(draft.pk, actor=None)
    assert (store.exists(name), Text.objects.count()) == (False, 0)
    assert Event.objects.latest("id").kind == "texts.draft_discarded"


@pytest.mark.django_db
def test_a_text_that_cannot_be_written_leaves_no_file(put: Put) -> None:
    """The file is stored before its text is; where that fails, the store is as it was before."""
    folder = Path(settings.DATA_DIR) / "texts"
    before = set(folder.rglob("*.clauses"))
    unwritable = Order(number="GB 55001-2021", title="\ud800")  # which no database takes
    with pytest.raises(UnicodeEncodeError):
        receive(put(), unwritable, name="text.jsonl", actor=None)
    assert Text.objects.count() == 0
    assert set(folder.rglob("*.clauses")) == before


def test_the_same_file_brought_by_two_at_once_is_held_once(put: Put) -> None:
    """Who comes second is refused though nothing was held when the file came; its copy goes."""
    order = Order(number="GB 55001-2021")
    other = receive(put(), Order(number="GB 55002-2021"), name="x", actor=None)
    store = Path(other.file.path).parent
    before = set(store.iterdir())
    came: list[Text] = []

    class Interrupted(type(put())):  # type: ignore[misc]  # the class of paths of this system
        """A file during whose reading another keeper brings the same one in."""

        opened = 0

        def open(self, *args: object, **kwargs: object) -> object:
            Interrupted.opened += 1
            if Interrupted.opened == 2:
                came.append(receive(Path(self), order, name="x", actor=None))
            return super().open(*args, **kwargs)

    with pytest.raises(TextRefusedError) as refused:
        receive(Interrupted(put()), order, name="x", actor=None)
    assert refused.value.code == "same_file"
    held = Text.objects.get(slug="GB-55001-2021")
    assert [text.pk for text in came] == [held.pk]
    assert set(store.iterdir()) - before == {Path(held.file.path)}
