"""What the events of holdings are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "holdings.standard_wished": pgettext_lazy("event", "提出荐购"),
        "holdings.wish_taken_back": pgettext_lazy("event", "收回荐购"),
        "holdings.order_made": pgettext_lazy("event", "建立订单"),
        "holdings.acquisition_received": pgettext_lazy("event", "订购到馆"),
        "holdings.acquisition_refused": pgettext_lazy("event", "不采纳荐购"),
        "holdings.acquisition_cancelled": pgettext_lazy("event", "撤销订购"),
        "holdings.copy_added": pgettext_lazy("event", "入藏"),
        "holdings.copy_shelved": pgettext_lazy("event", "上架"),
        "holdings.copy_withdrawn": pgettext_lazy("event", "剔除馆藏"),
        "holdings.copy_lost": pgettext_lazy("event", "记为遗失"),
        "holdings.copy_mended": pgettext_lazy("event", "更正馆藏"),
        "holdings.copies_taken_in": pgettext_lazy("event", "批量入藏"),
        "holdings.copy_lent": pgettext_lazy("event", "借出"),
        "holdings.copy_returned": pgettext_lazy("event", "收回借出"),
        "holdings.loan_renewed": pgettext_lazy("event", "续借"),
        "holdings.edition_reserved": pgettext_lazy("event", "登记等候"),
        "holdings.reservation_cancelled": pgettext_lazy("event", "取消等候"),
        "holdings.seat_taken": pgettext_lazy("event", "占用席位"),
        "holdings.seat_given_back": pgettext_lazy("event", "释放席位"),
        "holdings.stocktake_begun": pgettext_lazy("event", "开始盘点"),
        "holdings.copies_counted": pgettext_lazy("event", "盘点扫描"),
        "holdings.stocktake_closed": pgettext_lazy("event", "结束盘点"),
        "holdings.place_added": pgettext_lazy("event", "登记馆藏地"),
        "holdings.place_changed": pgettext_lazy("event", "更改馆藏地"),
        "holdings.place_dropped": pgettext_lazy("event", "删除馆藏地"),
        "holdings.licence_added": pgettext_lazy("event", "登记许可"),
        "holdings.licence_changed": pgettext_lazy("event", "更改许可"),
        "holdings.licence_dropped": pgettext_lazy("event", "删除许可"),
        "holdings.goal_added": pgettext_lazy("event", "登记目标"),
        "holdings.goal_changed": pgettext_lazy("event", "更改目标"),
        "holdings.goal_dropped": pgettext_lazy("event", "删除目标"),
    }
)
