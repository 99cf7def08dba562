"""What screening says: findings with advice, how near something is and why, what was compared."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.screening.models import FairCompetitionReview

Words = Mapping[str, Promise | str]

FINDING: Words = {
    "mandatory_subject": _("属于强制性标准的事项"),
    "calls_mandatory": _("自称强制"),
    "industrial_product": _("一般工业产品"),
    "product_quality": _("产品质量"),
    "test_method": _("检验、试验方法"),
    "nationwide": _("适用范围超出本地"),
    "licence": _("设定许可、准入"),
    "fee": _("设定收费"),
    "award": _("设定评比、奖励、称号"),
    "certification": _("设定认证义务"),
    "enterprise_threshold": _("设定企业门槛"),
    "person_qualification": _("设定人员资格"),
    "local_fence": _("偏向本地企业、本地品牌"),
    "discriminates": _("对外地商品、经营者另眼相待"),
    "named_supplier": _("指定供应者"),
    "fiscal_reward": _("选择性的财政奖补、优惠"),
    "price_fixing": _("干预价格"),
    "environment": _("环境质量、污染物排放"),
    "food": _("食品安全"),
    "construction": _("工程建设"),
    "special_need": _("地方自然条件、风俗习惯等特殊技术要求"),
}
ADVICE: Words = {
    "mandatory_subject": _(
        "保障人身健康、财产安全的限值由强制性国家标准规定。请改为引用现行强制性标准；"
        "确有缺口的，向国家提出立项建议。"
    ),
    "calls_mandatory": _(
        "地方标准是推荐性标准。请删去强制执行的说法，改用“应、宜、可”等能愿动词。"
    ),
    "industrial_product": _(
        "一般工业产品不因地方自然条件、风俗习惯而异，通常由国家、行业、团体或企业标准规定。"
        "请说明本地的特殊技术要求，否则不提地方标准。"
    ),
    "product_quality": _(
        "产品质量及其检验规则通常不作为地方标准受理。请限于生产、服务或管理过程，"
        "或改提团体标准、企业标准。"
    ),
    "test_method": _(
        "如果检验的是一般产品，通常不作为地方标准受理；如果用于本地特有的对象，请写明特殊之处。"
    ),
    "nationwide": _(
        "地方标准只在本行政区域内实施。请改写适用范围；需要全国统一的，提国家或行业标准。"
    ),
    "licence": _("标准不得设定许可、审批、准入。请删去，或改为引用设定它的法律、行政法规的条文。"),
    "fee": _("标准不得设定收费。请删去；收费依法另行规定的，只写公示等要求。"),
    "award": _("标准不得设定评比达标、奖励资格或称号。请删去，评价结果用于自我改进。"),
    "certification": _("标准不得要求通过认证。请改为直接写出技术要求，由谁证明由当事人选择。"),
    "enterprise_threshold": _(
        "注册资本、规模、业绩、资质等门槛会限制市场准入。请改为对服务能力和结果的要求，"
        "或引用设定资质的法律法规。"
    ),
    "person_qualification": _(
        "学历、职称、年龄、证书等要求是否有法律法规依据？没有依据的，改为对知识和技能的要求。"
    ),
    "local_fence": _("请删去对注册地、本地企业或本地产品的要求和优先。"),
    "discriminates": _("请对本地和外地（含进口）的商品、经营者一视同仁，删去另加的条件。"),
    "named_supplier": _("请改写为性能要求，不指定供应者、品牌、目录或平台。"),
    "fiscal_reward": _(
        "奖补、税费、用地优惠不写进标准；没有法律、行政法规依据的选择性、差异化奖补不得给予。"
    ),
    "price_fixing": _("请删去对价格水平的规定；价格由经营者依法自主确定。"),
    "environment": _(
        "地方环境质量标准、污染物排放标准由省级人民政府制定。请转请生态环境部门按其程序提出。"
    ),
    "food": _(
        "食品安全地方标准由省级卫生行政部门制定，限于没有食品安全国家标准的地方特色食品。"
        "请转请卫生健康部门按其程序提出。"
    ),
    "construction": _(
        "工程建设地方标准通常由住房城乡建设部门按其程序提出。请先同该部门确认由谁受理。"
    ),
    "special_need": _(
        "请在必要性论证里写出具体数据：气候、土壤、资源、习俗与国家标准的假定有何不同。"
    ),
}
WEIGHT: Words = {
    "against": _("照现在的写法不宜作为地方标准"),
    "door": _("可能由其他部门按其程序制定"),
    "weigh": _("需要人判断"),
    "for": _("支持立为地方标准的理由"),
}
PART: Words = {"title": _("名称"), "scope": _("范围"), "text": _("草案正文")}
DEGREE: Words = {
    "same": pgettext_lazy("of an overlap", "名称相同或几乎相同"),
    "overlapping": pgettext_lazy("of an overlap", "对象部分重叠"),
    "related": pgettext_lazy("of an overlap", "相关"),
}
WHY: Words = {
    "same_title": _("对象和事项都相同"),
    "other_place": _("除地名外，对象和事项都相同"),
    "same_object": _("同一对象："),
    "shared_words": _("对象共有："),
    "same_operation": _("同一事项："),
    "other_operation": _("它写的是别的事项："),
    "shared_scope": _("范围里所说的也相近"),
    "same_class": _("同属一类："),
}
WHAT: Words = {
    "edition": _("标准"),
    "project": _("计划项目"),
    "suggestion": _("立项建议"),
    "application": _("立项申请"),
    "demand": _("标准化需求"),
}
GROUP: Words = {
    "here": _("本地区的地方标准"),
    "local": _("其他地区的地方标准"),
    "project": _("已经立项、正在制定的项目"),
    "proposal": _("还没有立项的需求、建议和申请"),
    "national": _("国家标准"),
    "sector": _("行业标准"),
    "association": _("团体标准"),
    "international": _("国际标准和国外标准"),
    "other": _("其他（工程建设、计量、军用、企业等）"),
}
WITHOUT: Words = {
    "scope": _("没有写范围，只比了名称。"),
    "draft": _("没有草案正文，文本没有比对，负面清单只看了名称和范围。"),
    "draft_end": _("草案太长，只看了前 20 万字。"),
    "texts": _("馆里没有可供比对的公开全文。"),
    "elsewhere": _("其他地区还没有发布的计划项目不在馆里，请另查各标准平台。"),
}
CONCLUSION: Words = {
    FairCompetitionReview.Conclusion.COMPLIES: _("符合公平竞争审查要求"),
    FairCompetitionReview.Conclusion.AFTER_CHANGE: _("修改后符合"),
    FairCompetitionReview.Conclusion.FAILS: _("不符合"),
    FairCompetitionReview.Conclusion.NOT_APPLICABLE: _("不涉及经营者的经济活动，不需要审查"),
}
EXAMINED: Words = {
    "entry": _("市场准入和退出"),
    "flow": _("商品、要素自由流动"),
    "costs": _("影响生产经营成本"),
    "conduct": _("影响生产经营行为"),
}
EXAMINED_ABOUT: Words = {
    "entry": _(
        "有没有设许可、备案、认证等准入条件，限定经营、购买、使用特定经营者的商品，"
        "设不合理或歧视性的准入、退出条件"
    ),
    "flow": _("有没有限制外地或进口商品进入、本地商品运出，限制外地经营者投标、投资或设立分支机构"),
    "costs": _("有没有给特定经营者税收优惠、选择性或差异化的财政奖补，或要素、收费方面的优惠"),
    "conduct": _("有没有强制或便利经营者实施垄断行为，超越权限定价，干预价格水平"),
}
ARTICLE: Words = {
    "entry": _("公平竞争审查条例第八条"),
    "flow": _("公平竞争审查条例第九条"),
    "costs": _("公平竞争审查条例第十条"),
    "conduct": _("公平竞争审查条例第十一条"),
}
