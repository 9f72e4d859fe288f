"""Which tables the set has, in the order in which an auditor reads them."""

from monosashi.publishing.auditor.editions_table import editions_table
from monosashi.publishing.auditor.figures_table import figures_table
from monosashi.publishing.auditor.findings import findings_table, rules_table
from monosashi.publishing.auditor.increments import increments_table
from monosashi.publishing.auditor.judgements import grades_table, targets_table
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.money import execution_table, overruns_table
from monosashi.publishing.auditor.population import completeness_table, population_table
from monosashi.publishing.auditor.samples import money_sample_table, random_sample_table
from monosashi.publishing.auditor.tables import Table
from monosashi.publishing.auditor.texts import texts_table

_TABLES = (
    completeness_table,
    population_table,
    figures_table,
    execution_table,
    overruns_table,
    targets_table,
    texts_table,
    grades_table,
    increments_table,
    findings_table,
    rules_table,
    random_sample_table,
    money_sample_table,
    editions_table,
)


def tables_of(material: Material) -> tuple[Table, ...]:
    """All of them, the empty ones too: that there is nothing is a result."""
    return tuple(make(material) for make in _TABLES)
