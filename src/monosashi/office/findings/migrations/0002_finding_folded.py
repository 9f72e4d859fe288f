"""What a finding says in words, in one spelling, for searching.

Safe beside the old code, which leaves the column empty: what it finds is found by searching after the next review. Old rows are
filled in as far as this version still has their sentences; the others stay empty until the next review. Reversing loses nothing
that cannot be made again.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from monosashi.office.findings.identity import finding_of
from monosashi.office.findings.words import folded_of
from monosashi.wording import BadTemplate, UnknownMessage


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Sentences of a city's own rules are not known here."""
    findings = apps.get_model("findings", "FindingRow").objects.using(editor.connection.alias)
    for row in findings.only("pk", "body").iterator(chunk_size=500):
        try:
            folded = folded_of(finding_of(row.body), {})
        except (BadTemplate, UnknownMessage, LookupError, ValueError):
            continue
        findings.filter(pk=row.pk).update(folded=folded)


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial")]

    operations = [
        migrations.AddField("findingrow", "folded", models.TextField(default="", db_default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
