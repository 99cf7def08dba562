"""Whether a number with a unit is a goal, or a name, a grant, a period to act, a fact, a count."""

from typing import Final

import msgspec

from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets.indicators import before as named_before
from biaozhun.core.policy.targets.indicators import names_change
from biaozhun.core.policy.targets.quantities import Quantity
from biaozhun.core.policy.targets.sentences import Clause
from biaozhun.core.policy.targets.vocabulary import UnitKind, any_of
from biaozhun.core.policy.value import Operator


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a clause from around it.

    Attributes:
        granted: the sentence speaks of grants.
        goal: it stands under a heading of goals, behind a year to come, or behind 力争.
        past: it tells what was.
    """

    granted: bool
    goal: bool
    past: bool


_VERB: Final = pattern(any_of("verb"))
_ARRANGED: Final = pattern(
    rf"(?:{any_of('arrangement')}|(?<![元亿万人家个户吨亩里级位%])以上)[了好]?$"
)
_SCOPE: Final = pattern(rf"^(?:要|重点|主要)?{any_of('scope')}")
_BY_RULE: Final = pattern(r"^(?:按照?|根据|依照).{0,60}的(?:标准|比例|要求|原则|规定)")
_THING: Final = pattern(rf"{any_of('counted_thing')}|{any_of('counted_alone')}(?=$|[,。;、:)])")
SUBSIDY: Final = pattern(any_of("subsidy"))
_PAST: Final = pattern(rf"{any_of('past')}|(?<![比较])[去上]年|已(?!纳入)|[^为除]了(?!解)")
_CONDITIONAL: Final = pattern(
    rf"^(?:对|凡|如|若|符合|满足|经)|{any_of('conditional')}|的$|的[,;:]?$"
)
_PROCEDURE: Final = pattern(any_of("procedure"))
_FOR_EACH: Final = pattern(r"每(?!年|月|季)[^,。;]{0,3}$")
_DURATION: Final = pattern(any_of("duration_goal"))
_MEETING: Final = pattern(any_of("meeting"))
_MONEY: Final = pattern(any_of("money_goal"))
_RATE: Final = pattern(rf"{any_of('rate')}(?:[^,。;]{{0,8}})$")
_NAME: Final = pattern(any_of("name_behind"))
_LEAST: Final = frozenset(("至少", "不少于", "不低于"))
_EXAMINED: Final = pattern(r"评|考核|权重|得分")
_LED: Final = pattern(rf"(?:{any_of('verb')})$")
_AT_LEAST: Final = pattern(r"(?:至少|不少于)[^,、;\d]{0,8}$")
_EVERY: Final = pattern(r"每(?:半年|季度?|月|周|旬|两年|三年|个月)")
_FREQUENCY: Final = frozenset(("次", "期", "批", "届", "场", "首", "例"))
_LATER_COUNT: Final = pattern(r"的[^,。;]{0,30}?(?:\d|[一二两三四五六七八九十]{1,3}[个家项])")
_NOUN: Final = pattern(r"[^,。;:!?、)(\ue001\s]")
_COUNTED: Final = pattern(r"[^,。;:!?、)(]{1,20}?(?:\d|[一二两三四五六七八九十]{1,3}[个家项])")
_RATE_OF: Final = pattern(r"^每(?:新增|新?增加|多|满|超过|达到)")
_AWARDED: Final = pattern(r"给予[^,;。]{0,20}(?:指标|名额|编制)$")
_LEFT_OUT: Final = pattern(r"除了?[^,;。]{0,4}$")
_BESIDE: Final = pattern(r"[^,;。]{0,24}?(?:以外|之外|外(?=[的,、]))")
_PLACES_OF: Final = pattern(
    r"(?:市州|州市|市县|区县|县区|[市州盟县区旗]|乡镇|街道|省份?)[^,;。]{0,6}"
    r"(?:所在地|城区|辖区|范围内?)[^,;。]{2,40}?\d"
)
_SERVED: Final = pattern(
    r"对\d[^,;。的]{2,30}(?:提供|开展|进行|实施)"
    r"[^,;。]{0,20}(?:培训|改造|服务|救助|帮扶|修缮|整治|治理|体检|筛查|检测|巡查)"
)
_WORKED_ON: Final = pattern(
    r"[^,;。的]{2,24}(?:新建|改建|扩建|改造|修缮|整治|治理|维修|安装|更新|提升)[。;]?"
)
_LENT: Final = pattern(r"(?:发行|发放|投放|募集)$")  # 发行20亿元绿色债券
_LOAN: Final = pattern(r"[^,;。]{0,12}?(?:国债|债券|贷款|基金)")
_ATTRIBUTE_OF: Final = pattern(r"的(?!(?:目标|水平|要求|标准)(?:$|[,。;]))")


def is_goal(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Whether a quantity of a clause is a goal."""
    if context.past or _of_the_past(quantity, clause) or _is_name(quantity, clause):
        return False
    if _is_granted(quantity, clause, context) or _is_attribute(quantity, clause):
        return False
    if _is_aside(quantity, clause):
        return False
    return _JUDGES[quantity.kind](quantity, clause, context)


def _text_before(quantity: Quantity, clause: Clause, length: int = 60) -> str:
    return clause.folded[max(quantity.start - length, 0) : quantity.start]


def _text_behind(quantity: Quantity, clause: Clause, length: int = 40) -> str:
    return clause.folded[quantity.end : quantity.end + length]


def _of_the_past(quantity: Quantity, clause: Clause) -> bool:
    """已建成…, 目前…: told in the same clause before the number."""
    return _PAST.search(_text_before(quantity, clause)) is not None


def _is_name(quantity: Quantity, clause: Clause) -> bool:
    """5分钟健身圈, 100亿级, 前10名, 3个100, 每10万人."""
    before, after = _text_before(quantity, clause, 6), _text_behind(quantity, clause, 4)
    if not quantity.lead and before.endswith(("前", "满", "近", "第", "等", "连续", "由")):
        return True
    if _FOR_EACH.search(before) and quantity.kind is not UnitKind.SHARE:
        return True
    if quantity.behind:
        return False
    if quantity.spoken and clause.folded[quantity.number] in "百千" and not quantity.lead:
        return True
    if quantity.kind is UnitKind.COUNT:
        return after[:1] in {"级", "圈", "型", "制", "版", "+", "×"}
    return _NAME.match(after) is not None or (bool(after) and after[0].isdigit())


def _is_aside(quantity: Quantity, clause: Clause) -> bool:
    """除3个县以外的地区, 12个县政府所在地的学位2000个, 每增加500万元增加1名指标."""
    before, after = _text_before(quantity, clause), _text_behind(quantity, clause, 60)
    if _RATE_OF.match(clause.folded) or _AWARDED.search(before):
        return True
    if _LEFT_OUT.search(before) and _BESIDE.match(after):
        return True
    return quantity.kind is UnitKind.COUNT and _PLACES_OF.match(after) is not None


def _is_granted(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Sums and shares that are paid out, and what they are paid for."""
    if not context.granted:
        return False
    if quantity.kind in {UnitKind.MONEY, UnitKind.SHARE}:
        return True
    return _CONDITIONAL.search(clause.folded) is not None


def _is_attribute(quantity: Quantity, clause: Clause) -> bool:
    """年产值超100亿元的龙头企业2家: the sum tells which firms, and the 2 is the goal."""
    after = _text_behind(quantity, clause, 60)
    if quantity.kind is UnitKind.COUNT:
        named = named_before(clause.folded, max(quantity.start - 40, 0), quantity.start)
        tells = named[0] < named[1] or _LATER_COUNT.match(after) is not None
        return _ATTRIBUTE_OF.match(after) is not None and tells
    if quantity.kind is UnitKind.SHARE:
        return _LATER_COUNT.match(after) is not None
    if quantity.kind is UnitKind.DURATION:
        return _ATTRIBUTE_OF.match(after) is not None
    if quantity.kind in {UnitKind.MONEY, UnitKind.MEASURE}:
        return _tells_which(quantity, after)
    return False


def _tells_which(quantity: Quantity, after: str) -> bool:
    """超100亿元的企业, 100亿元以上企业, 超100亿元企业5家; not 突破100亿元大关."""
    if after.startswith("的"):
        return _ATTRIBUTE_OF.match(after) is not None
    if after.startswith("、"):
        return _LATER_COUNT.search(after) is not None
    if quantity.behind:
        return _NOUN.match(after) is not None
    return bool(quantity.lead) and _COUNTED.match(after) is not None


def _judge_count(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Things, people, events."""
    before = _text_before(quantity, clause)
    stated = quantity.operator is not None and quantity.operator is not Operator.EQUAL
    if _counts_a_list(quantity, clause) or _is_routine(quantity, clause, stated=stated):
        return False
    if quantity.spoken:
        return _judge_spoken(quantity, before, context, stated=stated)
    if _is_served(clause) or _is_worked_on(quantity, clause):
        return not context.granted
    if _CONDITIONAL.search(clause.folded) and not context.goal:
        return False
    return context.goal or _VERB.search(before) is not None or (stated and bool(before))


def _is_served(clause: Clause) -> bool:
    """对2000名护工开展培训: who is served is counted, not described."""
    return _SERVED.match(clause.folded) is not None


def _is_worked_on(quantity: Quantity, clause: Clause) -> bool:
    """9座水闸改造, as a line of its own: what is done follows what is counted."""
    return quantity.start == 0 and _WORKED_ON.fullmatch(_text_behind(quantity, clause)) is not None


def _counts_a_list(quantity: Quantity, clause: Clause) -> bool:
    """围绕5个领域, 下列3项任务, 按照每万人2名的标准: what is counted is not to be reached."""
    if _SCOPE.match(clause.folded) and not _VERB.search(clause.folded, 2, quantity.start):
        return True
    if _BY_RULE.search(clause.folded) or _ARRANGED.search(_text_before(quantity, clause)):
        return True
    return _THING.match(_text_behind(quantity, clause)) is not None


def _is_routine(quantity: Quantity, clause: Clause, *, stated: bool) -> bool:
    """How often officials meet, report and examine."""
    if quantity.unit not in _FREQUENCY:
        return False
    often = _EVERY.search(_text_before(quantity, clause)) is not None and not stated
    return often or _MEETING.search(clause.folded) is not None


def _judge_spoken(quantity: Quantity, before: str, context: Context, *, stated: bool) -> bool:
    """Things counted in characters: small numbers are mostly parts of names."""
    if stated or _AT_LEAST.search(before):
        return quantity.value > 1 or quantity.lead in _LEAST or bool(_AT_LEAST.search(before))
    if quantity.value >= 10 or quantity.unit.startswith(("万", "亿")):
        return context.goal
    return context.goal and _LED.search(before) is not None and quantity.value > 1


def _judge_measure(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Areas, lengths, masses, power."""
    if quantity.spoken and quantity.operator is None:
        return False
    before = _text_before(quantity, clause)
    if _CONDITIONAL.search(clause.folded) and not context.goal:
        return False
    return bool(
        context.goal
        or _VERB.search(before)
        or quantity.operator is not None
        or names_change(clause.folded, quantity.start)
    )


def _judge_money(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Sums that are reached, not paid."""
    before = _text_before(quantity, clause)
    if _CONDITIONAL.search(clause.folded) and not context.goal:
        return False
    if before.endswith(("总投资", "计划投资", "投资估算", "概算")):
        return False
    lent = _LENT.search(before) and _LOAN.match(_text_behind(quantity, clause))
    named = bool(lent) or _MONEY.search(before) is not None
    stated = quantity.operator is not None or _VERB.search(before) is not None
    return (context.goal and (named or bool(quantity.lead))) or (named and stated)


def _judge_share(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Shares, and changes by a share."""
    before = _text_before(quantity, clause)
    if before.endswith("占") and _EXAMINED.search(clause.folded):
        return False
    arranged = _text_behind(quantity, clause).startswith("安排")
    if (before.endswith("按") and not arranged) or (
        _CONDITIONAL.search(clause.folded) and not context.goal
    ):
        return False
    if names_change(clause.folded, quantity.start):
        return True
    if quantity.operator is not None:
        return True
    return context.goal or _RATE.search(before) is not None


def _judge_duration(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Spans of time that are shortened or lengthened; not those in which to act."""
    before = _text_before(quantity, clause)
    if (
        before.endswith("后")
        or _PROCEDURE.search(clause.folded)
        or (quantity.operator is None and not names_change(clause.folded, quantity.start))
    ):
        return False
    changed = len(quantity.lead) > 1 and quantity.lead not in {"不超过", "不少于", "不低于", "至少"}
    return (changed and quantity.operator is not None) or (
        bool(_DURATION.search(before)) and context.goal
    )


def _judge_score(quantity: Quantity, clause: Clause, context: Context) -> bool:
    """Points of an examination, of satisfaction, and what has no unit."""
    if _CONDITIONAL.search(clause.folded) and not context.goal:
        return False
    if quantity.operator is None:
        return context.goal and bool(quantity.unit)
    return context.goal or len(quantity.lead) > 1


_JUDGES: Final = {
    UnitKind.COUNT: _judge_count,
    UnitKind.MEASURE: _judge_measure,
    UnitKind.MONEY: _judge_money,
    UnitKind.SHARE: _judge_share,
    UnitKind.DURATION: _judge_duration,
    UnitKind.SCORE: _judge_score,
    UnitKind.NONE: _judge_score,
}
