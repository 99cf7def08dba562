"""Addresses of the slice's pages.

The secret of a check is called ``key`` in its addresses: parts of that name never reach the log.
"""

from django.urls import path

from biaozhun.cloud.validity.views import keeping

app_name = "validity"
urlpatterns = [
    path("desk/clause-withdrawals", keeping.withdrawals, name="withdrawals"),
    path("desk/clause-withdrawals/import", keeping.withdrawal_list, name="withdrawal_list"),
    path("desk/clause-withdrawals/<int:pk>", keeping.withdrawal, name="withdrawal"),
    path("desk/clause-withdrawals/<int:pk>/drop", keeping.drop_withdrawal, name="drop_withdrawal"),
    path("desk/complete-holdings", keeping.holdings, name="holdings"),
    path("desk/complete-holdings/<int:pk>/drop", keeping.drop_holding, name="drop_holding"),
]
