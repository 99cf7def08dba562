"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(Entry(address="/targets", words=_("规划目标"), rank=47, place="foot", topic=Topic.POLICY))
