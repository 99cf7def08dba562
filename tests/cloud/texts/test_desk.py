"""The desk of those who keep texts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.texts.actions.receiving import Order, receive
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.ui.panels import filled
from tests.cloud.texts.conftest import Put, Shelve
from tests.documents.test_full_texts import pdf

pytestmark = pytest.mark.django_db
PAGES = ["/desk/texts", "/desk/texts/new", "/desk/texts/1"]
BUTTONS = ["/desk/texts/1/decide", "/desk/texts/1/take-down", "/desk/texts/1/discard"]


def upload(path: Path, **told: str) -> dict[str, object]:
    """The form of a new text as a browser sends it."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return {"number": "GB 55001-2021", "kind": "text", "language": "zh", "file": file, **told}


@pytest.mark.parametrize("address", PAGES + BUTTONS)
def test_strangers_are_asked_to_sign_in_and_readers_are_refused(
    client: Client, address: str
) -> None:
    """Only those who keep texts come in."""
    ask = client.post if address in BUTTONS else client.get
    answer = ask(address)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/account/login?next={address}",
    )
    client.force_login(Person.objects.create_user("r@example.org", name="读者", role=Role.READER))
    assert ask(address).status_code == 403


def test_a_file_is_brought_in_looked_at_and_shown(as_keeper: Client, put: Put) -> None:
    """Upload → preview with what the rule proposes → on the shelf, with the keeper's name."""
    answer = as_keeper.post("/desk/texts/new", upload(put(), origin="住建部网站"))
    text = Text.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/texts/{text.pk}")
    page = as_keeper.get(f"/desk/texts/{text.pk}").content.decode()
    assert "规则的建议：公开，任何人可以阅读。" in page
    assert "已对照原文" in page
    assert "<strong>条号不连续</strong>：4.6 <span" in page
    assert "风荷载标准值应按下式计算。" in page
    told = {"right": "open", "basis": "《标准化法》第十七条", "reason": "", "read_at": ""}
    shown = as_keeper.post(f"/desk/texts/{text.pk}/decide", told, follow=True)
    assert "已上架。" in shown.content.decode()
    text.refresh_from_db()
    assert (text.state, text.basis, text.origin) == ("shown", "《标准化法》第十七条", "住建部网站")
    assert [event.actor_name for event in Event.objects.all()] == ["馆员甲", "馆员甲"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"number": "GB/T 1.1"}, "这不是一个版本的标准编号：GB/T 1.1。"),
        ({"number": "<b>x</b>"}, "这不是一个版本的标准编号：&lt;b&gt;x&lt;/b&gt;。"),
        ({"kind": "novel"}, "novel"),
        ({"language": ""}, "id_language_error"),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_the_input_kept(
    as_keeper: Client, put: Put, told: dict[str, str], said: str
) -> None:
    """Beside its field, with status 422, and nothing is stored."""
    answer = as_keeper.post("/desk/texts/new", upload(put(), title="保留的标题", **told))
    page = answer.content.decode()
    assert (answer.status_code, Text.objects.count()) == (422, 0)
    assert said in page
    assert 'value="保留的标题"' in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的。"),
        (b"<html><body>x</body></html>", "不认识这种文件"),
        (b"%PDF-1.7 x", "文件坏了"),
        (b'{"clause": 1}', "有一行不是条文"),
        (b"\x00\x01", "这不是文本文件"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    as_keeper: Client, tmp_path: Path, content: bytes, said: str
) -> None:
    """In the reader's language, and no page fails."""
    (tmp_path / "x").write_bytes(content)
    answer = as_keeper.post("/desk/texts/new", upload(tmp_path / "x"))
    assert answer.status_code == 422
    assert said.rstrip("。") in answer.content.decode()


def test_a_scan_is_refused_until_it_is_confirmed(as_keeper: Client, tmp_path: Path) -> None:
    """The sentence says how to go on."""
    scan = pdf(tmp_path / "s.pdf", False)
    refused = as_keeper.post("/desk/texts/new", upload(scan))
    assert "只有图像，没有文字层" in refused.content.decode()
    taken = as_keeper.post("/desk/texts/new", upload(scan, pictures_confirmed="on"))
    assert taken.status_code == 302
    assert Text.objects.get().level == 0


def test_a_text_is_not_withheld_without_a_reason(as_keeper: Client, shelve: Shelve) -> None:
    """The form comes back with what was typed; with a reason the right is changed."""
    text = shelve()
    address = f"/desk/texts/{text.pk}/decide"
    told = {"right": "closed", "basis": "合同", "reason": "", "read_at": "https://example.org/a"}
    answer = as_keeper.post(address, told)
    assert answer.status_code == 422
    assert "请写明为什么不公开" in answer.content.decode()
    assert as_keeper.post(address, {**told, "read_at": "javascript:x"}).status_code == 422
    assert as_keeper.post(address, {**told, "reason": "版权未取得"}).status_code == 302
    text.refresh_from_db()
    assert (text.right, text.reason, text.read_at) == (
        "closed",
        "版权未取得",
        "https://example.org/a",
    )


def test_taking_down_and_throwing_away_are_buttons_with_consequences(
    as_keeper: Client, shelve: Shelve, put: Put
) -> None:
    """A reason is asked for; what has changed meanwhile is said and nothing done."""
    text = shelve()
    place = f"/desk/texts/{text.pk}"
    unsaid = as_keeper.post(f"{place}/take-down", {"reason": ""}, follow=True)
    assert "请写明撤下的理由。" in unsaid.content.decode()
    done = as_keeper.post(f"{place}/take-down", {"reason": "文件有误"}, follow=True)
    assert "已撤下。" in done.content.decode()
    again = as_keeper.post(f"{place}/take-down", {"reason": "文件有误"}, follow=True)
    assert "这份文本的状态已经变了" in again.content.decode()
    stale = as_keeper.post(f"{place}/discard", follow=True)
    assert "这份文本的状态已经变了" in stale.content.decode()
    draft = receive(put({"1": "草稿"}), Order(number="GB 1-2020"), name="x", actor=None)
    gone = as_keeper.post(f"/desk/texts/{draft.pk}/discard", follow=True)
    assert "草稿已丢弃。" in gone.content.decode()
    assert as_keeper.post(f"/desk/texts/{draft.pk}/discard").status_code == 404


Counted = Callable[..., object]


def test_the_list_is_filtered_and_costs_the_same_for_any_number(
    as_keeper: Client, shelve: Shelve, django_assert_num_queries: Counted
) -> None:
    """By state and number; three texts cost no more questions than one."""
    shelve("GB 1-2020")
    as_keeper.get("/desk/texts")
    with django_assert_num_queries(6):  # type: ignore[attr-defined]  # pytest-django's fixture
        as_keeper.get("/desk/texts")
    for number in ("GB 2-2020", "GB 3-2020", "DB44/T 3-2020"):
        shelve(number)
    with django_assert_num_queries(6):  # type: ignore[attr-defined]  # likewise
        as_keeper.get("/desk/texts")
    page = as_keeper.get("/desk/texts?q=db44&state=shown").content.decode()
    assert ("DB44/T 3-2020" in page, "GB 2-2020" in page) == (True, False)
    assert "没有符合的文本" in as_keeper.get("/desk/texts?state=draft").content.decode()
    assert as_keeper.get("/desk/texts?state=x&page=z&q=%00").status_code == 200


def test_the_list_as_a_table_runs_no_cell(as_keeper: Client, shelve: Shelve) -> None:
    """A title that begins like a formula is guarded."""
    shelve(title="=1+1")
    answer = as_keeper.get("/desk/texts?format=csv")
    rows = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # a streaming answer
    assert rows[0].startswith("\ufeff标准编号,")
    assert rows[1].split(",")[:4] == ["GB 55001-2021", "标准文本", "中文", "'=1+1"]


def test_an_empty_desk_says_what_to_do(as_keeper: Client) -> None:
    """No text yet: how to add one."""
    assert "馆里还没有文本" in as_keeper.get("/desk/texts").content.decode()
    assert as_keeper.get("/desk/texts/99999999999999999999").status_code == 404


def test_the_desk_says_how_many_drafts_wait(rf: RequestFactory, keeper: Person, put: Put) -> None:
    """To those who keep texts, and only while there are any."""
    request = rf.get("/desk")
    request.user = keeper
    assert not [each for each in filled("desk", request, keeper) if each.panel.name == "texts"]
    receive(put(), Order(number="GB 1-2020"), name="x", actor=None)
    panel = next(each for each in filled("desk", request, keeper) if each.panel.name == "texts")
    assert panel.context == {"drafts": 1}
    request.user = Person.objects.create_user("r@example.org", name="读者", role=Role.READER)
    assert not [each for each in filled("desk", request, keeper) if each.panel.name == "texts"]
