"""Where each slice is found."""

from django.urls import include, path

from biaozhun.cloud.catalogue.api import api

urlpatterns = [
    path("", include("biaozhun.cloud.catalogue.urls")),
    path("", include("biaozhun.cloud.ui.urls")),
    path("api/", api.urls),
]

handler400 = "biaozhun.cloud.ui.views.bad_request"
handler403 = "biaozhun.cloud.ui.views.forbidden"
handler404 = "biaozhun.cloud.ui.views.not_found"
handler500 = "biaozhun.cloud.ui.views.failed"
