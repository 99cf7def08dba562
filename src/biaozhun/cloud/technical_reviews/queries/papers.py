"""What the papers of a review say: who sat, what was counted, who said no and why."""

from biaozhun.cloud.drafting.queries.note import han
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.facts import (
    is_meeting,
    reviewers_of,
    sitters,
    tally_of,
)
from biaozhun.cloud.technical_reviews.wording import VOTE
from biaozhun.cloud.technical_reviews.wording.panels import SEAT_INTEREST
from biaozhun.core.reviewing.counting import sitting

_COUNTED = ("counted", "concluded")


def seated_people(review: Review) -> list[Reviewer]:
    """Who sits in each seat: its holder, or the alternate in the holder's place; one question."""
    people = reviewers_of(review)
    known = {one.pk: one for one in people}
    return [known[one.key] for one in sitting(sitters(review, people))]


def seat_rows(review: Review) -> list[dict[str, str]]:
    """A row for each seat, in Chinese; the vote only once it was counted."""
    return [_row(review, one) for one in seated_people(review)]


def _row(review: Review, one: Reviewer) -> dict[str, str]:
    notes = []
    if one.is_chair:
        notes.append("主任委员" if review.committee_id else "组长")
    if one.instead_of_id:
        notes.append("代替缺席委员")
    if not one.votes:
        notes.append("无表决权")
    if is_meeting(review) and one.present is False:
        notes.append("缺席")
    return {
        "姓名": one.name,
        "单位": one.unit,
        "代表方": str(SEAT_INTEREST[one.interest]) if one.interest else "",
        "备注": "、".join(notes),
        "签名": "",
        "意见": _said(review, one),
    }


def _said(review: Review, one: Reviewer) -> str:
    if review.state not in _COUNTED:
        return ""
    if not one.votes:
        return "无表决权"
    return str(VOTE[one.vote]) if one.vote else "未表决"


def opened_by(review: Review) -> str:
    """How it was held, in a sentence, in Chinese."""
    who = review.committee.name if review.committee else "审查专家组"
    began = han(review.day) if review.day else ""
    what = f"《{review.project.title}》（计划编号：{review.project.plan_number}）送审稿"
    if is_meeting(review):
        where = f"在{review.place}" if review.place else ""
        return f"{began}，{who}{where}召开审查会，对{what}进行了审查。"
    last = f"至{han(review.closes)}" if review.closes else ""
    return f"{began}{last}，{who}以函审方式对{what}进行了审查。"


def sentence_of_votes(review: Review) -> str:
    """What was counted, in a sentence, in Chinese; nothing before it is."""
    if review.state not in _COUNTED:
        return ""
    told = tally_of(review)
    there = f"到会{told.present}人" if is_meeting(review) else f"表决{told.voted}人"
    return (
        f"应参加{told.seats}人，其中有表决权的{told.eligible}人，{there}；"
        f"同意{told.in_favour}票，不同意{told.against}票，弃权{told.abstained}票，"
        f"未表决{told.silent}人。弃权和未表决不计为同意。"
    )


def dissent_of(review: Review) -> str:
    """Every dissent word for word, with the name, in Chinese; 无 where there is none."""
    if review.state not in _COUNTED:
        return ""
    told = [f"{one.name}：{one.dissent}" for one in seated_people(review) if one.dissent]
    return "\n".join(told) or "无。"
