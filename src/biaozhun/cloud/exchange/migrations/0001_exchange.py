import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Partners, agreements, runs of the exchange, and where foreign rows come from."""

    initial = True

    dependencies = [
        ("catalogue", "0004_schedules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifier", models.CharField(max_length=16, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="ForeignSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(help_text="of the source here", max_length=60, unique=True),
                ),
                ("installation", models.CharField(max_length=16)),
                ("origin", models.CharField(help_text="slug of the source there", max_length=60)),
                ("via", models.CharField(max_length=16)),
                ("rank", models.PositiveSmallIntegerField(help_text="precedence as last told")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("installation", "origin"), name="a_foreign_source_is_known_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HarvestPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=60)),
                ("address", models.CharField(max_length=500)),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("last_modified", models.CharField(blank=True, max_length=60)),
                (
                    "until",
                    models.DateTimeField(
                        blank=True,
                        help_text="what changed there before this instant has come",
                        null=True,
                    ),
                ),
                (
                    "harvested",
                    models.DateTimeField(help_text="when it was last asked with success"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "address"), name="a_point_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("international", "International"),
                            ("foreign", "Foreign"),
                            ("province", "Province"),
                            ("library", "Library"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=60)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("contact", models.CharField(blank=True, max_length=300)),
                (
                    "user_agent",
                    models.CharField(
                        blank=True, help_text="how its harvester names itself", max_length=80
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["international", "foreign", "province", "library", "other"],
                            )
                        ),
                        name="a_partner_has_a_known_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "In"), ("out", "Out"), ("both", "Both")], max_length=4
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, help_text="slug of the source", max_length=60),
                ),
                (
                    "protocol",
                    models.CharField(
                        choices=[
                            ("oai-pmh", "Oai Pmh"),
                            ("download", "Download"),
                            ("file", "File"),
                            ("bulk", "Bulk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=500)),
                ("format", models.CharField(blank=True, max_length=40)),
                ("licence", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("unchanged", "Unchanged"),
                            ("failed", "Failed"),
                        ],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("started", models.DateTimeField(db_index=True)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                (
                    "received",
                    models.PositiveBigIntegerField(
                        default=0, help_text="records received or written"
                    ),
                ),
                ("stored", models.PositiveBigIntegerField(default=0)),
                ("merged", models.PositiveBigIntegerField(default=0)),
                ("rejected", models.PositiveBigIntegerField(default=0)),
                (
                    "dropped",
                    models.PositiveBigIntegerField(
                        default=0, help_text="rows the other side took back"
                    ),
                ),
                (
                    "own",
                    models.PositiveBigIntegerField(
                        default=0, help_text="rows of ours that came back"
                    ),
                ),
                ("bytes", models.PositiveBigIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("ordered_by", models.CharField(blank=True, max_length=150)),
                (
                    "imports",
                    models.ManyToManyField(
                        blank=True, related_name="exchanges", to="catalogue.importrun"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="runs",
                        to="exchange.partner",
                    ),
                ),
            ],
            options={
                "ordering": ["-started", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["running", "done", "unchanged", "failed"])
                        ),
                        name="an_exchange_has_a_known_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "In"), ("out", "Out"), ("both", "Both")], max_length=4
                    ),
                ),
                ("begins", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("scope", models.TextField(blank=True)),
                ("licence", models.CharField(blank=True, max_length=200)),
                (
                    "document",
                    models.CharField(
                        blank=True, help_text="where the text is kept", max_length=500
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="exchange.partner",
                    ),
                ),
            ],
            options={
                "ordering": ["-begins", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("begins")),
                            _connector="OR",
                        ),
                        name="an_agreement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["in", "out", "both"])),
                        name="an_agreement_has_a_direction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServedHarvest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "agent",
                    models.CharField(help_text="first word of the User-Agent", max_length=80),
                ),
                ("prefix", models.CharField(max_length=20)),
                ("requests", models.PositiveBigIntegerField(default=0)),
                ("records", models.PositiveBigIntegerField(default=0)),
                ("bytes", models.PositiveBigIntegerField(default=0)),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="served",
                        to="exchange.partner",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "agent", "prefix"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "agent", "prefix"), name="a_day_is_counted_once"
                    )
                ],
            },
        ),
    ]
