"""The tables of a new library, made at once."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def lay_out() -> None:
    """Make the tables of an empty SQLite database from the models, and note all migrations as done.

    Going through them one by one takes some twenty seconds for a new library and ends with the
    same tables (a test holds that). On PostgreSQL, and wherever anything stands already, this
    does nothing: the migrations go their way.
    """
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return
    known = sorted(MigrationLoader(connection).disk_migrations)
    record: Any = MigrationRecorder.Migration  # made when it is first asked for
    models = [one for one in apps.get_models() if one._meta.managed and not one._meta.proxy]  # noqa: SLF001  -- documented by Django
    with connection.schema_editor(atomic=True) as editor:
        for model in (*models, record):
            editor.create_model(model)
        done = (record(app=app, name=name) for app, name in known)
        record.objects.bulk_create(done)
