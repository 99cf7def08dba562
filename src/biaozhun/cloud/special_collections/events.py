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
    }
)
