"""An index of the few copies with a title of their own: the others are looked up by slug."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("holdings", "0001_holdings"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(
                condition=models.Q(("title", ""), _negated=True),
                fields=["id"],
                name="copy_with_a_title",
            ),
        ),
    ]
