import itertools

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

AT_ONCE = 10_000  # editions in one transaction


def enter_what_is_held(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every edition its first entry; it can be killed and goes on where it stood."""
    database = schema_editor.connection.alias
    edition, change = (apps.get_model("catalogue", name) for name in ("Edition", "EditionChange"))
    entries = change.objects.using(database)
    entered = Exists(entries.filter(slug=OuterRef("slug")))
    held = edition.objects.using(database).filter(~entered).order_by("id")
    last = entries.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    slugs = held.values_list("slug", flat=True).iterator(AT_ONCE)
    numbered = iter(list(enumerate(slugs, last + 1)))
    while batch := list(itertools.islice(numbered, AT_ONCE)):
        entries.bulk_create(
            change(sequence=number, slug=slug, changed=Now()) for number, slug in batch
        )


class Migration(migrations.Migration):
    """The editions that are held get their entry in the log, in transactions of bounded size."""

    atomic = False

    dependencies = [
        ("catalogue", "0005_edition_changes"),
    ]

    operations = [
        migrations.RunPython(enter_what_is_held, migrations.RunPython.noop),
    ]
