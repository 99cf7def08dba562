"""Guides and notices: what is shipped, edited, restored, published, refused."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.guidance.actions import EditConflictError
from biaozhun.cloud.guidance.actions import guides as guide_actions
from biaozhun.cloud.guidance.actions.guides import NEW, Draft, Editing
from biaozhun.cloud.guidance.models import Language, Notice, Page, PageVersion
from biaozhun.cloud.guidance.queries import guides
from biaozhun.cloud.guidance.shipped import shipped
from biaozhun.core.number import parse
from biaozhun.core.text import traditional as derived
from tests.cloud.guidance.conftest import NOON, signed
from tests.factories.catalogue import edition_of

SLUGS = ("take-part", "numbers", "statuses", "using", "accessibility")
DRAFT = Draft(title="题", section="参与", rank=10, body="正文一")


def read(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status, address
    content: bytes = answer.content
    return content.decode()


def notice_of(**facts: object) -> Notice:
    """A published notice."""
    told = {"kind": "training", "title": "标准编写培训", "published": NOON, "updated": NOON}
    return Notice.objects.create(**{**told, **facts})


def test_every_shipped_guide_is_there_in_both_languages() -> None:
    """Five guides in Chinese and English; every example of a number is one."""
    assert set(shipped()) == {(slug, str(code)) for slug in SLUGS for code in Language}
    for (slug, _language), one in shipped().items():
        if slug == "numbers":
            for block in one.body.split("```numbers\n")[1:]:
                for line in block.split("\n```")[0].splitlines():
                    assert parse(line).canonical == line


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_guide_is_read(slug: str, client: Client) -> None:
    """In Chinese, in English, and in Traditional as everything the platform itself says."""
    edition_of("GB/T 37668-2019", in_force="2020-03-01")
    page = read(client, f"/guidance/{slug}")
    assert 'lang="zh-Hans"' in page
    assert shipped()[slug, "zh"].title in page
    english = read(Client(headers={"accept-language": "en"}), f"/guidance/{slug}")
    assert shipped()[slug, "en"].title in english
    traditional = read(Client(headers={"accept-language": "zh-TW"}), f"/guidance/{slug}")
    assert 'class="guide" lang="zh-Hant"' in traditional
    assert derived(shipped()[slug, "zh"].title) in traditional
    assert 'class="notice small"' not in traditional


def test_a_guide_of_an_operator_in_traditional_says_that_it_was_converted(
    at_desk: Client,
) -> None:
    """What somebody here wrote is derived too, and the page says by whom."""
    at_desk.post("/desk/guidance/zh/using", {**FORM, "body": "**标准**的正文", "do": "save"})
    page = read(Client(headers={"accept-language": "zh-TW"}), "/guidance/using")
    assert "<strong>標準</strong>的正文" in page
    assert "由本平臺自動轉換" in page


@pytest.mark.django_db
def test_the_list_of_guides_groups_them(client: Client) -> None:
    """Three sections in their order, and a sentence where there is no notice."""
    assert [section.name for section in guides.contents("zh")] == ["参与", "阅读", "本站"]
    assert "现在没有培训" in read(client, "/guidance")
    read(client, "/guidance/none-such", 404)


def test_an_edited_guide_keeps_what_was_shipped(operator: Person) -> None:
    """The first version of an operator is 1, the shipped text stays as 0, and the journal knows."""
    editing = Editing(slug="using", language="zh", base=0)
    guide_actions.save(editing, DRAFT, actor=operator, at=NOON)
    found = guides.guide("using", "zh")
    assert found is not None
    assert (found.version, found.body, found.updated_by) == (1, "正文一", "运营甲")
    versions = guides.history("using", "zh")
    assert [one.number for one in versions] == [1, 0]
    assert versions[1].body == shipped()["using", "zh"].body
    assert Event.objects.get().kind == "guidance.guide_saved"


def test_who_saves_second_is_refused(operator: Person) -> None:
    """Two who began with one version: the second is told, and nothing of theirs is stored."""
    editing = Editing(slug="using", language="zh", base=0)
    guide_actions.save(editing, DRAFT, actor=operator, at=NOON)
    with pytest.raises(EditConflictError):
        guide_actions.save(editing, DRAFT, actor=operator, at=NOON)
    new = Editing(slug="using", language="zh", base=NEW)
    with pytest.raises(EditConflictError):
        guide_actions.save(new, DRAFT, actor=operator, at=NOON)
    elsewhere = Editing(slug="not-there", language="zh", base=5)
    with pytest.raises(EditConflictError):
        guide_actions.save(elsewhere, DRAFT, actor=operator, at=NOON)
    assert PageVersion.objects.count() == 2


FORM = {"base": "0", "title": "新题", "section": "参与", "rank": "10", "note": "补充电话"}


def test_a_preview_stores_nothing(at_desk: Client) -> None:
    """The text is shown as it would be; the guide stays."""
    form = {**FORM, "body": "**新的**正文", "do": "preview"}
    answer = at_desk.post("/desk/guidance/zh/using", form)
    assert answer.status_code == 200
    assert "<strong>新的</strong>正文" in answer.content.decode()
    assert Page.objects.count() == 0


def test_a_guide_is_edited_and_restored_by_its_pages(at_desk: Client, client: Client) -> None:
    """Saved, read by everybody, compared, and the shipped text restored."""
    body = shipped()["using", "zh"].body.replace("三十天", "四十天")
    at_desk.post("/desk/guidance/zh/using", {**FORM, "body": body, "do": "save"})
    assert "四十天" in read(client, "/guidance/using")
    history = read(at_desk, "/desk/guidance/zh/using/history")
    assert "<del>三</del>" in history
    assert "<ins>四</ins>" in history
    assert "补充电话" in history
    at_desk.post("/desk/guidance/zh/using/restore", {"number": "0"})
    assert "三十天" in read(client, "/guidance/using")
    assert [one.number for one in guides.history("using", "zh")] == [2, 1, 0]
    missing = at_desk.post("/desk/guidance/zh/using/restore", {"number": "99"})
    assert missing.status_code == 404


def test_a_conflict_keeps_the_text_and_saving_again_prevails(at_desk: Client) -> None:
    """409 with one's own text and the difference; the same form sent again is stored."""
    at_desk.post("/desk/guidance/zh/using", {**FORM, "body": "甲的", "do": "save"})
    answer = at_desk.post("/desk/guidance/zh/using", {**FORM, "body": "乙的", "do": "save"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "运营甲 已存了第 1 版" in page
    assert "乙的</textarea>" in page
    assert 'name="base" value="1"' in page
    again = at_desk.post("/desk/guidance/zh/using", {**FORM, "base": "1", "body": "乙的"})
    assert again.status_code == 302


def test_a_new_guide_in_one_language_is_read_in_the_other(at_desk: Client, client: Client) -> None:
    """English readers get the Chinese text with a remark; taken off, it is gone for all."""
    answer = at_desk.post("/desk/guidance", {"slug": "how-to-comment", "language": "zh"})
    assert answer["location"] == "/desk/guidance/zh/how-to-comment"
    at_desk.post(answer["location"], {**FORM, "base": "-1", "body": "写明三件事", "do": "save"})
    assert "写明三件事" in read(client, "/guidance/how-to-comment")
    english = read(Client(headers={"accept-language": "en"}), "/guidance/how-to-comment")
    assert 'lang="zh-Hans"' in english
    at_desk.post("/desk/guidance/zh/how-to-comment/show", {"published": "0"})
    read(client, "/guidance/how-to-comment", 404)
    at_desk.post("/desk/guidance/zh/how-to-comment/show", {"published": "1"})
    read(client, "/guidance/how-to-comment")


def test_a_shipped_guide_can_be_taken_off(at_desk: Client, client: Client) -> None:
    """In one language the other is shown; in both it is gone."""
    at_desk.post("/desk/guidance/zh/using/show", {"published": "0"})
    assert 'lang="en"' in read(client, "/guidance/using")
    at_desk.post("/desk/guidance/en/using/show", {"published": "0"})
    read(client, "/guidance/using", 404)


@pytest.mark.parametrize("slug", ["", "Großes", "a b", "-x", "../x", "x" * 61])
def test_a_name_that_is_no_name_is_refused(slug: str, at_desk: Client) -> None:
    """422 and the list again."""
    answer = at_desk.post("/desk/guidance", {"slug": slug, "language": "zh"})
    assert answer.status_code == 422


def test_a_form_that_lacks_something_keeps_the_rest(at_desk: Client) -> None:
    """422; the body that was written is still there."""
    answer = at_desk.post("/desk/guidance/zh/using", {**FORM, "title": "", "body": "留着"})
    assert answer.status_code == 422
    assert "留着" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/desk/guidance",
        "/desk/guidance/zh/using",
        "/desk/guidance/zh/using/history",
        "/desk/notices",
        "/desk/notices/new",
    ],
)
def test_the_desk_is_open_to_operators_alone(address: str, at_desk: Client) -> None:
    """An operator reads it, a cataloguer is refused, anybody else is asked to sign in."""
    read(at_desk, address)
    cataloguer = Person.objects.create_user("c@example.org", name="c", role=Role.CATALOGUER)
    assert signed(cataloguer).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", ["/desk/guidance/fr/using", "/desk/guidance/zh/no/history",
                                     "/desk/notices/99999999999999999999", "/notices/0",
                                     "/notices/99999999999999999999.ics"])  # fmt: skip
def test_what_is_not_there_is_not_found(address: str, at_desk: Client) -> None:
    """404, not an error."""
    assert at_desk.get(address).status_code == 404


@pytest.mark.django_db
def test_notices_by_time_and_kind(client: Client) -> None:
    """What is on, coming and over, on the day; drafts are seen by nobody."""
    day = dt.timedelta(days=1)
    today = dt.date(2026, 11, 22)
    notice_of(title="甲", starts=today - day, ends=today)
    notice_of(title="乙", starts=today + day)
    notice_of(title="丙", starts=today - 2 * day, ends=today - day, kind="exchange")
    notice_of(title="丁", starts=today - day)
    notice_of(title="戊")
    notice_of(title="己", published=None)

    def shown(query: str) -> str:
        page = read(client, f"/notices{query}")
        return "".join(name for name in "甲乙丙丁戊己" if f">{name}</a>" in page)

    assert shown("") == "甲乙丙丁戊"
    assert shown("?when=current") == "甲戊"
    assert shown("?when=coming") == "乙"
    assert shown("?when=past") == "丙丁"
    assert shown("?kind=exchange") == "丙"
    assert shown("?kind=x&when=y&page=-3") == "甲乙丙丁戊"


@pytest.mark.django_db
def test_a_notice_is_read_followed_and_put_into_a_calendar(client: Client) -> None:
    """The page, the feed and whole days whose end is the day behind the last."""
    notice = notice_of(
        title="培训 <一>", body="见 **附件**", place="会议室", contact="010-1",
        link="https://example.org/x", starts=dt.date(2026, 12, 1), ends=dt.date(2026, 12, 2),
    )  # fmt: skip
    page = read(client, f"/notices/{notice.pk}")
    assert "培训 &lt;一&gt;" in page
    assert "<strong>附件</strong>" in page
    calendar = Calendar.from_ical(read(client, f"/notices/{notice.pk}.ics"))
    entry = calendar.walk("VEVENT")[0]
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (
        dt.date(2026, 12, 1),
        dt.date(2026, 12, 3),
    )
    assert str(entry["location"]) == "会议室"
    feed = etree.fromstring(read(client, "/notices/feed.atom").encode())
    assert feed.findtext("{*}entry/{*}title") == "培训 <一>"
    empty = etree.fromstring(read(client, "/notices/feed.atom?kind=experts").encode())
    assert empty.find("{*}entry") is None


def test_a_notice_is_written_published_and_taken_back(at_desk: Client, client: Client) -> None:
    """A draft first; published everybody reads it; taken back nobody does."""
    form = {"kind": "experts", "title": "征集专家", "body": "要求", "base": "0"}
    answer = at_desk.post("/desk/notices/new", {**form, "do": "save"})
    notice = Notice.objects.get()
    assert answer["location"] == f"/desk/notices/{notice.pk}"
    read(client, f"/notices/{notice.pk}", 404)
    at_desk.post(f"/desk/notices/{notice.pk}/publish", {"published": "1"})
    read(client, f"/notices/{notice.pk}")
    read(client, f"/notices/{notice.pk}.ics", 404)
    at_desk.post(f"/desk/notices/{notice.pk}/publish", {"published": "0"})
    read(client, f"/notices/{notice.pk}", 404)
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "guidance.notice_written",
        "guidance.notice_published",
        "guidance.notice_taken_back",
    ]


def test_two_who_change_one_notice(at_desk: Client) -> None:
    """The second is told (409), keeps the text, and prevails by saving again."""
    form = {"kind": "experts", "title": "征集专家", "body": "一", "base": "0"}
    at_desk.post("/desk/notices/new", form)
    address = f"/desk/notices/{Notice.objects.get().pk}"
    at_desk.post(address, {**form, "base": "1", "body": "二"})
    answer = at_desk.post(address, {**form, "base": "1", "body": "三"})
    assert answer.status_code == 409
    assert 'name="base" value="2"' in answer.content.decode()
    assert at_desk.post(address, {**form, "base": "2", "body": "三"}).status_code == 302
    assert Notice.objects.get().body == "三"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kind": "party"},
        {"starts": "2026-12-02", "ends": "2026-12-01"},
        {"link": "ftp://example.org/x"},
        {"link": "javascript:alert(1)"},
        {"starts": "morgen"},
        {"body": "x\x00"},
    ],
)
def test_a_notice_that_is_wrong_is_not_stored(wrong: dict[str, str], at_desk: Client) -> None:
    """422, and nothing is stored."""
    form = {"kind": "experts", "title": "征集专家", "body": "一", "base": "0", **wrong}
    assert at_desk.post("/desk/notices/new", form).status_code == 422
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    ["/notices", "/notices/feed.atom", "/guidance", "/desk/guidance/zh/using/history"],
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    asked=st.dictionaries(
        st.sampled_from(["kind", "when", "page", "from", "to"]),
        st.text(max_size=30) | st.sampled_from(["\x00", "9" * 30, "²", "current"]),
    )
)
def test_no_query_string_breaks_a_page(
    address: str, asked: dict[str, str], at_desk: Client
) -> None:
    """Whatever stands in an address is read or left out."""
    assert at_desk.get(address, asked).status_code == 200
