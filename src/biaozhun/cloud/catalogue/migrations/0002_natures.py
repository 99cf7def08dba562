from django.db import migrations, models


class Migration(migrations.Migration):
    """Words of the sources on the nature of an edition; empty for nearly all of them."""

    dependencies = [
        ("catalogue", "0001_catalogue"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="natures",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="words of sources on the nature that tell more than the number",
            ),
        ),
    ]
