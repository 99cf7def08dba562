"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(
    Entry(address="/screening", words=_("立项自查"), rank=46, place="foot", topic=Topic.PROPOSING)
)
