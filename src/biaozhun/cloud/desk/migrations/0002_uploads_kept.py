from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="removed",
            field=models.DateTimeField(blank=True, db_index=True, null=True),
        ),
    ]
