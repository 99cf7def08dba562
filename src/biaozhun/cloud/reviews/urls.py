"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.reviews import views

app_name = "reviews"
urlpatterns = [
    path("reviews", views.due, name="due"),
]
