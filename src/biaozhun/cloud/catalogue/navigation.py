"""What the catalogue puts at the head and at the foot of every page."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(Entry(address="/search", words=_("查标准"), rank=10))
register(Entry(address="/browse", words=_("浏览"), rank=15))
register(Entry(address="/announcements", words=_("公告"), rank=25))
register(Entry(address="/coverage", words=_("覆盖情况"), rank=20, place="foot", topic=Topic.DATA))
register(Entry(address="/conflicts", words=_("来源分歧"), rank=30, place="foot", topic=Topic.DATA))
register(Entry(address="/imports", words=_("导入记录"), rank=35, place="foot", topic=Topic.DATA))
register(Entry(address="/tags", words=_("政策领域"), rank=40, place="foot", topic=Topic.POLICY))
register(Entry(address="/api/v1/docs", words=_("接口"), rank=90, place="foot", topic=Topic.DATA))
