"""An authority gives a filing number once."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Unique for an authority on this installation, and for the nation."""

    dependencies: ClassVar = [("issuing", "0001_issuing")]

    operations: ClassVar = [
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("filing_number", ""), _negated=True), ("recipient__isnull", False)
                ),
                fields=("recipient", "filing_number"),
                name="an_authority_gives_a_filing_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("filing_number", ""), _negated=True), ("filed_with", "nation")
                ),
                fields=("filing_number",),
                name="the_nation_gives_a_filing_number_once",
            ),
        ),
    ]
