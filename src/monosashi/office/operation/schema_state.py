"""Whether the database is as this version of the software expects it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps

Step = tuple[str, str]
"""App and name of a migration."""


@dataclass(frozen=True, slots=True)
class SchemaState:
    """`applied` steps; `pending` ones that this version still has to make; `unknown` ones that a newer version made."""

    applied: tuple[Step, ...]
    pending: tuple[Step, ...]
    unknown: tuple[Step, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was ever made here."""
        return not self.applied

    @property
    def fits(self) -> bool:
        """Whether the office can run on it."""
        return not self.pending and not self.unknown


def schema_state() -> SchemaState:
    """What the database has and what it lacks. A few queries; nothing is changed."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    known = set(loader.disk_migrations)
    return SchemaState(
        applied=tuple(sorted(applied)),
        pending=tuple(step for step in _in_order(loader) if step not in applied),
        unknown=tuple(sorted(applied - known)),
    )


def _in_order(loader: MigrationLoader) -> list[Step]:
    plan = MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes(), clean_start=True)
    return [(migration.app_label, migration.name) for migration, _ in plan]


def newest_of_each(loader: MigrationLoader, steps: Iterable[Step]) -> list[Step]:
    """The last of the steps of each app. An earlier one would ask a migration for the way back."""
    nodes, made = loader.graph.node_map, set(steps)
    return sorted(
        step
        for step in made
        if not any(child.key[0] == step[0] and child.key in made for child in nodes[step].children)
    )


def models_as_they_stand() -> StateApps:
    """The models by which the tables were made, whatever those of this version are."""
    loader = MigrationLoader(connection)
    known = [step for step in loader.applied_migrations if step in loader.graph.node_map]
    return loader.project_state(newest_of_each(loader, known)).apps
