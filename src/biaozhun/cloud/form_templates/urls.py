"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.form_templates.views import desk, sealing

app_name = "form_templates"
urlpatterns = [
    path("desk/forms", desk.forms, name="forms"),
    path("desk/forms/templates/<int:pk>.docx", desk.template, name="template"),
    path("desk/forms/templates/<int:pk>/withdraw", desk.withdraw, name="withdraw"),
    path("desk/forms/<str:name>", desk.form, name="form"),
    path("desk/forms/<str:name>/default.docx", desk.default, name="default"),
    path("desk/forms/<str:name>/preview.docx", desk.preview, name="preview"),
    path("forms/<str:name>/<int:key>/sealed", sealing.scans, name="scans"),
    path("forms/<str:name>/<int:key>/sealed/<int:pk>", sealing.scan, name="scan"),
    path("forms/<str:name>/<int:key>/sealed/<int:pk>/remove", sealing.remove, name="remove"),
]
