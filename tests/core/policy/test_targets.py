"""What a sentence states as a target: value, operator, unit and indicator."""

from decimal import Decimal

import pytest

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.targets import targets
from biaozhun.core.policy.value import Operator, Per, Target


def stated(sentence: str) -> tuple[Target, ...]:
    """The targets of a sentence under a heading of goals."""
    return targets(lay_out(f"关于加强某项工作的意见\n一、工作目标\n{sentence}\n"))


def in_task(sentence: str) -> tuple[Target, ...]:
    """The targets of a sentence of a task."""
    return targets(lay_out(f"关于加强某项工作的意见\n二、重点任务\n（一）推进建设。{sentence}\n"))


@pytest.mark.parametrize(
    ("sentence", "operator", "value", "unit"),
    [
        ("建成示范田30片以上。", ">=", "30", "片"),
        ("示范田达到30片。", ">=", "30", "片"),
        ("示范田不少于30片。", ">=", "30", "片"),
        ("至少建成30片示范田。", ">=", "30", "片"),
        ("合格率不低于97.5%。", ">=", "97.5", "%"),
        ("合格率≥97.5%。", ">=", "97.5", "%"),
        ("合格率保持在97%以上。", ">=", "97", "%"),
        ("馆藏量突破80万册。", ">", "80", "万册"),
        ("馆藏量超过80万册。", ">", "80", "万册"),
        ("馆藏量超80万册。", ">", "80", "万册"),
        ("新增馆藏80余万册。", ">", "80", "万册"),
        ("新增馆藏80万余册。", ">", "80", "万册"),
        ("培育龙头企业60多家。", ">", "60", "家"),
        ("审批时限压缩至15个工作日以内。", "<=", "15", "个工作日"),
        ("平均周期缩短到18个月。", "<=", "18", "个月"),
        ("损失率控制在0.8‰以内。", "<=", "0.8", "‰"),
        ("投诉量不超过200件。", "<=", "200", "件"),
        ("失业率低于4.5%。", "<", "4.5", "%"),
        ("建成检测中心4个。", "=", "4", "个"),
        ("总装机稳定在12亿千瓦左右。", "~", "12", "亿千瓦"),
        ("服务约3000户家庭。", "~", "3000", "户"),
        ("覆盖率达到百分之八十五以上。", ">=", "85", "%"),
        ("覆盖率达九成以上。", ">=", "9", "成"),
        ("持证率达九成五以上。", ">=", "9.5", "成"),
        ("新增床位三千张。", "=", "3000", "张"),
        ("培训护理员一万人次。", "=", "1", "万人次"),
        ("每个街道至少建有一个服务中心。", ">=", "1", "个"),
        ("产值突破500亿元大关。", ">", "500", "亿元"),
        ("总产值突破千亿元。", ">", "1000", "亿元"),
        ("培训人员1,500人次。", "=", "1500", "人次"),
        ("每万人发明专利拥有量达到12件。", ">=", "12", "件"),
        ("可吸入颗粒物浓度降至60微克/立方米。", "<=", "60", "微克/立方米"),
        ("孕产妇死亡率控制在10/10万以内。", "<=", "10", "/10万"),
        ("用户规模6亿。", "=", "6", "亿"),
        ("产业规模超千亿。", ">", "1000", "亿"),
        ("占比较上年提高2个百分点以上。", ">=", "2", "个百分点"),
        ("竞争力指数达到85。", ">=", "85", ""),
        ("培育领军人才200名优秀青年。", "=", "200", "名"),
    ],
)
def test_a_number_is_read_with_operator_and_unit(
    sentence: str, operator: str, value: str, unit: str
) -> None:
    """Words before, in and behind a number say together how it is to be met."""
    (found,) = stated(sentence)
    assert (found.operator.value, found.value, found.unit) == (operator, Decimal(value), unit)


@pytest.mark.parametrize(
    "written", ["3—5项", "3-5项", "3～5项", "3至5项", "三至五项", "3项—5项", "3到5项"]
)
def test_a_range_has_two_ends(written: str) -> None:
    """A range is one target with a lower and an upper value, however it is written."""
    (found,) = stated(f"力争采用国际标准{written}。")
    assert (found.operator, found.value, found.value_max, found.unit) == (
        Operator.RANGE,
        Decimal(3),
        Decimal(5),
        "项",
    )


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("玉米播种、收割机械化率均达到70%。", ["玉米播种机械化率", "玉米收割机械化率"]),
        ("玉米播种、收割机械化率分别达到70%和60%。", ["玉米播种机械化率", "玉米收割机械化率"]),
        ("国家级、省级示范社分别达到8家、40家以上。", ["国家级示范社", "省级示范社"]),
        ("垃圾回收率、污水处理率分别达到90%、95%。", ["垃圾回收率", "污水处理率"]),
        ("氨氮、氮氧化物排放总量分别减少8%、9%。", ["氨氮排放总量减少", "氮氧化物排放总量减少"]),
        ("建成国家级基地2个、省级6个。", ["国家级基地", "省级基地"]),
        ("培育链主企业5家、专精特新企业80家。", ["链主企业", "专精特新企业"]),
        ("支持20家医院、300名医师开展培训。", ["医院开展培训", "医师开展培训"]),
        ("养殖、种植和加工机械化率总体达到50%。", ["养殖、种植和加工机械化率"]),
        ("推动600家企业开展贯标。", ["企业开展贯标"]),
        ("培育年产值超5亿元、有自主品牌的企业3家。", ["年产值超5亿元、有自主品牌的企业"]),
        ("规模以上工业增加值年均增长7%。", ["规模以上工业增加值年均增长"]),
        ("全市产值达到90亿元，年均增长7%。", ["全市产值", "全市产值年均增长"]),
        ("單位能耗比2015年下降15%。", ["單位能耗比2015年下降"]),
        ("制定“海滨制造”标准40项。", ["“海滨制造”标准"]),
        ("共性技术研发平台达到6个。", ["共性技术研发平台"]),
        ("培训3000人次。", ["培训"]),
        (
            "有2家企业、3名专家成为技术委员会委员。",
            ["企业成为技术委员会委员", "专家成为技术委员会委员"],
        ),
        ("总体满意度达到90%。", ["总体满意度"]),
        ("普及率、及时率均达到90%。", ["普及率", "及时率"]),
        ("化学需氧量、氨氮减排量分别不低于1.2万吨、0.5万吨。", ["化学需氧量减排量", "氨氮减排量"]),
        ("推进国家级平台1个、省级5个和市级平台9个。", ["国家级平台", "省级平台", "市级平台"]),
        ("建设用地效率提高10%。", ["建设用地效率提高"]),
        ("二是培训30名骨干。", ["骨干"]),
        ("到2023年，覆盖率达到90%以上；到2025年，达到95%。", ["覆盖率", "覆盖率"]),
        ("引进千人计划人才20人。", ["千人计划人才"]),
    ],
)
def test_each_number_has_the_indicator_it_counts(sentence: str, indicators: list[str]) -> None:
    """Lists are split, elided beginnings and ends restored, verbs and attributes told apart."""
    assert [target.indicator for target in stated(sentence)] == indicators


def test_a_trailing_operator_holds_for_all_numbers_beside_it() -> None:
    """In 分别达到4个、42个以上 both numbers are floors."""
    found = stated("擁有國際、國家級技術委員會數量分別達到4個、42個以上。")
    assert [(t.operator, t.value, t.unit) for t in found] == [
        (Operator.AT_LEAST, Decimal(4), "個"),
        (Operator.AT_LEAST, Decimal(42), "個"),
    ]


@pytest.mark.parametrize(
    ("sentence", "baseline", "year"),
    [
        ("普及率由2015年的60%提高到2020年的80%。", Decimal(60), 2015),
        ("普及率从60%提高到80%。", Decimal(60), None),
        ("产量比2015年增长20%。", None, 2015),
        ("在2015年60%的基础上提高20个百分点。", Decimal(60), 2015),
        ("普及率达到80%（2015年为60%）。", Decimal(60), 2015),
        ("普及率由“十二五”末的60%提高到80%。", Decimal(60), 2015),
        ("普及率从60%达到80%。", Decimal(60), None),
        ("普及率达到80%。", None, None),
    ],
)
def test_where_a_target_starts_from_is_its_baseline(
    sentence: str, baseline: Decimal | None, year: int | None
) -> None:
    """The number and the year a goal is compared with are no targets of their own."""
    (found,) = stated(f"到2020年，{sentence}")
    assert (found.baseline, found.baseline_year, found.year) == (baseline, year, 2020)


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("每年培育示范户50户。", Per.YEAR),
        ("年均新增岗位50个。", Per.YEAR),
        ("累计培育示范户500户。", Per.CUMULATIVE),
        ("培育示范户500户。", None),
        ("年均浓度下降到30微克/立方米以下。", None),
    ],
)
def test_a_value_may_be_for_each_year_or_for_all(sentence: str, per: Per | None) -> None:
    """每年 and 年均 are per year, 累计 is cumulative, an annual mean is neither."""
    (found,) = stated(sentence)
    assert found.per is per


@pytest.mark.parametrize(
    "sentence",
    [
        "深入推进五水共治和双随机检查。",
        "实施“十百千”工程，落实百千万行动。",
        "对接中国制造2025，推进5G、3D打印和AI4S应用。",
        "完善城区“8分钟健身圈”和15分钟生活圈。",
        "培育100亿级产业。",
        "执行GB/T 1.1、ISO 9001和第三类器械规定。",
        "围绕5个领域、3个方面开展工作。",
        "实施下列3项任务。",
        "推进五大工程、十大行动。",
        "打造A、B、C等3个中心。",
        "20世纪以来发展迅速。",
        "排名进入前10名。",
        "每10万人配备设施。",
        "今年是十分关键的一年。",
    ],
)
def test_names_and_counts_of_a_list_are_no_targets(sentence: str) -> None:
    """A number in a name, a standard's number or a list tells no goal."""
    assert stated(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "对新认定的企业给予100万元奖励。",
        "按实际投入的30%给予补助，最高不超过200万元。",
        "对主持制定国家标准的，一次性奖励50万元。",
        "应于收到申请后30天内办结。",
        "自公布之日起20个工作日内报送。",
        "年满60周岁的居民可以申请。",
        "截至2015年底，已建成示范区80个。",
        "近年来，产值增长了10%。",
        "目前拥有检测中心12个。",
        "对年收入超过2000万元、带动农户500户以上的企业优先支持。",
        "每季度召开1次例会，每年通报2次。",
        "截至目前，建成示范区8个，培训人员300人。",
        "全市专职人员仅有20名。",
        "研发费用加计扣除比例提高到100%。",
        "考核中第三方评估占30%。",
        "每半年评估1次。",
        "按照每万名劳动者配备2名调解员的标准配备。",
        "师生比不低于70:1。",
        "重点项目总投资1500亿元。",
        "评审组由5名以上专家组成。",
        "标龄超过5年的标准全部复审。",
        "给予推荐省级工匠名额2名。",
        "每增加投资3000万元奖励用地指标2亩，每新增就业100人增加用地指标1亩。",
        "(市农业局牵头，2018年6月30日前完成)",
    ],
)
def test_grants_periods_ages_and_facts_are_no_targets(sentence: str) -> None:
    """Sums paid out, days to act, conditions and what is already so are not to be reached."""
    assert in_task(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("力争将受理时间压缩至3周以内。", 3, "周"),
        ("建设600块以足球场为主的健身场地。", 600, "块"),
        ("网上可办率达到98%。", 98, "%"),
        ("审批时限压缩50%以上。", 50, "%"),
        ("每年至少举办20场技能竞赛。", 20, "场"),
        ("选拔资助不少于100名青年科技人员。", 100, "名"),
        ("全年完成投资500亿元。", 500, "亿元"),
        ("粮食产量110亿斤以上。", 110, "亿斤"),
        ("单体项目床位原则上不超过150张。", 150, "张"),
        ("二是培训200人（次）。", 200, "人（次）"),
        ("形成5大类30项标准。", 30, "项"),
    ],
)
def test_a_task_may_state_a_target(sentence: str, value: int, unit: str) -> None:
    """A number with a verb or an operator is a goal outside the section of goals too."""
    (found,) = in_task(sentence)
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_a_target_knows_its_place() -> None:
    """Path, clause and span are those of the text as given."""
    text = "某意见\n一、工作目标\n到2020年，培育龙头 企业30家，建成基地2个。\n"
    first, second = targets(lay_out(text))
    assert (first.path, first.text) == (("一、工作目标",), "培育龙头 企业30家")
    assert [text[t.start : t.end] for t in (first, second)] == ["培育龙头 企业30家", "建成基地2个"]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("在除9个牧业旗以外的地区新建文化站60所。", 60, "所"),
        ("重点在12个盟市政府所在地城区新增托位3000个。", 3000, "个"),
    ],
)
def test_places_that_tell_where_are_not_counted(sentence: str, value: int, unit: str) -> None:
    """What is left out, and the places whose seats are meant, is no goal beside what is built."""
    (found,) = stated(sentence)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("sentence", "operator", "value", "unit"),
    [
        ("安排地方专项债券350亿元。", "=", "350", "亿元"),
        ("发行80亿元绿色债券。", "=", "80", "亿元"),
        ("赤字率拟按2.8%以上安排。", ">=", "2.8", "%"),
        ("力争减轻企业负担60亿元。", "=", "60", "亿元"),
        ("臭氧浓度控制在150微克每立方米以下。", "<=", "150", "微克每立方米"),
        ("压减平板玻璃300万重量箱。", "=", "300", "万重量箱"),
        ("新增充电桩180根。", "=", "180", "根"),
    ],
)
def test_budgets_concentrations_and_rarer_units(
    sentence: str, operator: str, value: str, unit: str
) -> None:
    """Bonds, deficits and burdens are reached as sums; units of the trade are units."""
    (found,) = stated(sentence)
    assert (found.operator, found.value, found.unit) == (Operator(operator), Decimal(value), unit)


def test_what_lies_above_a_level_is_one_thing() -> None:
    """地级及以上城市 is no list of two."""
    (found,) = stated("地级及以上城市内涝点均控制在10%以内。")
    assert found.indicator == "地级及以上城市内涝点"


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("9座老旧水闸改造。", 9, "座"),
        ("对2000名护理人员开展技能培训，以上级下达数为准。", 2000, "名"),
    ],
)
def test_a_number_may_stand_before_what_is_done(sentence: str, value: int, unit: str) -> None:
    """A line of promises counts what is worked on, or who is served, before it says how."""
    (found,) = in_task(sentence)
    assert (found.value, found.unit) == (value, unit)
