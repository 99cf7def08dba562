"""Addresses of letters, tables that are brought, and what is taken away."""

from django.urls import path

from biaozhun.cloud.consultations.views import bringing, exports, letters, replying

_DATA = ("csv", "json", "xlsx")

urlpatterns = [
    path("consultations/letters", replying.by_code, name="by_code"),
    path("consultations/letters/leave", replying.leave, name="leave_letter"),
    path("consultations/letters/<slug:action>", replying.act_by_code, name="act_by_code"),
    *(
        path(
            f"consultations/open-data.{form}",
            exports.all_open_data,
            {"form": form},
            name=f"all_open_data_{form}",
        )
        for form in _DATA
    ),
    *(
        path(
            f"consultations/<int:pk>/open-data.{form}",
            exports.open_data_of,
            {"form": form},
            name=f"open_data_{form}",
        )
        for form in _DATA
    ),
    path("desk/letters-to-us", replying.to_us, name="letters_to_us"),
    path("desk/letters-to-us/<int:pk>", replying.one_to_us, name="one_to_us"),
    path("desk/letters-to-us/<int:pk>/<slug:action>", replying.act_to_us, name="act_to_us"),
    path("desk/consultations/<int:pk>/letters", letters.letters, name="letters"),
    path("desk/consultations/<int:pk>/letters.zip", letters.papers, name="letter_papers"),
    path("desk/consultations/<int:pk>/letters/<slug:action>", letters.act, name="act_on_letters"),
    path("desk/consultations/letters/<int:pk>/letter.docx", letters.paper, name="letter_paper"),
    path("desk/consultations/letters/<int:pk>/remove", letters.remove, name="remove_letter"),
    path("desk/consultations/letters/<int:pk>/reply", letters.state, name="state_reply"),
    path("desk/consultations/<int:pk>/tables", bringing.tables, name="tables"),
    path("desk/consultations/tables/<int:pk>", bringing.brought, name="brought"),
    path("desk/consultations/tables/<int:pk>/enter", bringing.enter, name="enter_table"),
    path("desk/consultations/tables/<int:pk>/forget", bringing.forget, name="forget_table"),
    *(
        path(
            f"desk/consultations/<int:pk>/comment-table.{form}",
            exports.comment_table,
            {"form": form},
            name=f"comment_table_{form}",
        )
        for form in ("docx", "xlsx")
    ),
    path("desk/consultations/<int:pk>/tracked", exports.tracked, name="tracked"),
    path("desk/consultations/<int:pk>/tracked.docx", exports.tracked_file, name="tracked_file"),
]
