"""The first half of the way of a standard: from a need to the programme that plans it."""

import datetime as dt
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.yunzhou import (
    AUTHORITY,
    COMMITTEE,
    DEPARTMENT,
    SECOND_UNIT,
    UNIT,
    Province,
    choose,
    field,
    fill,
    number_in,
    opened,
    press,
    says,
    text_file,
)

NEED = "山地森林康养步道的设置、标识和应急救援服务要求"
TITLE = "森林康养步道 设置与服务规范"
SCOPE = "适用于云州省海拔 800 m 以上山地森林康养步道的设置、标识、服务和应急救援。"
CLAUSES = (
    "1 范围",
    "本文件规定了森林康养步道的设置、标识、服务和应急救援的要求。",
    "2 规范性引用文件",
    "GB/T 1-2020 食品安全 第1部分",
    "3 术语和定义",
    "森林康养步道：在森林里供人步行疗养的道路。",
    "4 步道设置",
    "步道坡度不宜大于 10 %，每 500 m 应设一处救援定位牌。",
    "5 服务",
    "步道运营单位应公布开放时间和求助电话。",
)
FENCE = "步道运营单位应在本省注册，并应优先采购本省企业的标识产品。"
WITHOUT_REVIEW = "还没有签署结论为“符合”的审查"
NOTICE_ENDS = dt.date(2026, 4, 2)
PLANNED = dt.date(2026, 4, 3)


def need_filed(province: Province) -> str:
    """A citizen files a need on a phone, without account or script; the code of the receipt."""
    phone = province.visit("/demands", PHONE, script=False)
    phone.get_by_role("link", name="提一条需求").first.click()
    fill(
        phone,
        {
            "需要什么标准": NEED,
            "没有标准，出了什么问题": "去年三次迷路，定位牌有的写里程、有的没有，救援队找不到人。",
            "您的称呼": "王先生",
            "联系电话或电子邮箱": "13900000000",
        },
    )
    press(phone, "提交")
    expect(phone.locator(".answer")).to_contain_text("已收到，等待审核公开。")
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    return phone.locator("p.code").inner_text()


def need_becomes_a_suggestion(province: Province) -> None:
    """The officer publishes and assigns it, the department turns it into a suggestion."""
    officer = province.at("handler", "/desk/demands")
    officer.get_by_role("link", name=NEED).click()
    press(opened(officer, "公开"), "公开")
    assigning = opened(officer, "交办")
    choose(assigning, {"承办部门": DEPARTMENT})
    press(assigning, "交办")
    says(officer, "已办理：交办。")
    clerk = province.at("clerk", "/desk/demands")
    clerk.get_by_role("link", name=NEED).click()
    clerk.get_by_role("link", name="转为立项建议").click()
    fill(clerk, {"建议制定的标准名称": TITLE, "适用范围": SCOPE})
    choose(clerk, {"向哪个部门建议": DEPARTMENT})
    fill(clerk, {"对提出人的答复": "情况属实，我们提出立项建议。"})
    press(clerk, "转为立项建议")
    says(clerk, "已转为立项建议，并告知提出人。")


def application_filled_in(province: Province) -> Page:
    """The department applies, refused until everything is there; its page."""
    clerk = province.at("clerk", "/desk/applications/new")
    fill(
        clerk,
        {
            "标准名称": TITLE,
            "国际标准分类号（ICS）": "03.200",
            "必要性": "三年里发生迷路求助 41 起，定位信息各写各的。",
            "可行性": "两处步道试点一年，救援平均用时缩短一半。",
            "本地的特殊需要": "云州省山地占八成，雾日多，国家标准按平原公园设定。",
            "适用范围和主要技术内容": SCOPE,
            "与法律法规和有关标准的关系": "与强制性国家标准协调。",
            "预期效果": "救援定位一致，由景区和林场实施。",
            "工作计划": "五月前征求意见，七月前报批。",
            "完成时限（月）": "12",
            "起草单位": f"{UNIT}\n{SECOND_UNIT}",
        },
    )
    choose(clerk, {"所属领域": "服务业", "建议归口的标准化技术委员会": f"YZ/TC 8 {COMMITTEE}"})
    clerk.get_by_label(TITLE).check()
    press(clerk, "保存")
    press(clerk, "申报")
    says(clerk, "申报以前还差")
    expect(clerk.locator("#lacking")).to_contain_text("标准草案或提纲")
    return clerk


def application_completed(province: Province, clerk: Page) -> None:
    """Draft, undertakings and reviews; screening asks for the fair-competition review."""
    address = f"/desk/applications/{clerk.url.split('/')[-2]}"
    _paper_added(clerk, address, "标准草案", text_file("草案.txt", *CLAUSES, FENCE))
    undertaking = text_file("承诺书.txt", f"{SECOND_UNIT}承诺承担起草。")
    _paper_added(clerk, address, "起草单位承诺", undertaking)
    clerk.locator("#units tr", has_text=SECOND_UNIT).get_by_role("link", name="登记承诺书").click()
    clerk.locator("main form button[type=submit]").last.click()
    drafter = province.at("drafter", address)
    press(drafter, "代表本单位承诺")
    expect(drafter.locator("#units")).to_contain_text("何工")
    clerk.goto(address)
    legality = opened(clerk, "签署合法性审查")
    fill(legality, {"意见": "没有减损权利、增加义务。"})
    press(legality, "签署")
    press(clerk, "开始查新")
    expect(clerk.locator("#screening")).to_contain_text("偏向本地企业、本地品牌")
    expect(clerk.locator("#screening")).to_contain_text(FENCE)
    _fair_competition_reviewed(clerk, address)


def _paper_added(clerk: Page, address: str, kind: str, file: Any) -> None:
    clerk.goto(f"{address}/papers/new")
    choose(clerk, {"种类": kind})
    field(clerk, "文件").set_input_files(file)
    clerk.locator("main form button[type=submit]").last.click()
    expect(clerk.locator("#papers")).to_contain_text(file["name"])


def _fair_competition_reviewed(clerk: Page, address: str) -> None:
    """Refused without the review, and with one that asks for a change, until that is made."""
    press(clerk, "申报")
    says(clerk, WITHOUT_REVIEW)
    _review_signed(clerk, address, "修改后符合", "5 要求在本省注册，并优先采购本省产品。")
    press(clerk, "申报")
    says(clerk, WITHOUT_REVIEW)
    _paper_added(clerk, address, "标准草案", text_file("草案二.txt", *CLAUSES))
    press(clerk, "重新查新")
    expect(clerk.locator("#screening")).not_to_contain_text(FENCE)
    _review_signed(clerk, address, "符合公平竞争审查要求", "")
    press(clerk, "申报")
    says(clerk, "已办理：申报。")


def _review_signed(clerk: Page, address: str, conclusion: str, problem: str) -> None:
    clerk.goto(f"{address}/fair-competition")
    for place, group in enumerate(clerk.locator("fieldset.fair-group:has(textarea)").all()):
        if problem and place == 0:
            group.get_by_label("有问题，写在下面").check()
            group.locator("textarea").fill(problem)
        else:
            group.get_by_label("没有发现问题").check()
    clerk.get_by_label(conclusion, exact=True).check()
    fill(clerk, {"审查意见": "审查了草案全文。", "职务": "政策法规处处长"})
    press(clerk, "签署")
    expect(clerk.locator("#fair-competition")).to_contain_text(conclusion)


def batch_argued(province: Province) -> str:
    """The office checks the form and makes a batch, an expert scores; the address of the batch."""
    officer = province.at("handler", "/desk/applications")
    officer.get_by_role("link", name=TITLE).click()
    press(officer, "形式审查通过")
    says(officer, "已办理：形式审查通过。")
    officer.goto("/desk/batches/new")
    fill(officer, {"批次名称": "第一批", "论证会日期": "2026-03-02", "论证会地点": "省局 301"})
    press(officer, "保存")
    address = f"/desk/batches/{number_in(officer)}"
    _batch_filled(officer)
    expert = province.at("expert", address)
    expert.get_by_role("link", name="我来评分").click()
    for points in expert.locator("input[type=number]").all():
        points.fill("86")
    fill(expert, {"专家意见": "确有地方特殊需要。"})
    press(expert, "保存")
    says(expert, "86.0")
    return address


def _batch_filled(officer: Page) -> None:
    """The application is laid into the batch, an expert of the bank is asked, and it begins."""
    officer.get_by_role("link", name="编入立项申请（1 项待编）").click()
    officer.get_by_label(TITLE).check()
    press(officer, "保存")
    officer.get_by_role("link", name="登记论证专家").click()
    choose(officer, {"从专家库选": "陆教授（云州林业大学）"})
    press(officer, "保存")
    press(officer, "开始论证")
    says(officer, "已办理：开始论证。")


def batch_put_on_notice(province: Province, batch: str) -> None:
    """What the argument came to is entered, and the notice published."""
    officer = province.at("handler", batch)
    officer.get_by_role("link", name="登记论证结论").click()
    choose(officer, {"论证结论": "建议立项"})
    fill(officer, {"理由": "专家一致同意，删去注册地要求。"})
    press(officer, "保存")
    press(officer, "结束论证")
    officer.get_by_role("link", name="填写公示日期和说明").click()
    fill(officer, {"公示开始": "2026-03-02", "公示截止": NOTICE_ENDS.isoformat()})
    press(officer, "保存")
    press(officer, "发布立项公示")
    says(officer, "已办理：发布立项公示。")


def objection_answered(province: Province, batch: str) -> None:
    """Anybody objects to the notice; before the answer nothing is settled."""
    anybody = province.at("anybody", "/proposals/notices")
    anybody.get_by_role("link", name=re.compile("第一批")).first.click()
    fill(anybody, {"异议和理由": "要求在本省注册不公平。", "姓名": "某步道公司"})
    press(anybody, "提交异议")
    says(anybody, "异议已收到")
    province.clock.put_to(PLANNED)
    officer = province.at("handler", batch)
    press(officer, "公示结束，确定拟立项")
    says(officer, "异议")
    expect(officer.locator(".notice-danger").first).to_contain_text("异议")
    answering = opened(officer, "答复")
    fill(answering, {"答复和理由": "草案已经删去这一要求。"})
    press(answering, "异议不成立")
    press(officer, "公示结束，确定拟立项")
    says(officer, "已办理：公示结束，确定拟立项。")
    anybody.goto(anybody.url.partition("#")[0])
    expect(anybody.locator("#objections")).to_contain_text("草案已经删去这一要求。")
    expect(anybody.get_by_text("某步道公司")).to_have_count(0)


def programme_issued(province: Province) -> str:
    """The programme goes out; the address of the project it opens, with its plan number."""
    officer = province.at("handler", "/desk/batches")
    officer.get_by_role("link", name=re.compile("第一批")).first.click()
    officer.get_by_role("link", name="下达计划").click()
    fill(officer, {"文号": "云市监标〔2026〕18号"})
    press(officer, "下达")
    says(officer, "计划已下达")
    officer.get_by_role("link", name="看计划").click()
    expect(officer.locator("tbody td").first).to_have_text("DB99JH2026-001")
    officer.get_by_role("link", name=TITLE).click()
    says(officer, "已立项")
    says(officer, AUTHORITY)
    return f"/projects/{number_in(officer)}"


def need_is_answered(province: Province, code: str) -> None:
    """The citizen sees by the code of the receipt what became of the need."""
    phone = province.visit("/receipts", PHONE, script=False)
    fill(phone, {"回执码": code})
    press(phone, "查看")
    expect(phone.locator(".answer")).to_contain_text("已立项。计划号 DB99JH2026-001")
