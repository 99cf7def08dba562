"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.holdings.views import acquiring, keeping, lending, public, stock, taking_in

app_name = "holdings"
urlpatterns = [
    path("holdings", public.overview, name="overview"),
    path("holdings/copies", public.copies, name="copies"),
    path("holdings/mine", public.my_page, name="mine"),
    path("holdings/wish", public.wish, name="wish"),
    path("holdings/wishes/<int:pk>/drop", public.drop_wish, name="drop_wish"),
    path("holdings/reserve", public.reserve, name="reserve"),
    path("holdings/reservations/<int:pk>/cancel", public.cancel_reservation, name="unreserve"),
    path("holdings/loans/<int:pk>/renew", public.renew, name="renew"),
    path("holdings/licences/<int:pk>/seat", public.take_seat, name="take_seat"),
    path("holdings/seats/<int:pk>/release", public.give_seat_back, name="give_seat_back"),
    path("desk/holdings", stock.desk, name="desk"),
    path("desk/holdings/export", stock.export, name="export"),
    path("desk/holdings/add", stock.add, name="add"),
    path("desk/holdings/labels", stock.labels, name="labels"),
    path("desk/holdings/duplicates", stock.duplicates, name="duplicates"),
    path("desk/holdings/copies/<int:pk>", stock.copy, name="copy"),
    path("desk/holdings/copies/<int:pk>/shelve", stock.shelve, name="shelve"),
    path("desk/holdings/copies/<int:pk>/withdraw", stock.withdraw, name="withdraw"),
    path("desk/holdings/copies/<int:pk>/lose", stock.lose, name="lose"),
    path("desk/holdings/wishes", acquiring.wishes, name="wishes"),
    path("desk/holdings/acquisitions/<int:pk>/refuse", acquiring.refuse, name="refuse"),
    path("desk/holdings/acquisitions/<int:pk>/cancel", acquiring.cancel, name="cancel"),
    path("desk/holdings/acquisitions/<int:pk>/receive", acquiring.receive, name="receive"),
    path("desk/holdings/orders", acquiring.orders, name="orders"),
    path("desk/holdings/orders/new", acquiring.order_new, name="order_new"),
    path("desk/holdings/orders/<int:pk>", acquiring.order, name="order"),
    path("desk/holdings/lending", lending.desk_page, name="lending"),
    path("desk/holdings/overdue", lending.overdue, name="overdue"),
    path("desk/holdings/queues", lending.queues, name="queues"),
    path("desk/holdings/intakes", taking_in.intakes, name="intakes"),
    path("desk/holdings/intakes/<int:pk>", taking_in.intake, name="intake"),
    path("desk/holdings/stocktakes", taking_in.stocktakes, name="stocktakes"),
    path("desk/holdings/stocktakes/<int:pk>", taking_in.stocktake, name="stocktake"),
    path(
        "desk/holdings/stocktakes/<int:pk>/close", taking_in.close_stocktake, name="close_stocktake"
    ),
    path("desk/holdings/places/<int:pk>/shelf", stock.shelf, name="shelf"),
    *(
        path(f"desk/holdings/{kind}", keeping.listing, {"kind": kind}, name=kind)
        for kind in keeping.KINDS
    ),
    *(
        path(f"desk/holdings/{kind}/<int:pk>", keeping.one, {"kind": kind}, name=f"{kind}_one")
        for kind in keeping.KINDS
    ),
    *(
        path(
            f"desk/holdings/{kind}/<int:pk>/drop", keeping.drop, {"kind": kind}, name=f"{kind}_drop"
        )
        for kind in keeping.KINDS
    ),
]
