"""The second half of the way of a standard: from the project to the filing with the nation."""

import datetime as dt
import re
from typing import Any

from playwright.sync_api import Page, expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.indexing import bring_up_to_date, index_folder
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.wording import DOCUMENT
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.search.tantivy import TantivyIndex
from tests.journeys.way_to_the_plan import TITLE
from tests.journeys.yunzhou import (
    AUTHORITY,
    DISTRICT,
    UNIT,
    Province,
    behind,
    choose,
    field,
    fill,
    number_in,
    press,
    says,
    text_file,
    word_file,
)

CLAUSES = (
    "1 范围",
    "本文件规定了森林康养步道的设置、标识、服务和应急救援的要求。",
    "本文件适用于云州省海拔 800 m 以上的山地森林康养步道。",
    "2 规范性引用文件",
    "本文件没有规范性引用文件。",
    "3 术语和定义",
    "森林康养步道：在森林里供人步行疗养的道路。",
    "4 步道设置",
    "4.1 步道坡度不宜大于 10 %。",
    "4.2 每 500 m 应设一处救援定位牌。",
)
ON_NOTICE = dt.date(2026, 6, 1)
DECIDED = dt.date(2026, 7, 6)
ANNOUNCED = dt.date(2026, 12, 28)
NUMBER = "DB99/T 1-2026"


def power_is_the_provinces_alone(province: Province) -> None:
    """A district is refused the power to issue, the province is given it."""
    district = province.at("district", "/issuing/powers/new")
    district.goto("/desk/issuing/powers/new")
    _power(district, DISTRICT)
    says(district, "县、区（含直辖市的区）不能发布地方标准")
    officer = province.at("handler", "/desk/issuing/powers/new")
    _power(officer, AUTHORITY)
    says(officer, "DB99")


def _power(page: Page, unit: str) -> None:
    choose(page, {"单位": unit, "制定依据": "一般地方标准"})
    fill(page, {"依据": "标准化法第十三条", "起": "2018-01-01"})
    press(page, "保存")


def papers_sent_in(page: Page, project: str, papers: dict[str, Any]) -> None:
    """Put papers on the project, a form each."""
    for kind, file in papers.items():
        page.goto(f"{project}/documents/new")
        choose(page, {"种类": kind})
        field(page, "文件").set_input_files(file)
        press(page, "上传")
        expect(page.locator("#papers")).to_contain_text(file["name"])


def papers_laid(project: str, papers: dict[str, Any]) -> None:
    """More papers of the drafter's, of which the first showed how they are sent in."""

    def laid() -> None:
        held = Project.objects.get(pk=int(project.rpartition("/")[2]))
        drafter = Person.objects.get(name="何工")
        kinds = {str(words): kind for kind, words in DOCUMENT.items()}
        for words, file in papers.items():
            upload = (file["name"], file["buffer"])
            add_document(held, kinds[words], upload, actor=drafter, at=now())

    behind(laid)


def stepped(page: Page, project: str, action: str, words: str) -> None:
    """Take a step of the project by its button."""
    page.goto(project)
    page.locator("#steps").get_by_role("link", name=words, exact=True).click()
    expect(page).to_have_url(re.compile(f"/steps/{action}$"))
    press(page, words)
    says(page, f"已办理：{words}。")


def refused(page: Page, project: str, action: str, *why: str) -> None:
    """A step is refused with everything that stands against it, and nothing is done."""
    page.goto(f"{project}/steps/{action}")
    page.locator("main form button[type=submit]").last.click()
    alert = page.locator("[role=alert]").last
    for words in why:
        expect(alert).to_contain_text(words)


def drafted(province: Province, project: str) -> None:
    """The team is named and sends its draft; without the note nobody may consult on it."""
    officer = province.at("handler", f"{project}/charge")
    choose(officer, {"承办人": "赵承办"})
    press(officer, "保存")
    drafter = province.at("drafter", f"{project}/team")
    for place, (name, mail) in enumerate((("何工", "drafter"), ("周参编", "legal_too"))):
        drafter.locator(f"[name=m-{place}-name]").fill(name)
        drafter.locator(f"[name=m-{place}-unit]").fill(UNIT)
        drafter.locator(f"[name=m-{place}-email]").fill(f"{mail}@example.org")
    press(drafter, "保存")
    expect(drafter.locator("#team")).to_contain_text("周参编")
    stepped(drafter, project, "start", "开始起草")
    papers_sent_in(drafter, project, {"征求意见稿": word_file("征求意见稿.docx", *CLAUSES)})
    refused(
        province.at("clerk", project),
        project,
        "consult",
        "缺少材料：编制说明。",
        "编制说明不是随最新一稿的",
    )
    papers_sent_in(drafter, project, {"编制说明": text_file("编制说明.txt", "一、工作简况")})


def reported(province: Province, project: str) -> None:
    """Reported for approval, refused while papers are missing."""
    drafter = province.at("drafter", project)
    why = ("缺少材料：报批稿。", "缺少材料：审查意见汇总处理表。", "缺少材料：报批公文。")
    refused(drafter, project, "report", *why)
    papers = {
        "报批稿": word_file("报批稿.docx", *CLAUSES),
        "编制说明": text_file("编制说明三.txt", "一、工作简况", "三、审查结论"),
        "审查意见汇总处理表": text_file("审查意见.txt", "1 采纳"),
        "报批公文": text_file("报批函.txt", "请予批准发布。"),
    }
    papers_laid(project, papers)
    stepped(drafter, project, "report", "报批")
    stepped(province.at("handler", project), project, "examine", "受理审核")


def approval_begun(province: Province, project: str) -> str:
    """Into the chain; nobody acts twice, and nobody of the team; the address of the approval."""
    officer = province.at("handler", project)
    officer.locator("#issuing").get_by_role("link", name="进入审批").click()
    press(officer, "进入审批")
    says(officer, "已进入审批。")
    address = f"/desk/approvals/{number_in(officer)}"
    press(officer, "同意")
    says(officer, "请逐项核对并勾选报批材料。")
    for box in officer.locator("input[name=materials]").all():
        box.check()
    press(officer, "同意")
    says(officer, "办理：处长审核")
    press(officer, "同意")
    says(officer, "在这一轮审批里已经办过一个环节")
    _agreed(province, "section_head", address)
    member = province.at("legal_too", address)
    press(member, "同意")
    says(member, "是起草人或起草单位的人，不能审批自己起草的标准")
    _agreed(province, "legal", address)
    _agreed(province, "deputy_director", address)
    return address


def _agreed(province: Province, name: str, address: str) -> None:
    page = province.at(name, "/desk/approvals")
    page.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(re.compile(f"{address}$"))
    press(page, "同意")
    says(page, "已办理：")


def publicised(province: Province, approval: str) -> None:
    """Publicised, an objection answered first, and discussed together."""
    province.clock.put_to(ON_NOTICE)
    officer = province.at("handler", approval)
    fill(officer, {"公示的最后一天": "2026-07-01"})
    press(officer, "发布公示")
    anybody = province.at("anybody", "/issuing/notices")
    anybody.get_by_role("link", name=TITLE).click()
    fill(anybody, {"姓名或单位": "某景区", "联系方式": "13700000000"})
    fill(anybody, {"异议和理由": "坡度的要求太严。"})
    press(anybody, "提交")
    says(anybody, "已收到您的异议")
    province.clock.put_to(DECIDED)
    officer.goto(approval)
    press(officer, "结束公示")
    says(officer, "公示异议还没有全部答复。")
    fill(officer, {"答复": "4.1 用“宜”，只是推荐。"})
    press(officer, "答复")
    press(officer, "结束公示")
    fill(officer, {"会议纪要编号": "局长办公会〔2026〕12号", "会议日期": "2026-07-03"})
    press(officer, "登记会议纪要")
    says(officer, "局长办公会〔2026〕12号")


def not_approved(province: Province, approval: str) -> None:
    """An opinion without an answer stands against the number."""
    director = province.at("director", approval)
    press(director, "批准并编号")
    says(director, "征求意见、听证或者审查中还有意见没有处理完。")
    says(director, "听证还没有结束。")


def approved(province: Province, approval: str) -> None:
    """Approved with its number."""
    director = province.at("director", approval)
    press(director, "批准并编号")
    says(director, NUMBER)


def announced(province: Province, project: str) -> None:
    """Not with the date of another year; then signed, issued, and everything appears at once."""
    province.clock.put_to(ANNOUNCED)
    papers_laid(project, {"标准文本（发布稿）": word_file("发布稿.docx", TITLE, *CLAUSES)})
    officer = province.at("handler", "/desk/issuing")
    press(officer, "读入发布稿")
    says(officer, "文本已读入")
    officer.get_by_role("link", name="起草公告").click()
    fill(officer, {"公告日期": "2027-01-04", "实施日期": "2027-04-01"})
    press(officer, "保存")
    says(officer, "编号的年代号和公告日期不是同一年")
    address = f"/desk/issuing/announcements/{number_in(officer)}"
    director = province.at("director", address)
    press(director, "签发")
    says(director, "公告里有不能发布的项")
    officer.get_by_role("link", name="改标题、正文和日期").click()
    fill(officer, {"公告日期": ANNOUNCED.isoformat()})
    press(officer, "保存")
    director.goto(address)
    press(director, "签发")
    says(director, "已办理：签发。")
    officer.goto(address)
    press(officer, "发布")
    says(officer, "已办理：发布。")


def indexed() -> None:
    """What the indexing process does all the time."""
    bring_up_to_date(TantivyIndex(index_folder()), lambda: False)


def read_by_anybody(province: Province) -> None:
    """Found by its words, with its text, free and without an account, on a phone."""
    behind(indexed)
    anybody = province.at("anybody", "/search?q=森林康养步道")
    anybody.get_by_role("link", name=re.compile(r"^DB99.T.1")).first.click()
    expect(anybody.locator(".answer")).to_contain_text(
        "即将实施。2026-12-28 发布，2027-04-01 起实施。"
    )
    anybody.get_by_role("link", name="按条阅读，在文中查找").click()
    says(anybody, "每 500 m 应设一处救援定位牌。")


def filed(province: Province, project: str) -> None:
    """Handed in to the nation and taken in with a number, for everybody to see."""
    officer = province.at("handler", "/desk/issuing/filings")
    officer.get_by_role("link", name=re.compile(r"^DB99.T.1")).click()
    press(officer, "报送")
    says(officer, "已报送。")
    fill(officer, {"备案号": "102345-2027"})
    press(officer, "登记备案号")
    says(officer, "已登记备案号。")
    anybody = province.at("anybody", project)
    expect(anybody.locator("#issuing")).to_contain_text("102345-2027")
    expect(anybody.locator(".answer")).to_contain_text("已公开文本")
    anybody.locator("#facts").get_by_role("link", name=NUMBER).click()
    expect(anybody).to_have_url(re.compile("/standards/DB99/T-1-2026$"))
    anybody.get_by_role("link", name=TITLE, exact=True).click()
    says(anybody, "已公开文本")
