"""Addresses that belong to no slice."""

from django.urls import path

from biaozhun.cloud.ui import views

app_name = "ui"
urlpatterns = [
    path("language/<str:code>", views.choose_language, name="language"),
    path("size/<str:size>", views.choose_size, name="size"),
    path("robots.txt", views.robots, name="robots"),
]
