"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.accounts.views import account

app_name = "accounts"
urlpatterns = [
    path("account", account.account, name="account"),
    path("account/signup", account.sign_up, name="sign_up"),
]
