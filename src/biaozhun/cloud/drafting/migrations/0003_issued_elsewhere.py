"""A project can end since another body issued its standard."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The state ``issued_elsewhere``."""

    dependencies: ClassVar = [("drafting", "0002_timetable_texts_patents_changes_calls")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="project", name="a_project_is_in_a_known_state"),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "planned",
                            "drafting",
                            "terminated",
                            "consulting",
                            "settling",
                            "submitted",
                            "reviewing",
                            "reviewed",
                            "reported",
                            "examining",
                            "approved",
                            "announced",
                            "published",
                            "issued_elsewhere",
                        ),
                    )
                ),
                name="a_project_is_in_a_known_state",
            ),
        ),
    ]
