"""A draft and what a drafting group made of it, written by hand: every right place is known.

Each line is a passage: its name, and its words with the changes in braces, ``{before|after}``. A
passage all of which is in one brace with nothing behind the bar was struck out; one with nothing
before it is new. :data:`MOVED` and :data:`JOINED` say what else was done, ``‖`` within the words
where the passage was divided. Nothing in here was chosen by what the algorithm does with it.
"""

import random
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

import msgspec

from biaozhun.core.structure.following import Outcome, Passage, Place

EDITED: Final = """
range|本文件规定了乡镇应急物资储备点的{建设|选址、建设}、物资配备、日常管理、调用和监督的要求。
scope|本文件适用于乡镇{、街道|（街道）}应急物资储备点，村（社区）储备点可参照执行。
terms|储备点
def1|由乡镇人民政府设立，用于存放应急救援和受灾群众生活所需物资的{固定场所|固定场所和配套设施}。
terms2|协议储备
def2|由企业按照协议存放物资，{需要时优先供应|应急时按约定数量和时限优先供应}的储备方式。
terms3|物资轮换
def3|{在保质期届满以前，以新物资替换原有物资的活动。|}
h4|总体要求
p41|储备点应统筹规划、分级设置，与县级储备库{形成互补|相互衔接}，避免重复建设。
p42|储备点应建立物资目录，目录每{两年|一年}至少修订一次，并报县级应急管理部门备案。
p43|{|鼓励采用信息化手段管理物资，实现数量、位置和有效期可查询。}
h5|选址与建设
h51|选址
p511|应避开地质灾害易发区、{行洪区|行洪区、蓄滞洪区}和易燃易爆场所，与危险源的距离不应小于{200|300} m。
p512|应靠近主要道路，便于{车辆进出|大型车辆通行和装卸}。消防车应能到达储备点出入口。
p513|宜与乡镇消防站、卫生院{合建|毗邻建设或者合建}，共用水、电和通信设施。
p514|{不应设置在地下室、半地下室或者四层及以上的楼层。|}
h52|建筑要求
p521|储备点的建筑面积不应小于{60|80} m²，净高不应小于3.0 m。库房、值班室和装卸区应分开设置。
p522|耐火等级不应低于二级，屋面防水等级不应低于{Ⅱ级|一级}。‖库房地面应硬化、防潮，{地面荷载不应小于5 kN/m²|其承载力应满足货架满载的要求}。
p523|库房应通风良好，温度宜保持在{5℃～30℃|0℃～30℃}，相对湿度不宜大于75%。
p524|应设置防鼠、防虫、防盗设施，门窗应{坚固|牢固并便于从内部开启}。
p525|电气线路应穿管敷设，{照明灯具应采用防爆型|照明宜采用冷光源}，不应使用移动式取暖设备。
n525|注：照明的照度按建筑照明设计的有关规定确定。
h6|物资配备
p61|物资分为抢险救援类、生活保障类、医疗防护类和{通信照明类|通信、照明与动力类}。
p62|配备数量应按服务人口确定，{每千人不少于表1的规定|不低于表1的规定}；山区和沿海乡镇可适当增加。
p63|易变质、使用频率低的物资宜采用协议储备，协议应写明品种、数量、{交付时限和价格|交付时限、价格和违约责任}。
a1|a）抢险救援类：铁锹、编织袋、救生衣、{抛投器|抛投器、担架}；
a2|b）生活保障类：帐篷、棉被、折叠床、饮用水、方便食品；
a3|c）医疗防护类：急救箱、口罩、消毒液{、体温计|}；
a4|d）通信照明类：对讲机、{手摇报警器|便携式扩音器、手摇报警器}、应急灯。
cap1|每千人物资配备数量
t11|物资名称
t12|单位
t13|数量
t21|编织袋
t22|条
t23|{500|800}
t31|救生衣
t32|件
t33|20
t41|帐篷
t42|顶
t43|{5|8}
t51|棉被
t52|条
t53|{50|60}
t61|应急灯
t62|盏
t63|20
t71|{手摇报警器|}
t72|{台|}
t73|{2|}
t81|{|发电机}
t82|{|台}
t83|{|1}
h7|日常管理
h71|入库
p711|物资入库前应核对品名、规格、数量和{合格证明|质量合格证明}，不合格的不应入库。
p712|入库后应在{3 日|2 个工作日}内登记台账，台账应记录生产日期、有效期和存放位置。
h72|存放
p721|物资应分区、分类、{分垛|上架}存放，并设置标识牌。重物在下，轻物在上，常用的靠近出口。
p722|垛高不应超过{2.5|2.0} m，垛与墙的距离不应小于0.5 m，主通道宽度不应小于{1.2|1.5} m。
p723|危险化学品{不应存放在储备点内|应按国家有关规定专库存放，不应与其他物资混放}。
h73|检查
p731|管理人员应每{月|周}检查一次物资的数量和状况，汛期、森林防火期应{增加检查次数|每日检查}。
p732|检查发现物资受潮、霉变、损坏的，应及时{处理|维修、更换或者报废}，并做好记录。
p733|机械设备应每季度试运行一次，每次不少于{10|15} min。
h74|轮换
p741|物资在有效期届满前{3|6} 个月应列入轮换计划。轮换可采用销售、捐赠或者调拨的方式。
p742|{轮换所得收入应按财政管理的规定上缴，用于补充物资。|轮换的收支应纳入乡镇财政统一管理，并定期公开。}
p743|报废物资应经县级应急管理部门{批准|核准}后处置，处置过程应有两人以上在场。
h75|人员
p751|储备点应明确负责人和专职或者兼职管理人员，管理人员不应少于{2|3} 人，并{公布联系电话|在门口公布值班电话}。
p752|管理人员应每年接受不少于{8|16} 学时的培训，内容包括物资保管、装卸安全和{消防知识|消防、急救知识}。
h8|调用
p81|发生突发事件时，乡镇人民政府可直接调用本储备点的物资；{跨乡镇调用的，由县级应急管理部门统一调度|跨乡镇调用应由县级应急指挥机构下达调用指令}。
p82|接到调用指令后，应在{30|20} min内完成出库，并安排专人押运{。|，随车附物资清单。}
p83|情况紧急时可先电话调用，{24 h|12 h}内补办手续。
p84|应急结束后，可回收的物资应在{15|10} 日内清点、清洗、维修并重新入库；消耗的物资应及时补充。
p85|{|补充物资所需经费应列入年度预算。}
h9|监督与评价
p91|县级应急管理部门应每{年|半年}对储备点至少检查一次，{检查结果予以通报|检查结果向社会公开}。
p92|储备点应每年对建设、管理和调用情况进行自我评价，评价指标见附录A。
p93|{对评价不合格的储备点，应责令限期整改。|评价不合格的，应在三个月内完成整改并申请复评。}
anx|储备点评价指标
e11|指标
e12|分值
e13|评分方法
e21|物资账实相符率
e22|{20|25}
e23|抽查不少于{20|30} 种，每有一种不符扣2分
e31|物资完好率
e32|{20|25}
e33|抽查不少于20 件，每有一件损坏扣1分
e41|出库时间
e42|20
e43|以演练测定，每超过{5|3} min扣{2|5}分
e51|台账完整
e52|20
e53|查阅近一年的台账，{缺一项扣2分|每缺一项扣1分，扣完为止}
e61|{人员培训|}
e62|{20|}
e63|{查阅培训记录，每缺一人次扣2分|}
"""  # noqa: E501  -- a line is a passage
MOVED: Final = {
    "p513": "p41",
    "p525": "p73x",
    "n525": "p525",
    "p63": "p743",
    "p712": "p733",
    "p733": "p524",
    "p743": "p93",
    "p83": "p81x",
    "def2": "def1x",
    "a4": "a1",
    "p92": "p42",
    "h75": "h71x",
    "p751": "h75",
    "p752": "p751",
}
"""What stands elsewhere afterwards, and behind which passage; with an x, in front of it."""
JOINED: Final = {"p522": "p521", "p84": "p82"}
"""What became the end of another passage, where both are chosen."""
_CHANGE: Final = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")
_CLAUSE: Final = re.compile(r"[^，；。：]+[，；。：]?")
_SENTENCE: Final = re.compile(r"[^。；]+[。；]?")


class Piece(msgspec.Struct, frozen=True):
    """Words before and after; equal where nothing was changed."""

    before: str
    after: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the draft and where it stands in the next.

    Attributes:
        passage: index in the older draft.
        start: its first character there.
        end: behind its last one.
        outcome: what became of it.
        to: index in the newer draft; ``None`` where it is gone.
        span: from where to where in that passage; ``None`` within words that were all written
            anew, of which nobody can say which stand for which.
        most: the same with the whole of a change that the fragment is cut through.
    """

    passage: int
    start: int
    end: int
    outcome: Outcome
    to: int | None = None
    span: tuple[int, int] | None = None
    most: tuple[int, int] = (0, 0)


class Edition(msgspec.Struct, frozen=True):
    """Two drafts, and the places whose fate is known."""

    old: list[Passage]
    new: list[Passage]
    places: list[Known]


def edition(seed: int, share: float = 1.0) -> Edition:
    """The drafts with a share of the changes made; another seed chooses others."""
    chance = random.Random(f"{seed} {share}")  # noqa: S311  -- the same choice in every run
    lines = [line.split("|", 1) for line in EDITED.strip().splitlines()]
    pieces = {name: _pieces(said, is_changed=chance.random() < share) for name, said in lines}
    order = [name for name, _ in lines]
    moved = {name: to for name, to in MOVED.items() if share == 1 or chance.random() < share}
    moved = _complete(moved)
    for name, to in moved.items():
        order.remove(name)
        target, is_before = to.removesuffix("x"), to.endswith("x")
        order.insert(_at(order, target) + (0 if is_before else 1), name)
    return _laid(order, pieces, frozenset(moved), share)


def _at(order: list[str], target: str) -> int:
    return next(at for at, name in enumerate(order) if name.startswith(target))


def _complete(moved: dict[str, str]) -> dict[str, str]:
    """A clause goes with all of its paragraphs, or stays; and a note with its paragraph."""
    stays: set[str] = set()
    for family in ({"h75", "p751", "p752"}, {"p525", "n525"}):
        stays |= set() if family <= moved.keys() else family
    return {name: to for name, to in moved.items() if name not in stays}


def _pieces(said: str, *, is_changed: bool) -> list[Piece]:
    """The words of a line; as they were where the change is not made."""
    found, at = [], 0
    for change in _CHANGE.finditer(said):
        found.append(Piece(said[at : change.start()], said[at : change.start()]))
        found.extend(_least(change[1], change[2]) if is_changed else [Piece(change[1], change[1])])
        at = change.end()
    found.append(Piece(said[at:], said[at:]))
    if not is_changed:
        found = [Piece(one.before.replace("‖", ""), one.after.replace("‖", "")) for one in found]
    return [one for one in found if one.before or one.after]


def _least(before: str, after: str) -> list[Piece]:
    """A change without what its ends have in common: the last of 批准 and 核准 is the same."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    same, last = before[:head], before[len(before) - tail :]
    middle = Piece(before[head : len(before) - tail], after[head : len(after) - tail])
    return [Piece(same, same), middle, Piece(last, last)]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _laid(
    order: list[str], pieces: dict[str, list[Piece]], moved: frozenset[str], share: float
) -> Edition:
    """Both drafts, with the origin of every character of the newer one."""
    old_names = [n for n in pieces if any(one.before for one in pieces[n])]
    old = {n: "".join(one.before for one in pieces[n]).replace("‖", "") for n in old_names}
    texts: list[str] = []
    names: list[str] = []
    spots: dict[str, list[tuple[Piece, int, int]]] = {}
    for name in order:
        if not any(one.after for one in pieces[name]):
            continue
        is_joined = share == 1 and name in JOINED and JOINED[name] == _last(texts, spots)
        if not is_joined:
            texts.append("")
            names.append(name)
        spots[name] = []
        for one in pieces[name]:
            for number, part in enumerate(one.after.split("‖")):
                if number:
                    texts.append("")
                    names.append(name)
                at = len(texts[-1])
                is_same = one.before == one.after
                before = one.before.split("‖")[number] if is_same else one.before
                spots[name].append((Piece(before, part), len(texts) - 1, at))
                texts[-1] += part
    places = [
        told
        for index, name in enumerate(old_names)
        for spot in _fragments(old[name], name)
        if (told := _known(index, spot, spots.get(name, []), is_moved=name in moved)) is not None
    ]
    return Edition(
        [Passage(name, old[name], *_cell(name)) for name in old_names],
        [Passage(str(n), text, *_cell(names[n])) for n, text in enumerate(texts)],
        places,
    )


def _cell(name: str) -> tuple[int, int]:
    """Row and column of a cell: of ``t23`` the second and the third."""
    found = re.fullmatch(r"[te](\d)(\d)", name)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _last(texts: list[str], spots: dict[str, list[tuple[Piece, int, int]]]) -> str:
    """The name of the passage that was written last."""
    return next((n for n, s in reversed(spots.items()) if s and s[-1][1] == len(texts) - 1), "")


def _fragments(text: str, seed: str) -> Iterator[tuple[int, int]]:
    """What people comment on: the whole, a sentence, a part of one, a few words."""
    chance = random.Random(seed)  # noqa: S311  -- the same in every run
    found = {(0, len(text))}
    for shape in (_SENTENCE, _CLAUSE):
        found |= {(m.start(), m.end()) for m in shape.finditer(text)}
    if len(text) > 16:
        start = chance.randint(0, len(text) - 12)
        found.add((start, start + chance.randint(5, 12)))
    yield from sorted(found)


def _known(
    index: int, place: tuple[int, int], spots: list[tuple[Piece, int, int]], *, is_moved: bool
) -> Known | None:
    """What became of a fragment; nothing is asked of one that ends between two passages.

    Other signs are no change, nor are words put behind the last word of the fragment and a sign.
    Of a change it is cut through, the fragment keeps what it had besides.
    """
    start, end = place
    at, hits, cut, is_changed = 0, [], [], False
    for piece, passage, to in spots:
        low, high = max(start, at), min(end, at + len(piece.before))
        after = (passage, to, to + len(piece.after))
        is_put_in = not piece.before and start < at < end
        if piece.before == piece.after:
            if high > low:
                hits.append((passage, to + low - at, to + high - at))
        elif _words(piece.before) == _words(piece.after):
            hits.extend([after] if high > low and piece.after else [])
        elif is_put_in and (piece.after[0].isalnum() or _has_words(spots, at, end)):
            is_changed = True
            hits.append(after)
        elif high > low:
            is_changed = True
            kind = hits if high - low == len(piece.before) else cut
            kind.extend([after] if piece.after else [])
        at += len(piece.before)
    every = sorted({*hits, *cut})
    hits = [hit for hit in hits if _words_at(spots, hit)]
    if not every:
        return Known(passage=index, start=start, end=end, outcome=Outcome.GONE)
    if len({passage for passage, _, _ in every}) > 1:
        return None
    unchanged = Outcome.MOVED if is_moved else Outcome.KEPT
    return Known(
        passage=index,
        start=start,
        end=end,
        outcome=Outcome.REWORDED if is_changed else unchanged,
        to=every[0][0],
        span=(hits[0][1], hits[-1][2]) if hits else None,
        most=(every[0][1], every[-1][2]),
    )


def _words(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _has_words(spots: list[tuple[Piece, int, int]], start: int, end: int) -> bool:
    """Whether words of the older draft stand between two of its characters."""
    text = "".join(piece.before for piece, _, _ in spots)
    return bool(_words(text[start:end]))


def _words_at(spots: list[tuple[Piece, int, int]], hit: tuple[int, int, int]) -> bool:
    """Whether a stretch of the newer draft holds words."""
    passage, start, end = hit
    return any(
        _words(piece.after[max(start - to, 0) : max(end - to, 0)])
        for piece, where, to in spots
        if where == passage
    )


def verdict(known: Known, told: Place) -> str:
    """What was answered: an outcome, or ``elsewhere`` for a wrong passage or other words of it."""
    if known.to is None or told.passage is None:
        return str(told.outcome)
    answered = (told.start, told.end)
    is_there = not known.span or _shared(answered, known.span) >= _length(known.span) / 2
    is_close = _shared(answered, known.most) >= _length(answered) / 2
    return str(told.outcome) if told.passage == known.to and is_there and is_close else "elsewhere"


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
