"""`monosashi office user`: accounts from the console. A password is printed once and kept nowhere."""

from typing import Annotated, Any

import typer

from monosashi.cli.office_start import NO_HOME, HomePath, operation, start
from monosashi.cli.session import ExitCode, Session, write_out
from monosashi.core.messages import InvalidInput, Message, message

ACTS = ("create", "reset", "disable", "role")

Act = Annotated[str, typer.Argument(metavar="create|reset|disable|role", help="cli.office_user.argument.act")]
Account = Annotated[str, typer.Argument(metavar="USERNAME", help="cli.office_user.argument.username")]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="cli.office_user.option.name")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="cli.office_user.option.role")]
Department = Annotated[str, typer.Option("--department", metavar="CODE", help="cli.office_user.option.department")]
PlanId = Annotated[str, typer.Option("--plan", metavar="PLAN", help="cli.office_user.option.plan")]


def command(  # noqa: PLR0913 -- what is done, to whom, and which role where
    ctx: typer.Context,
    act: Act,
    username: Account,
    *,
    home: HomePath = NO_HOME,
    name: Name = "",
    role: RoleName = "",
    department: Department = "",
    plan: PlanId = "",
) -> int:
    """Do one thing to one account."""
    session: Session = ctx.obj
    if act not in ACTS:
        raise InvalidInput.of("monosashi office user", message("cli.office_user.no_act"), _acts(), read=act)
    start(home, session)
    operation("serving").refuse_unready("monosashi office user")
    users = operation("users")
    wanted = users.role_named(role, department, plan) if role or act == "role" else None
    try:
        _do(act, username, users, session, name=name, wanted=wanted)
    except Exception as error:
        why = getattr(error, "why", None)
        if isinstance(why, Message):
            raise InvalidInput.of(
                f"monosashi office user {act}", why, message("cli.office_user.not_done"), read=username
            ) from None
        raise
    return ExitCode.FINE


def _do(act: str, username: str, users: Any, session: Session, *, name: str, wanted: Any) -> None:  # noqa: ANN401 -- the office's own module
    if act == "disable":
        users.disable(username)
        write_out(session.text("cli.office_user.disabled", username=username))
        return
    if act == "role":
        users.give(username, wanted)
        write_out(session.text("cli.office_user.role_given", username=username, role=session.word(wanted.role)))
        return
    password = users.create(username, name, wanted) if act == "create" else users.reset_password(username)
    days = users.days_of_temporary_password()
    write_out(session.text("cli.office_user.password", username=username, password=password, days=days))


def _acts() -> Message:
    return message("cli.office_user.acts_are", names=ACTS)
