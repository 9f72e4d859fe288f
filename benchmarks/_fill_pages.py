"""Fills an office with a plan of 120 measures and somebody who looks at it. Prints the cookie of their session as JSON."""

import json
import sys

import django


def main() -> dict[str, object]:
    """Migrate, keep the plan, log one person in."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- Django first has to be set up

    from benchmarks._sessions import cookie_of, editor  # noqa: PLC0415
    from benchmarks.synthetic_plans import synthetic_plan  # noqa: PLC0415
    from monosashi.office.accounts.models import RoleAssignment, Staff  # noqa: PLC0415
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.plans.actions import keep_new_plan  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    coordinator = Staff.objects.create_user("coordinator", name="成田 桂")
    RoleAssignment.objects.create(staff=coordinator, role=Role.COORDINATING_OFFICE)
    keep_new_plan(synthetic_plan(120, 5), by=person(coordinator))
    return {"coordinator": cookie_of(coordinator), "editor": cookie_of(editor("editor", "d-003"))}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()) + "\n")
