"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.takeover import views

app_name = "takeover"

urlpatterns = [
    path("desk/takeover", views.takeover, name="takeover"),
    path("desk/takeover/template.xlsx", views.template, name="template"),
    path("desk/takeover/<int:pk>", views.run, name="run"),
]
