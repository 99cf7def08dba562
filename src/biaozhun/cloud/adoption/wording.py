"""What the codes of the slice are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.adoption.models import Assessment

DECISION = {
    Assessment.Decision.ADOPT: pgettext_lazy("decision", "采用新版"),
    Assessment.Decision.MODIFY: pgettext_lazy("decision", "修改采用新版"),
    Assessment.Decision.IGNORE: pgettext_lazy("decision", "不采用"),
}
