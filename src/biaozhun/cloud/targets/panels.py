"""What the page of a plan says of its targets."""

from collections.abc import Mapping

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.targets.models import Serving
from biaozhun.cloud.ui.panels import Panel, register


def _of_plan(request: HttpRequest, plan: Plan) -> Mapping[str, object] | None:  # noqa: ARG001  -- the form of a panel
    """How its targets get their values, and where they stand; one question."""
    counts = plan.targets.filter(dropped=False).aggregate(
        all=Count("pk"),
        counted=Count("pk", filter=Q(binding__serving=Serving.METRIC)),
        reported=Count("pk", filter=Q(binding__serving=Serving.REPORTED)),
    )
    return {"plan": plan, **counts} if counts["all"] else None


register(
    Panel(
        place="plan",
        name="standing",
        heading=_("目标进展"),
        template="targets/panel.html",
        context=_of_plan,
        rank=10,
    )
)
