"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.watches import views

app_name = "watches"
urlpatterns = [
    path("watches", views.watches, name="watches"),
    path("watches/new", views.new, name="new"),
    path("watches/standard", views.add_standard, name="add_standard"),
    path("watches/check", views.add_check, name="add_check"),
    path("watches/<int:pk>", views.watch, name="watch"),
    path("watches/<int:pk>/rename", views.rename, name="rename"),
    path("watches/<int:pk>/pause", views.pause, name="pause"),
    path("watches/<int:pk>/resume", views.resume, name="resume"),
    path("watches/<int:pk>/remove", views.remove, name="remove"),
    path("watches/<int:pk>/successor", views.successor, name="successor"),
]
