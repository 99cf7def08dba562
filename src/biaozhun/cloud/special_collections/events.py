"""What the events of special collections are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "special_collections.collection_created": pgettext_lazy("event", "建立专题库"),
        "special_collections.collection_changed": pgettext_lazy("event", "更改专题库"),
        "special_collections.collection_published": pgettext_lazy("event", "发布专题库"),
        "special_collections.collection_withdrawn": pgettext_lazy("event", "收回专题库的发布"),
        "special_collections.collection_removed": pgettext_lazy("event", "删除专题库"),
        "special_collections.collection_refreshed": pgettext_lazy("event", "重新检索专题库"),
        "special_collections.items_imported": pgettext_lazy("event", "导入专题库条目"),
        "special_collections.items_placed": pgettext_lazy("event", "列入专题库"),
        "special_collections.items_moved": pgettext_lazy("event", "移动条目"),
        "special_collections.items_removed": pgettext_lazy("event", "移出专题库"),
        "special_collections.item_held": pgettext_lazy("event", "改定条目收录"),
        "special_collections.node_added": pgettext_lazy("event", "加目录"),
        "special_collections.node_changed": pgettext_lazy("event", "更改目录"),
        "special_collections.node_removed": pgettext_lazy("event", "删除目录"),
        "special_collections.tree_imported": pgettext_lazy("event", "导入目录"),
        "special_collections.terms_written": pgettext_lazy("event", "写定专业或阶段"),
    },
    facts={
        "title": pgettext_lazy("fact", "名称"),
        "query": pgettext_lazy("fact", "检索式"),
        "fields": pgettext_lazy("fact", "改动的项目"),
        "facet": pgettext_lazy("fact", "词表"),
        "terms": pgettext_lazy("fact", "词"),
        "nodes": pgettext_lazy("fact", "目录数"),
        "example": pgettext_lazy("fact", "示例"),
        "taken": pgettext_lazy("fact", "收下"),
        "faults": pgettext_lazy("fact", "有误"),
        "item": pgettext_lazy("fact", "条目"),
        "items": pgettext_lazy("fact", "条目"),
        "held": pgettext_lazy("fact", "收录方式"),
        "reason": pgettext_lazy("fact", "理由"),
        "node": pgettext_lazy("fact", "目录"),
        "placed": pgettext_lazy("fact", "列入"),
        "moved": pgettext_lazy("fact", "移动"),
        "found": pgettext_lazy("fact", "检得"),
        "came": pgettext_lazy("fact", "新增"),
        "went": pgettext_lazy("fact", "移出"),
        "code": pgettext_lazy("fact", "代号"),
        "was": pgettext_lazy("fact", "原代号"),
        "parent": pgettext_lazy("fact", "上级"),
    },
)
