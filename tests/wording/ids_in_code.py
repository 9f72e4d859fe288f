"""Which message ids the code says, and with which fields: read from its source.

Where an id has a hole, the hole is one of a known few if the source shows them beside it: the members of an enumeration
(`f"rounds.did.{act.value}"` where the function takes `act: SheetAct`), or what a loop over literals gives. Else it is anything.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import monosashi

SOURCE = Path(monosashi.__file__).parent
ANYTHING = r"[\w.-]+"
CALLS = frozenset({"message", "Message", "say"})

Names = Mapping[str, frozenset[str]]
"""What can stand in a hole, by the hole's own text: `act.value` or `kind`. Empty: anything."""


@cache
def trees() -> dict[str, ast.Module]:
    return {str(p.relative_to(SOURCE)): ast.parse(p.read_text(encoding="utf-8")) for p in SOURCE.rglob("*.py")}


@cache
def nodes() -> tuple[tuple[str, ast.AST], ...]:
    return tuple((path, node) for path, tree in trees().items() for node in ast.walk(tree))


@cache
def enumerations() -> dict[str, frozenset[str]]:
    """The values of every enumeration, by the name of its class. Of two with one name: those of both."""
    found: dict[str, frozenset[str]] = {}
    for _, node in nodes():
        if isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "StrEnum" for b in node.bases):
            values = (each.value for each in node.body if isinstance(each, ast.Assign))
            texts = {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
            found[node.name] = found.get(node.name, frozenset()) | texts
    return found


def id_choices(argument: ast.expr) -> tuple[ast.expr, ...]:
    return (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)


def starts_like_an_id(joined: ast.JoinedStr) -> bool:
    first = joined.values[0] if joined.values else None
    return isinstance(first, ast.Constant) and bool(re.match(r"[a-z_]+\.", str(first.value)))


def pattern_of(joined: ast.JoinedStr, known: Names = MappingProxyType({})) -> str:
    """The pattern of the ids that an f-string can be."""
    return "".join(_piece(part, known) for part in joined.values)


def _piece(part: ast.expr, known: Names) -> str:
    if isinstance(part, ast.Constant):
        return re.escape(str(part.value))
    held = known.get(ast.unparse(part.value)) if isinstance(part, ast.FormattedValue) else None
    return f"(?:{'|'.join(sorted(map(re.escape, held)))})" if held else ANYTHING


def is_whole(pattern: str) -> bool:
    """Whether it is of one id, without a hole."""
    return "(" not in pattern and "[" not in pattern


@cache
def message_calls() -> tuple[tuple[str, ast.Call, str], ...]:
    """Path, call and the id's pattern of every `message(…)` and `….say(…)` whose id stands in the call."""
    return tuple(_message_calls())


def _message_calls() -> Iterator[tuple[str, ast.Call, str]]:
    for path, tree in trees().items():
        for call, known in _calls(tree, {}):
            for given in id_choices(call.args[0]):
                if isinstance(given, ast.Constant):
                    yield path, call, re.escape(str(given.value))
                elif isinstance(given, ast.JoinedStr) and starts_like_an_id(given):
                    yield path, call, pattern_of(given, known)


def _calls(node: ast.AST, known: Names) -> Iterator[tuple[ast.Call, Names]]:
    if bound := dict(_bound_by(node)):
        known = {**known, **bound}
    if isinstance(node, ast.Call) and node.args and _called(node) in CALLS:
        yield node, known
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, known)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _bound_by(node: ast.AST) -> Iterator[tuple[str, frozenset[str]]]:
    """What a function or a loop says of the names that it binds."""
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        for arg in (*node.args.args, *node.args.kwonlyargs):
            kind = arg.annotation.id if isinstance(arg.annotation, ast.Name) else ""
            yield arg.arg, frozenset()
            yield f"{arg.arg}.value", enumerations().get(kind, frozenset())
    loops = node.generators if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) else ()
    for loop in (node,) if isinstance(node, ast.For) else loops:
        yield from _looped(loop.target, loop.iter)


def _looped(target: ast.expr, iterated: ast.expr) -> Iterator[tuple[str, frozenset[str]]]:
    """`for name in ("a", "b")`, and `for name, value in (("a", 1), ("b", 2))`."""
    items = iterated.elts if isinstance(iterated, ast.Tuple) else []
    for at, name in enumerate(target.elts if isinstance(target, ast.Tuple) else [target]):
        if isinstance(name, ast.Name):
            given = [
                each.elts[at] if isinstance(target, ast.Tuple) and isinstance(each, ast.Tuple) else each
                for each in items
            ]
            texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            yield name.id, frozenset(texts) if len(texts) == len(items) else frozenset()
            yield f"{name.id}.value", frozenset()
