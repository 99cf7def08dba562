import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A kept row is told from the others of its edition, not from all rows of its source.

    Writes the table of kept rows anew on SQLite. It can be taken back only while no row is kept for
    two editions, which the former constraint forbids.
    """

    dependencies = [
        ("catalogue", "0002_natures"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sourcerecord",
            name="a_row_is_kept_once",
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="edition",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="source_records",
                to="catalogue.edition",
            ),
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="records",
                to="catalogue.source",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("edition", "source", "digest"), name="a_row_is_kept_once"
            ),
        ),
    ]
