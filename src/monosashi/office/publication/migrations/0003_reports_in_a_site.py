"""The reports in PDF in each language, and which of them a preview holds.

Safe beside the old code: columns with defaults; the old code makes one report for each edition and never another beside it. Old rows
are reports in Japanese, and previews without reports. Reversing loses which reports in English were made, which has to be forgotten
first where there are any; they can be made again.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_year_reports")]

    operations = [
        migrations.AddField("preview", "reports", models.TextField(default="[]", db_default="[]")),
        migrations.AddField("yearreport", "language", models.CharField(default="ja", db_default="ja", max_length=8)),
        migrations.AlterModelOptions("yearreport", {"ordering": ("plan", "-edition", "language")}),
        migrations.RemoveConstraint("yearreport", "year_report_stands_once"),
        migrations.AddConstraint(
            "yearreport",
            models.UniqueConstraint(fields=("plan", "edition", "language"), name="year_report_stands_once"),
        ),
    ]
