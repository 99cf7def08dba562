from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_out_of_the_log(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Counts of the last minutes: after a crash PostgreSQL empties the table, which is right.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE foundation_sharedvalue SET UNLOGGED")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_background_work")]

    operations = [
        migrations.CreateModel(
            name="SharedValue",
            fields=[
                ("name", models.CharField(max_length=250, primary_key=True, serialize=False)),
                ("kept", models.TextField(help_text="JSON")),
                ("ends", models.FloatField(db_index=True, help_text="seconds since 1970")),
            ],
        ),
        migrations.RunPython(keep_out_of_the_log, migrations.RunPython.noop),
    ]
