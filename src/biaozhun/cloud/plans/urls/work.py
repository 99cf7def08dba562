"""Where the work on tasks is found."""

from django.urls import URLPattern, path

from biaozhun.cloud.plans.views import board, inbox, letters, steps, task

work_patterns: list[URLPattern] = [
    path("work", inbox.inbox, name="work"),
    path("work/board", board.overview, name="board"),
    path("work/tasks", board.tasks, name="tasks"),
    path("work/bulletin", board.bulletin_page, name="bulletin"),
    path("work/letters", letters.letters, name="letters"),
    path("work/letters/<int:pk>", letters.letter, name="letter"),
    path("work/evidence/<int:pk>", task.evidence, name="evidence"),
    path("work/<str:kind>/<int:pk>/<str:action>", steps.step, name="work_step"),
    path("plans/<int:plan>/tasks/<int:pk>", task.task, name="task"),
]
