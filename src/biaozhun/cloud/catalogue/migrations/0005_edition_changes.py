from django.db import migrations, models


class Migration(migrations.Migration):
    """A log of which editions were written or went, in the order of the commits."""

    dependencies = [
        ("catalogue", "0004_schedules"),
    ]

    operations = [
        migrations.CreateModel(
            name="EditionChange",
            fields=[
                ("sequence", models.BigAutoField(primary_key=True, serialize=False)),
                ("slug", models.CharField(max_length=190, unique=True)),
                ("changed", models.DateTimeField(db_index=True)),
                ("gone", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["sequence"],
            },
        ),
    ]
