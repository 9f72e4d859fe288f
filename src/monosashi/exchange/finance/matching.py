"""Which rows belong to which budget program of the plan: by decision, by code, else by account and name. Never guessed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from monosashi.core.messages import InvalidInput, Problem, message
from monosashi.core.money import Account, BudgetProgram
from monosashi.core.plan import Plan
from monosashi.exchange.finance.mapping import Decision, FinanceMapping
from monosashi.exchange.finance.rows import Identity, MoneyRow
from monosashi.exchange.finance.words import account_meant, fold


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that name the same program in the same words."""

    identity: Identity
    rows: tuple[MoneyRow, ...]

    @property
    def line(self) -> int:
        """The line of the first row."""
        return self.rows[0].line


@dataclass(frozen=True, slots=True)
class Matching:
    """`renamed`: matched by code, though the names differ. `questions`: groups that may belong to one program or another."""

    rows: dict[str, tuple[MoneyRow, ...]]
    unmatched_rows: tuple[RowGroup, ...]
    unmatched_programs: tuple[BudgetProgram, ...]
    questions: tuple[Problem, ...]
    renamed: tuple[Problem, ...]


def matched(rows: Iterable[MoneyRow], plan: Plan, mapping: FinanceMapping) -> Matching:
    """The rows by program id.

    Raises InvalidInput where an account that decides is not known by any word.
    """
    work = _Matching(plan, mapping)
    for group in _groups(rows):
        work.add(group)
    if work.problems:
        raise InvalidInput(tuple(work.problems.values()))
    return work.done()


def _groups(rows: Iterable[MoneyRow]) -> tuple[RowGroup, ...]:
    groups: dict[tuple[str, ...], list[MoneyRow]] = defaultdict(list)
    for row in rows:
        groups[_folded(row.identity)].append(row)
    return tuple(RowGroup(members[0].identity, tuple(members)) for members in groups.values())


def _folded(identity: Identity) -> tuple[str, ...]:
    return tuple(fold(getattr(identity, field.name)) for field in fields(Identity))


class _Matching:
    """One matching, group by group."""

    def __init__(self, plan: Plan, mapping: FinanceMapping) -> None:
        self._plan, self._mapping = plan, mapping
        self._by_code: dict[str, list[BudgetProgram]] = defaultdict(list)
        self._by_name: dict[str, list[BudgetProgram]] = defaultdict(list)
        for program in plan.budget_programs:
            self._by_name[fold(program.name)].append(program)
            if program.code:
                self._by_code[fold(program.code)].append(program)
        self._found: dict[str, list[RowGroup]] = defaultdict(list)
        self._unmatched: list[RowGroup] = []
        self._questions: list[Problem] = []
        self._asked: set[str] = set()
        self.problems: dict[str, Problem] = {}

    def add(self, group: RowGroup) -> None:
        """Find the program of one group."""
        decided = self._decided(group.identity)
        candidates = decided or self._candidates(group)
        if not candidates:
            self._unmatched.append(group)
        elif all(program.id in self._mapping.decisions.leave for program in candidates):
            return
        elif decided:
            self._take(group, candidates)
        else:
            self._narrowed(group, candidates)

    def done(self) -> Matching:
        """All that was found. Two groups for one program are asked about."""
        rows = {}
        for program in self._plan.budget_programs:
            groups = self._found.get(program.id, [])
            if len({self._told(group.identity) for group in groups}) > 1 and not self._all_decided(groups):
                self._ask("several_rows", groups[-1], (program,), lines=tuple(group.line for group in groups))
            elif groups:
                rows[program.id] = tuple(row for group in groups for row in group.rows)
        left = (*rows, *self._asked, *self._mapping.decisions.leave)
        unmatched = tuple(program for program in self._plan.budget_programs if program.id not in left)
        renamed = tuple(problem for id_ in rows for group in self._found[id_] for problem in self._renamed(id_, group))
        return Matching(rows, tuple(self._unmatched), unmatched, tuple(self._questions), renamed)

    def _decided(self, identity: Identity) -> list[BudgetProgram]:
        programs = {decision.program for decision in self._mapping.decisions.match if _agrees(decision, identity)}
        return [program for program in self._plan.budget_programs if program.id in programs]

    def _all_decided(self, groups: Iterable[RowGroup]) -> bool:
        return all(self._decided(group.identity) for group in groups)

    def _candidates(self, group: RowGroup) -> list[BudgetProgram]:
        identity = group.identity
        by_code = self._by_code.get(fold(identity.code), []) if identity.code else []
        if found := [program for program in by_code if self._fits_account(program, group)]:
            return found
        by_name = self._by_name.get(fold(identity.name), []) if identity.name else []
        return [
            program
            for program in by_name
            if self._fits_account(program, group) and not (identity.code and program.code)
        ]

    def _fits_account(self, program: BudgetProgram, group: RowGroup) -> bool:
        read = group.identity.account
        if not read or program.account is Account.UNDECLARED:
            return True
        account = account_meant(read, self._mapping.account_words)
        if account is None:
            why, remedy = message("finance.unknown_account"), message("finance.unknown_account.remedy")
            self.problems.setdefault(fold(read), Problem("", read, why, remedy, group.line))
        return account in {program.account, Account.UNDECLARED}

    def _narrowed(self, group: RowGroup, candidates: Sequence[BudgetProgram]) -> None:
        part = fold(group.identity.part)
        of_part = [program for program in candidates if fold(program.part) == part]
        if not of_part:
            self._ask("part_or_whole", group, candidates)
            return
        of_department = [program for program in of_part if self._is_of_department(program, group.identity)]
        self._take(group, of_department if len(of_part) > 1 and of_department else of_part)

    def _is_of_department(self, program: BudgetProgram, identity: Identity) -> bool:
        department = self._plan.index.department.get(program.department or "")
        return (
            bool(identity.department) and department is not None and fold(department.name) == fold(identity.department)
        )

    def _take(self, group: RowGroup, programs: Sequence[BudgetProgram]) -> None:
        if len(programs) == 1:
            self._found[programs[0].id].append(group)
        else:
            self._ask("several_programs", group, programs)

    def _ask(self, why: str, group: RowGroup, programs: Sequence[BudgetProgram], lines: tuple[int, ...] = ()) -> None:
        self._asked.update(program.id for program in programs)
        named = tuple(message("finance.program", id=p.id, name=p.name, part=p.part) for p in programs)
        reason = message(
            f"finance.asked.{why}", programs=named, lines=tuple(map(str, lines)), part=group.identity.part or None
        )
        read = " ".join(filter(None, (group.identity.code, group.identity.name)))
        remedy = message("finance.decide_program", program=programs[0].id)
        self._questions.append(Problem("", read, reason, remedy, group.line))

    def _told(self, identity: Identity) -> tuple[str, ...]:
        """What tells one program of the finance system from another; departments may share one."""
        return fold(identity.code) or fold(identity.name), fold(identity.account), fold(identity.part)

    def _renamed(self, program_id: str, group: RowGroup) -> Iterable[Problem]:
        program = next(program for program in self._plan.budget_programs if program.id == program_id)
        name = group.identity.name
        if name and fold(name) != fold(program.name) and not self._decided(group.identity):
            why = message("finance.renamed", code=group.identity.code, name=program.name)
            yield Problem("", name, why, message("finance.renamed.remedy"), group.line)


def _agrees(decision: Decision, identity: Identity) -> bool:
    told = ((getattr(decision, field.name), getattr(identity, field.name)) for field in fields(Identity))
    return all(fold(wanted) == fold(read) for wanted, read in told if wanted)
