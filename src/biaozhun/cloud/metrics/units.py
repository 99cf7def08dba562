"""What figures are counted in."""

from typing import Final

from django.utils.translation import pgettext_lazy

ITEMS: Final = pgettext_lazy("measure", "项")  # standards
TIMES: Final = pgettext_lazy("measure", "项次")  # standards, one as often as it is met
PIECES: Final = pgettext_lazy("measure", "件")  # announcements, copies in a library
COPIES: Final = pgettext_lazy("measure", "份")  # reports, texts, agreements
EACH: Final = pgettext_lazy("measure", "个")
OCCASIONS: Final = pgettext_lazy("measure", "次")
PLACES: Final = pgettext_lazy("measure", "处")
