"""What letters, their answers and tables that are brought are called, and why not."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.consultations.models import Letter
from biaozhun.cloud.consultations.queries.codes import letter_code
from biaozhun.cloud.messaging.links import absolute

Words = Promise | str

LETTER_STATE: Final[dict[str, Words]] = {
    "listed": pgettext_lazy("letter", "未发函"),
    "sent": pgettext_lazy("letter", "已发函"),
    "opened": pgettext_lazy("letter", "已签收"),
    "comments": pgettext_lazy("letter", "回函，有意见"),
    "none": pgettext_lazy("letter", "回函，无意见"),
    "silent": pgettext_lazy("letter", "没有回函"),
}
WAY: Final[dict[str, Words]] = {
    "platform": pgettext_lazy("letter way", "平台消息"),
    "email": pgettext_lazy("letter way", "电子邮件"),
    "paper": pgettext_lazy("letter way", "打印寄送"),
}
BASIS: Final[dict[str, Words]] = {
    "measures": _("《地方标准管理办法》第十三条"),
    "barrier_free": _("《无障碍环境建设法》第五十二条"),
}
ROW: Final[dict[str, Words]] = {
    "says_nothing": pgettext_lazy("comment row", "没有写意见"),
    "nothing_to_say": pgettext_lazy("comment row", "写的是无意见"),
    "too_long": pgettext_lazy("comment row", "太长，超过 5000 字"),
    "said_twice": pgettext_lazy("comment row", "和前面一行相同"),
    "unit_missing": pgettext_lazy("comment row", "没有写提出单位"),
}
"""Why a row of a table is no comment."""
UNPLACED: Final[dict[str, Words]] = {
    "no_place": pgettext_lazy("tracked change", "对全文提出，没有具体位置"),
    "no_wording": pgettext_lazy("tracked change", "没有写明改成什么文字，或者只采纳了一部分"),
    "earlier_draft": pgettext_lazy("tracked change", "对更早的一稿提出"),
    "place_not_found": pgettext_lazy("tracked change", "在文件里找不到这段文字"),
    "place_not_plain": pgettext_lazy("tracked change", "这里有公式、域或者控件，不能自动修改"),
    "places_overlap": pgettext_lazy("tracked change", "和另一条意见改的是同一处"),
}
DRAFT: Final[dict[str, Words]] = {
    "unsupported_format": _("征求意见稿不是 Word 文件（DOCX），不能写修订标记。"),
    "signed_file": _("征求意见稿有电子签名，写进修订标记会使签名失效。"),
    "broken_file": _("征求意见稿的文件读不出来，请下载查看。"),
}
"""Why accepted comments cannot be tracked in a draft."""
REFUSAL: Final[dict[str, Words]] = {
    "not_the_desk": _("只有主管部门、承办人、提出部门和秘书处能办理发函。"),
    "list_closed": _("征求意见已经结束，不能再增加单位。"),
    "unit_missing": _("请填写单位名称。"),
    "too_many_units": _("一次征求意见最多发给 {fragment} 个单位。"),
    "already_sent": _("“{fragment}”的函已经发出，不能删除。"),
    "not_open_yet": _("不在征求意见的期限里，不能发函。"),
    "due_outside": _("回函期限要在今天和征求意见截止日之间。"),
    "not_sent": _("还没有给“{fragment}”发函。"),
    "reply_late": _("征求意见已经截止，不能再回函。您的回复已记录，但不计入统计。"),
    "received_outside": _("收到日期要在发函日和今天之间。"),
    "signature_missing": _("请写明谁代表单位签字。"),
    "comments_missing": _("回复“有意见”，请写出意见，或者上传填好的意见表。"),
    "has_comments": _("已经有意见了，不能回复“无意见”。"),
    "no_such_code": _("没有这个回复码。请核对每一位，尤其是形状相近的字母。"),
    "no_comment_table": _("文件里没有找到意见表：表头要有“章条编号”和“意见内容”等列名。"),
    "table_came_already": _("这个文件已经录入过了。"),
    "table_entered": _("这张意见表已经录入。"),
    "table_too_large": _("文件太大，最多 20 MB。"),
    "table_too_long": _("意见表超过 {fragment} 行，请分几个文件。"),
    "template_unusable": _("本单位的汇总处理表模板不能用（{fragment}），请在表单模板里换一份。"),
    "nothing_to_enter": _("没有可以录入的意见。"),
    "unreadable_table": _("文件读不出来（{fragment}），请存成 DOCX 或 XLSX 再传。"),
    "nothing_chosen": _("没有选中单位。"),
}
EVENT: Final[dict[str, Words]] = {
    "consultations.units_listed": pgettext_lazy("event", "列入征求意见的单位"),
    "consultations.unit_removed": pgettext_lazy("event", "删除征求意见的单位"),
    "consultations.letters_sent": pgettext_lazy("event", "发征求意见函"),
    "consultations.letter_opened": pgettext_lazy("event", "征求意见函签收"),
    "consultations.letter_mailed": pgettext_lazy("event", "征求意见函的邮件"),
    "consultations.letter_replied": pgettext_lazy("event", "单位回函"),
    "consultations.letters_chased": pgettext_lazy("event", "催复征求意见函"),
    "consultations.reply_late": pgettext_lazy("event", "截止后回函，不予接受"),
    "consultations.table_brought": pgettext_lazy("event", "录入意见表"),
}
FACT: Final[dict[str, Words]] = {
    "unit": pgettext_lazy("fact", "单位"),
    "count": pgettext_lazy("fact", "数量"),
    "until": pgettext_lazy("fact", "期限"),
    "reply": pgettext_lazy("fact", "回复"),
    "day": pgettext_lazy("fact", "日期"),
    "file": pgettext_lazy("fact", "文件"),
    "digest": pgettext_lazy("fact", "摘要值"),
    "taken": pgettext_lazy("fact", "录入条数"),
    "rejected": pgettext_lazy("fact", "未录入条数"),
    "is_sent": pgettext_lazy("fact", "是否发出"),
    "visibility": pgettext_lazy("fact", "公开范围"),
}
NOTICE: Final[dict[str, Words]] = {"consultations.letter": _("征求意见函")}


def state_of(letter: Letter, *, is_over: bool) -> str:
    """Where a letter stands, as :data:`LETTER_STATE` calls it.

    Args:
        letter: which one.
        is_over: its day to reply has passed.
    """
    if letter.sent is None:
        return "listed"
    if letter.reply:
        return str(letter.reply)
    if is_over:
        return "silent"
    return "opened" if letter.opened else "sent"


def letter_message(letter: Letter) -> tuple[str, str]:
    """Subject and text of the notice to a unit that is asked."""
    title = letter.consultation.project.title
    subject = gettext("请对《{title}》（征求意见稿）提出意见").format(title=title)
    told = gettext("请在 {day} 以前回复；没有意见的，也请回复“无意见”。")
    return subject, told.format(day=letter.due)


def chasing_message(letter: Letter) -> tuple[str, str]:
    """Subject and text of a reminder."""
    title = letter.consultation.project.title
    subject = gettext("催复：《{title}》（征求意见稿）的意见").format(title=title)
    told = gettext("还没有收到您单位的回函。请在 {day} 以前回复；没有意见的，也请回复“无意见”。")
    return subject, told.format(day=letter.due)


def mail_text(letter: Letter) -> tuple[str, str]:
    """Subject and text of a mail, with the code."""
    message = chasing_message(letter) if letter.chased else letter_message(letter)
    subject, told = message
    lines = (
        f"{letter.unit}：",
        "",
        told,
        "",
        gettext("在这里阅读征求意见稿并回复：{address}").format(
            address=absolute("/consultations/letters")
        ),
        gettext("回复码：{code}").format(code=letter_code(letter)),
        "",
        letter.consultation.project.authority.name,
    )
    return subject, "\n".join(lines)
