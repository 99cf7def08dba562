"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.accounts.views import (
    account,
    events,
    invitation,
    keys,
    organisations,
    people,
)

app_name = "accounts"
urlpatterns = [
    path("account", account.account, name="account"),
    path("account/signup", account.sign_up, name="sign_up"),
    path("account/invitation/<str:token>", invitation.invitation, name="invitation"),
    path("account/keys", keys.make, name="make_key"),
    path("account/keys/<int:pk>/revoke", keys.revoke, name="revoke_key"),
    path("desk/people", people.people, name="people"),
    path("desk/people/add", people.add, name="add_person"),
    path("desk/people/<int:pk>", people.person, name="person"),
    path("desk/people/<int:pk>/disable", people.disable, name="disable_person"),
    path("desk/people/<int:pk>/enable", people.enable, name="enable_person"),
    path("desk/people/<int:pk>/invite", people.invite_again, name="invite_person"),
    path("desk/organisations", organisations.organisations, name="organisations"),
    path("desk/organisations/add", organisations.add, name="add_organisation"),
    path("desk/organisations/<int:pk>", organisations.organisation, name="organisation"),
    path("desk/events", events.events, name="events"),
]
