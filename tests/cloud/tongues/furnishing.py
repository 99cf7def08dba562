"""One of everything that readers and keepers make, through the doors they use."""

import datetime as dt
import json
import re
from pathlib import Path

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, TextField
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.consultations.models import DraftPassages
from biaozhun.cloud.exchange.actions import partners
from biaozhun.cloud.exchange.models import Partner
from biaozhun.cloud.guidance.actions import notices
from biaozhun.cloud.guidance.models import Notice
from biaozhun.cloud.holdings.actions import acquiring, lending, stocking
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.models import Medium, Place
from biaozhun.cloud.holdings.queries.numbers import named
from biaozhun.cloud.messaging.models import Ways
from biaozhun.cloud.special_collections.actions import collections, tree
from biaozhun.cloud.special_collections.actions.tables import Line
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.actions.showing import Disclosure, show
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.validity.actions.sending import Order as Check
from biaozhun.cloud.validity.actions.sending import send
from biaozhun.core.validity import Citing
from tests.cloud.desk.conftest import TOLD, csv_of, odd_rows, work_off, workbook
from tests.factories.under_way import cases_under_way

DAY = dt.date(2026, 11, 2)
HAN = re.compile(r"[\u3400-\u9fff][\u3000-\u9fff，。；：、（）《》“”]*")
CASES = (
    *("accounts", "organisations", "committees", "drafting"),
    *("consultations", "hearings", "technical_reviews"),
)
"""Slices whose rows the cases that are under way were made of."""
NUMBER = "GB/T 1.1-2020"


def furnish(head: Person, desk: Client, folder: Path) -> None:
    """Fill every register with something."""
    reader = Person.objects.create_user("reader@example.org", name="Reader", role=Role.READER)
    _holdings(head, reader)
    _collection(head)
    _text(folder)
    _files(desk)
    _checks(head)
    partners.save_partner(Partner(name="Partner", kind=Partner.Kind.OTHER), actor=head)
    notice = Notice(kind=Notice.Kind.TRAINING, title="Course", body="Text")
    at = dt.datetime(2026, 11, 2, 4, tzinfo=dt.UTC)
    notices.publish(
        notices.save(notice, base=0, actor=head, at=at), published=True, actor=head, at=at
    )
    Ways.objects.update_or_create(person=head, defaults={"language": "en"})
    cases_under_way(head)
    _in_latin_letters()


def _in_latin_letters() -> None:
    """What people wrote of those cases, and what they are called, as their field and number."""
    for model in (one for label in CASES for one in apps.get_app_config(label).get_models()):
        fields = [
            one
            for one in model._meta.concrete_fields
            if isinstance(one, CharField | TextField) and not one.choices
        ]
        for row in model._default_manager.all():
            written = {one.name: str(getattr(row, one.attname)) for one in fields}
            told = {name: f"{name} {row.pk}" for name, text in written.items() if HAN.search(text)}
            if told:
                model._default_manager.filter(pk=row.pk).update(**told)
    for draft in DraftPassages.objects.all():
        draft.passages = json.loads(
            HAN.sub("Words", json.dumps(draft.passages, ensure_ascii=False))
        )
        draft.save()


def _holdings(head: Person, reader: Person) -> None:
    shelf = Place.objects.create(code="A-1", name="Shelf")
    facts = CopyFacts(named=named(NUMBER), medium=Medium.PAPER, place=shelf)
    copies = [stocking.add_copy(facts, actor=head, on=DAY) for _ in range(3)]
    lending.lend(copies[0].accession, reader, actor=head, on=DAY)
    stocking.lose(copies[1].pk, "Gone", actor=head, on=DAY)
    acquiring.wish(named("GB/T 7714-2015"), person=reader, reason="Needed", on=DAY)


def _checks(head: Person) -> None:
    """A check with an outcome of every kind that the demonstration gives, and what keepers say."""
    cited = "GB/T 1.1-2009, GB/T 1.1-2020, GB/T 1.1, GB 7718-2011, GB/T 1.1-1066, GB 55001-2021"
    wrong = "GB/T 1.1-2020 Portland cement, GB/T 99999-2030, GB/T 1.1-20091, ISO 9001:2008"
    for citing in Citing:
        send(Check(on=DAY, citing=citing, text=f"See {cited}; {wrong}."), owner=head)
    send(Check(on=dt.date(2010, 6, 1), text=f"{cited}\n{wrong}", is_list=True), owner=head)


def _collection(head: Person) -> None:
    made = collections.create("things", {"title": "Things", "purpose": "Works"}, actor=head)
    line = Line(2, "1,Part,", {"code": "1", "title": "Part", "parent": ""})
    tree.import_tree(made, [line], actor=head)


def _text(folder: Path) -> None:
    path = folder / "text.jsonl"
    path.write_text(json.dumps({"clause": "1", "text": "Words"}), encoding="utf-8")
    draft = receive(path, Order(number=NUMBER), name=path.name, actor=None)
    show(draft.pk, Disclosure(right=Text.Right.OPEN, basis="Law"), actor=None)


def _files(desk: Client) -> None:
    """One whose columns nobody knows, one that went in with faults, one that cannot be read."""
    rows = [("GB/T 9001-2020", "Thing", "2020-03-01"), ("nonsense", "Thing", "2020-99-01")]
    known = csv_of(rows, ("标准编号", "中文名称", "发布日期"))
    for name, content in (
        ("odd.xlsx", workbook(odd_rows(3, 2))),
        ("broken.json", b'{"number": '),
        ("known.csv", known),
    ):
        answer = desk.post("/desk/uploads", {"file": SimpleUploadedFile(name, content)})
    address = answer.headers["Location"]
    desk.post(address, TOLD)
    work_off()
    desk.post(f"{address}/run")
    work_off()
