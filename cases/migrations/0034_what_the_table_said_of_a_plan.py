from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_drafts_of_looking_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="plandecision",
            name="answer",
            field=models.CharField(blank=True, max_length=30, verbose_name="会議の答え"),
        ),
    ]
