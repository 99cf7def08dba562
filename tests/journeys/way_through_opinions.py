"""What others say of the draft: the public, the department, the committee, those concerned."""

import datetime as dt
import re

from playwright.sync_api import expect

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.actions.closing import close_over
from biaozhun.cloud.drafting.models import DocumentKind, Project
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.hearings.actions.deciding import NeedTold, decide_need
from biaozhun.cloud.hearings.actions.minuting import bring_minutes, mark_attendance
from biaozhun.cloud.hearings.actions.opinions import OpinionTold, note_opinion
from biaozhun.cloud.hearings.actions.preparing import HearingTold, prepare, set_papers
from biaozhun.cloud.hearings.actions.registering import Registering, register
from biaozhun.cloud.hearings.actions.stepping import step_hearing
from biaozhun.cloud.technical_reviews.actions.voting import Said, enter_vote
from biaozhun.cloud.technical_reviews.models import Review
from tests.cloud.technical_reviews.making import SCAN
from tests.journeys import review_desk
from tests.journeys.way_to_the_plan import TITLE
from tests.journeys.way_to_the_standard import CLAUSES, papers_laid, refused, stepped
from tests.journeys.yunzhou import (
    EVENING,
    MEMBERS,
    Province,
    behind,
    field,
    fill,
    number_in,
    opened,
    press,
    says,
    text_file,
    word_file,
)

LAST_DAY = dt.date(2026, 5, 8)
CLOSED = dt.date(2026, 5, 11)
REMARK = "夜间和雾天看不见定位牌，应当反光。"
ANSWER = "4.2 增加反光要求，式样由附录给出。"
HEARD = dt.date(2026, 7, 3)
NAMES = tuple(name for name, *_rest in MEMBERS)


def consulted(province: Province, project: str) -> None:
    """Thirty-five days for everybody's comments, each answered before the draft is handed in."""
    held = _opened(province, project)
    _commented(province, held)
    _too_late(province, held)
    province.clock.put_to(CLOSED)
    behind(lambda: close_over(now()))
    drafter = province.at("drafter", project)
    why = ("还有意见没有处理完", "缺少材料：送审稿。", "缺少材料：征求意见汇总处理表。")
    refused(drafter, project, "submit", *why)
    _answered(province, held)
    anybody = province.at("anybody", f"/consultations/{held}/comments")
    says(anybody, ANSWER)


def _opened(province: Province, project: str) -> str:
    """The department puts the draft before everybody; the number of the consultation."""
    clerk = province.at("clerk", project)
    clerk.get_by_role("link", name="在平台上征求意见").click()
    fill(clerk, {"征求意见的说明": "请大家提意见。", "截止日期": LAST_DAY.isoformat()})
    press(clerk, "保存，先不公开")
    held = number_in(clerk)
    clerk.get_by_role("link", name="开始征求意见").click()
    press(clerk, "开始征求意见")
    says(clerk, "已办理：开始征求意见。")
    return held


def _commented(province: Province, held: str) -> None:
    """A citizen comments on a clause, from a phone and without an account."""
    anybody = province.at("anybody", "/consultations")
    anybody.get_by_role("link", name=TITLE).click()
    expect(anybody).to_have_url(re.compile(f"/consultations/{held}$"))
    place = anybody.locator(".passage").filter(has_text="救援定位牌")
    place.get_by_role("link", name=re.compile("^提意见")).click()
    expect(anybody.locator(".asked")).to_contain_text("每 500 m 应设一处救援定位牌。")
    fill(anybody, {"您的意见": REMARK})
    press(anybody, "提交意见")
    expect(anybody.get_by_role("heading", name="第 1 号意见")).to_be_visible()


def _too_late(province: Province, held: str) -> None:
    """Begun on the last evening and sent the next morning, a comment is refused."""
    province.clock.put_to(LAST_DAY, EVENING)
    anybody = province.at("anybody", f"/consultations/{held}/comment")
    fill(anybody, {"您的意见": "我还有一条。"})
    province.clock.put_to(LAST_DAY + dt.timedelta(days=1))
    press(anybody, "提交意见")
    expect(anybody.get_by_role("alert").last).to_contain_text("意见已经截止，不再接收。")


def _answered(province: Province, held: str) -> None:
    """A drafter proposes, the department decides; before that nothing is published."""
    address = f"/desk/consultations/{held}/comments/1"
    drafter = province.at("drafter", address)
    drafter.get_by_label("部分采纳").check()
    drafter.get_by_label("答复（理由）").fill(ANSWER)
    press(drafter, "拟处理")
    expect(drafter.locator(".saved")).to_contain_text("已保存")
    clerk = province.at("clerk", f"/desk/consultations/{held}/settle")
    press(clerk, "公布")
    expect(clerk.locator("[role=alert]").last).to_contain_text("还有意见没有")
    clerk.goto(address)
    press(clerk, "决定")
    expect(clerk.locator(".tag").first).to_have_text("已决定")
    clerk.goto(f"/desk/consultations/{held}/settle")
    press(clerk, "公布")
    says(clerk, "处理情况已公布。")


def reviewed(province: Province, project: str) -> None:
    """Handed in, checked by the department, reviewed by the committee in its second meeting."""
    drafter = province.at("drafter", project)
    papers = {
        "送审稿": word_file("送审稿.docx", *CLAUSES),
        "编制说明": text_file("编制说明二.txt", "一、工作简况", "二、意见处理"),
    }
    papers_laid(project, papers)
    stepped(drafter, project, "submit", "送审")
    refused(
        province.at("secretary", project),
        project,
        "begin_review",
        "还没有行业主管部门审核通过的记录。",
    )
    _checked(province, project)
    review = _convened(province, project)
    _too_few(province, review)
    _passed(province, review)
    drafter = province.at("drafter", project)
    says(drafter, "通过审查")
    expect(drafter.locator("#papers")).to_contain_text("审查会议纪要")
    expect(drafter.locator("#papers")).not_to_contain_text("表决单")


def _checked(province: Province, project: str) -> None:
    """The officer asks, the department finds it at its desk and agrees."""
    officer = province.at("handler", project)
    press(officer, "请行业主管部门审核")
    says(officer, "等待主管部门审核")
    clerk = province.at("clerk", "/desk/technical-reviews")
    clerk.get_by_role("link", name=TITLE).click()
    fill(clerk, {"审核意见和理由": "材料齐全，同意送审。"})
    press(clerk, "审核同意")
    says(clerk, "已审核同意。")


def _convened(province: Province, project: str) -> str:
    """The secretariat calls the committee together; the number of the review."""
    secretary = province.at("secretary", project)
    secretary.get_by_role("link", name="准备技术审查").click()
    secretary.get_by_label("会议审查").check()
    fill(secretary, {"审查日期": CLOSED.isoformat(), "地点": "云州宾馆", "记录人": "沈秘书"})
    press(secretary, "准备审查")
    review = number_in(secretary)
    review_desk.convened(secretary)
    return review


def _too_few(province: Province, review: str) -> None:
    """Two of the four who may vote came: there is no conclusion, and they meet once more."""
    secretary = province.at("secretary", f"/desk/technical-reviews/{review}")
    review_desk.entered(secretary, NAMES[:2])
    review_desk.begun(secretary)
    review_desk.counted(secretary)
    expect(secretary.locator(".steps-ahead")).to_contain_text("到会的人数不够，请重新组织。")
    review_desk.held_again(secretary, "到会不足四分之三。")


def _passed(province: Province, review: str) -> None:
    """All come; one votes at the own browser, the others on paper; who drafts it has no vote."""
    secretary = province.at("secretary", f"/desk/technical-reviews/{review}")
    review_desk.convened(secretary)
    review_desk.entered(secretary, NAMES)
    review_desk.begun(secretary)
    expect(secretary.locator("#people")).to_contain_text("有表决权的 4 席，已有 0 人表决")
    member = province.at("member", f"/desk/my-reviews/{review}")
    review_desk.voted(member)
    behind(lambda: _vote_on_paper(int(review)))
    secretary.reload()
    review_desk.counted(secretary)
    review_desk.concluded(secretary, "同意通过审查。")


def _vote_on_paper(review: int) -> None:
    """The secretariat enters the votes of who has no account."""
    secretary = Person.objects.get(name="沈秘书")
    rows = Review.objects.get(pk=review).reviewers.filter(person=None)
    for one in rows:
        enter_vote(one, Said(vote="for"), SCAN, actor=secretary, at=now())


def heard() -> None:
    """Those concerned are heard on the third of July, and what was said waits for an answer."""
    project, officer = Project.objects.get(title=TITLE), Person.objects.get(name="赵承办")
    began, ended = _at(dt.date(2026, 6, 2)), _at(dt.date(2026, 6, 20))
    need = NeedTold(is_needed=True, reasons="涉及收费。", criteria=("征求意见分歧较大",))
    decide_need(project, need, actor=officer, at=began)
    told = HearingTold(
        topic="步道收费听证会",
        day=HEARD,
        place="云州宾馆",
        register_until=dt.date(2026, 6, 15),
        seats={"consumer": 1},
    )
    held = prepare(project, told, actor=officer, at=began)
    draft = documents_of(project)[DocumentKind.DRAFT_FOR_REVIEW]
    set_papers(held, [draft], actor=officer)
    step_hearing(held, "announce", actor=officer, at=began)
    form = Registering(form="一", group="consumer", name="周女士", contact="13900000000")
    who = register(held, form, person=None, at=_at(dt.date(2026, 6, 5)))
    step_hearing(held, "select", actor=officer, at=ended)
    mark_attendance(held, [who.pk], actor=officer, at=_at(HEARD))
    step_hearing(held, "hold", actor=officer, at=_at(HEARD))
    note_opinion(who, OpinionTold(text="步道不应收费。"), actor=officer, at=_at(HEARD))
    bring_minutes(held, ("听证会纪要.txt", b"signed"), actor=officer, at=_at(HEARD))


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(6), dt.UTC)


def opinion_answered(province: Province) -> None:
    """What was said at the hearing is decided, and the report goes out."""
    officer = province.at("handler", "/desk/hearings")
    officer.get_by_role("link", name="步道收费听证会").first.click()
    part = officer.locator("#opinions")
    part.locator("[name=disposition]").select_option(label="采纳")
    part.locator("[name=answer]").fill("不收费。")
    press(part, "处理")
    report = opened(officer, "公布听证报告")
    field(report, "听证报告").fill("一条意见，已采纳。")
    press(report, "公布听证报告")
    says(officer, "已办结")
