"""Addresses that exist where an identity provider is set, with allauth's names."""

from allauth.socialaccount import views
from django.urls import include, path

urlpatterns = [
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("oidc/cancelled", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/failed", views.login_error, name="socialaccount_login_error"),
    path("oidc/signup", views.signup, name="socialaccount_signup"),
]
