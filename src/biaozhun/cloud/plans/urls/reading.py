"""Where plans and their texts are found."""

from django.urls import URLPattern, path

from biaozhun.cloud.plans.views import (
    adding,
    confirming,
    correcting,
    importing,
    linking,
    plans,
    reading,
    targets,
)

reading_patterns: list[URLPattern] = [
    path("plans", plans.plan_list, name="plans"),
    path("plans/new", adding.new, name="new"),
    path("plans/<int:pk>", plans.plan, name="plan"),
    path("plans/<int:pk>/timeline", plans.timeline, name="timeline"),
    path("plans/<int:pk>/calendar.ics", plans.calendar, name="calendar"),
    path("plans/<int:pk>/clauses", plans.plan_clauses, name="clauses"),
    path("campaigns", plans.campaigns, name="campaigns"),
    path("plans/<int:pk>/reading/part", linking.part, name="part"),
    path("plans/<int:pk>/reading/parent", linking.parent, name="parent"),
    path("plans/<int:pk>/reading/campaign", linking.campaign, name="campaign"),
    path("plans/<int:pk>/reading/milestones", linking.milestones, name="milestones"),
    path("plans/<int:pk>/reading/tasks/<int:task_id>/serves", linking.serves, name="task_serves"),
    path("plans/<int:pk>/step", confirming.step, name="step"),
    path("plans/<int:pk>/reading", reading.reading, name="reading"),
    path("plans/<int:pk>/reading/facts", reading.facts, name="facts"),
    path("plans/<int:pk>/reading/units", reading.units, name="reading_units"),
    path("plans/<int:pk>/reading/spread", reading.spread_units, name="spread"),
    path("plans/<int:pk>/reading/remarks/<int:passage>", reading.remark, name="remark"),
    path("plans/<int:pk>/reading/table", importing.table, name="table"),
    path("plans/<int:pk>/reading/confirm", confirming.confirm, name="confirm"),
    path("plans/<int:pk>/reading/tasks/new", targets.new_task, name="new_task"),
    path("plans/<int:pk>/reading/tasks/<int:task_id>", correcting.task, name="reading_task"),
    path("plans/<int:pk>/reading/tasks/<int:task_id>/units", correcting.units, name="task_units"),
    path("plans/<int:pk>/reading/tasks/<int:task_id>/split", correcting.split, name="task_split"),
    path("plans/<int:pk>/reading/tasks/<int:task_id>/merge", correcting.merge, name="task_merge"),
    path("plans/<int:pk>/reading/tasks/<int:task_id>/drop", correcting.drop, name="task_drop"),
    path(
        "plans/<int:pk>/reading/tasks/<int:task_id>/restore",
        correcting.restore,
        name="task_restore",
    ),
    path("plans/<int:pk>/reading/targets/new", targets.new_target, name="new_target"),
    path("plans/<int:pk>/reading/targets/<int:target_id>", targets.target, name="reading_target"),
    path("plans/<int:pk>/reading/targets/<int:target_id>/drop", targets.drop, name="target_drop"),
]
