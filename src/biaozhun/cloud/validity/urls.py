"""Addresses of the slice's pages.

The secret of a check is called ``key`` in its addresses: parts of that name never reach the log.
"""

from django.urls import path

from biaozhun.cloud.validity.views import checking, correcting, keeping, novelty, reporting

app_name = "validity"
urlpatterns = [
    path("check", checking.check, name="check"),
    path("check/novelty", novelty.novelty, name="novelty"),
    path("check/<str:key>", checking.result, name="result"),
    path("check/<str:key>/progress", checking.progress, name="progress"),
    path("check/<str:key>/correct", correcting.correct, name="correct"),
    path("check/<str:key>/missed", correcting.missed, name="missed"),
    path("check/<str:key>/again", correcting.again, name="again"),
    path("check/<str:key>/columns", correcting.columns, name="columns"),
    path("check/<str:key>/report", reporting.report, name="report"),
    path("check/<str:key>/citations.csv", reporting.table, name="table"),
    path("check/<str:key>/delete", checking.delete, name="delete"),
    path("checks", checking.mine, name="mine"),
    path("reports", reporting.reports, name="reports"),
    path("reports/<str:number>", reporting.issued, name="issued"),
    path("desk/clause-withdrawals", keeping.withdrawals, name="withdrawals"),
    path("desk/clause-withdrawals/import", keeping.withdrawal_list, name="withdrawal_list"),
    path("desk/clause-withdrawals/<int:pk>", keeping.withdrawal, name="withdrawal"),
    path("desk/clause-withdrawals/<int:pk>/drop", keeping.drop_withdrawal, name="drop_withdrawal"),
    path("desk/complete-holdings", keeping.holdings, name="holdings"),
    path("desk/complete-holdings/<int:pk>/drop", keeping.drop_holding, name="drop_holding"),
]
