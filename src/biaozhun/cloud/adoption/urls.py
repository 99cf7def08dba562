"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.adoption import views

app_name = "adoption"
urlpatterns = [
    path("adoption", views.newer, name="newer"),
    path("adoption/assess", views.assess, name="assess"),
]
