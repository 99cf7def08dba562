"""Where each slice is found."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from biaozhun.cloud.catalogue.api import api
from biaozhun.cloud.consultations.api import router as consultations
from biaozhun.cloud.drafting.api import router as projects
from biaozhun.cloud.impact.api import router as impact
from biaozhun.cloud.metrics.api import router as metrics
from biaozhun.cloud.plans.api import router as plans
from biaozhun.cloud.texts.api import router as texts
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.validity.api import router as checks

SLICES = (
    "audit",
    "accounts",
    "messaging",
    "organisations",
    "rules",
    "metrics",
    "plans",
    "committees",
    "form_templates",
    "drafting",
    "screening",
    "demands",
    "proposals",
    "consultations",
    "green_channel",
    "hearings",
    "technical_reviews",
    "issuing",
    "clocks",
    "takeover",
    "adoption",
    "assessment",
    "cataloguing",
    "desk",
    "exchange",
    "guidance",
    "holdings",
    "impact",
    "laws",
    "reviews",
    "rounds",
    "special_collections",
    "targets",
    "texts",
    "watches",
    "validity",
    "catalogue",
    "ui",
)

api.add_router("/v1", impact)
api.add_router("/v1", metrics)
api.add_router("/v1", texts)  # before the addresses are made
api.add_router("/v1", checks)
api.add_router("/v1", plans)
api.add_router("/v1", projects)
api.add_router("/v1", consultations)

urlpatterns = [
    path("", include("biaozhun.cloud.accounts.sign_in.urls")),
    *[path("", include(f"biaozhun.cloud.{name}.urls")) for name in SLICES],
    re_path(r"^api(?:/v1)?/?$", only_read(RedirectView.as_view(pattern_name="api:openapi-view"))),
    path("api/", api.urls),
]

handler400 = "biaozhun.cloud.ui.views.bad_request"
handler403 = "biaozhun.cloud.ui.views.forbidden"
handler404 = "biaozhun.cloud.ui.views.not_found"
handler500 = "biaozhun.cloud.ui.views.failed"
