"""Keeps the catalogues in step with the sentences of the code: finds every message id, updates each `.po`.

Run `.venv/bin/python packaging/translations.py` after changing a sentence, then translate what it left empty.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "resources" / "translations"
HEADER = (
    "# {language} sentences of Referral Vault.\n"
    "# Keep every {{placeholder}}; {{n}} is the number that chooses between the two forms.\n"
    'msgid ""\n'
    'msgstr ""\n'
    '"Project-Id-Version: Referral Vault\\n"\n'
    '"Language: {code}\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
SERVICES = ("vault.domain.records.kinds", "SHIPPED_SERVICES")
NAMED_BY_DATA = {
    ("vault.services.bundle.labels", "service_text"): SERVICES,
    ("vault.services.wording.names", "service_name"): SERVICES,
}
"""Functions that translate a name of the records: where the names that are shipped stand."""

Message = str | tuple[str, str]
"""A message id, or the singular and plural of one that counts."""

_Scope = ast.FunctionDef | ast.Lambda
_Comprehension = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


class UnseenSentenceError(Exception):
    """A sentence is made in a way that hides its message id from this program."""


GIVERS = frozenset({"Wording", "Desk", "Page", "Lobby", "FormRoom", "RecordRoom"})
"""Classes that give a module its wording; the others as `desk.say`, `room.say`."""


@dataclass(slots=True)
class Module:
    """A parsed module; `parents` leads from each node to the one that holds it."""

    name: str
    path: Path
    tree: ast.Module
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, root: Path) -> "Module":
        """Parse a module of the tree at `root`."""
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        module = cls(name, path, ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(module.tree):
            for child in ast.iter_child_nodes(node):
                module.parents[child] = node
        return module

    def knows_wording(self) -> bool:
        """Tell whether sentences may be made here."""
        return any(
            (isinstance(node, ast.ImportFrom) and any(each.name in GIVERS for each in node.names))
            or (isinstance(node, ast.ClassDef) and node.name == "Wording")
            for node in ast.walk(self.tree)
        )

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what holds a node, innermost first."""
        while node in self.parents:
            node = self.parents[node]
            yield node


class Collector:
    """Follows what is passed to `Wording.text` and `Wording.count` back to the literals."""

    def __init__(self, root: Path) -> None:
        paths = sorted((root / "vault").rglob("*.py"))
        self._modules = {module.name: module for module in (Module.read(path, root) for path in paths)}
        self._root = root

    def messages(self) -> dict[Message, list[str]]:
        """Return every message with the files it is used in."""
        found: dict[Message, list[str]] = {}
        for module in self._modules.values():
            if module.knows_wording():
                for message in self._of_module(module):
                    files = found.setdefault(message, [])
                    place = module.path.relative_to(self._root).as_posix()
                    if place not in files:
                        files.append(place)
        return found

    def _of_module(self, module: Module) -> Iterator[Message]:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            if node.func.attr == "text":
                yield from filter(None, self._leaves(module, node.args[0]))
            elif node.func.attr == "count" and len(node.args) == 3:  # noqa: PLR2004 - number and both forms
                yield from self._forms(module, node.args[1], node.args[2])

    def _forms(self, module: Module, singular: ast.expr, plural: ast.expr) -> Iterator[Message]:
        ones = list(self._leaves(module, singular))
        if isinstance(singular, ast.Constant):
            yield from zip(ones, self._leaves(module, plural), strict=True)
        else:  # both forms come from one table of pairs
            yield from zip(ones[::2], ones[1::2], strict=True)

    def _leaves(self, module: Module, node: ast.AST) -> Iterator[str]:
        """Yield the string literals an expression may stand for, in their order."""
        match node:
            case ast.Constant(value=str(literal)):
                yield literal
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
                for part in parts:
                    yield from self._leaves(module, part)
            case ast.IfExp(body=first, orelse=second):
                yield from self._leaves(module, first)
                yield from self._leaves(module, second)
            case ast.Subscript(value=table):
                yield from self._leaves(module, table)
            case ast.Call(func=ast.Attribute(value=table, attr="get" | "items" | "values"), args=arguments):
                yield from self._leaves(module, table)
                for fallback in arguments[1:]:
                    yield from self._leaves(module, fallback)
            case ast.Call(func=ast.Name(id=name)):
                yield from self._answers(module, node, name)
            case ast.Name(id=name):
                yield from self._named(module, node, name)
            case _:
                raise self._unseen(module, node)

    def _answers(self, module: Module, node: ast.AST, name: str) -> Iterator[str]:
        """Yield what a function of the module may return."""
        functions = [
            each for each in module.tree.body if isinstance(each, ast.FunctionDef) and each.name == name
        ]
        if not functions:
            raise self._unseen(module, node)
        for each in ast.walk(functions[0]):
            if isinstance(each, ast.Return) and each.value is not None:
                yield from self._leaves(module, each.value)

    def _named(self, module: Module, node: ast.AST, name: str) -> Iterator[str]:
        """Yield what a name may stand for: the nearest place that binds it."""
        for holder in module.above(node):
            sources: list[ast.expr] = []
            if isinstance(holder, _Comprehension):
                sources = [each.iter for each in holder.generators if _binds(each.target, name)]
            elif isinstance(holder, _Scope):
                if any(each.arg == name for each in _parameters(holder)):
                    yield from self._passed(module, node, holder, name)
                    return
                sources = list(_bound(ast.walk(holder), name))
            elif isinstance(holder, ast.Module):
                sources = list(_bound(holder.body, name))
            if sources:
                for source in sources:
                    yield from self._leaves(module, source)
                return
        yield from self._imported(module, node, name)

    def _passed(self, module: Module, node: ast.AST, function: _Scope, name: str) -> Iterator[str]:
        """Yield what the calls in the module pass for a parameter."""
        called = getattr(function, "name", "")
        if (module.name, called) in NAMED_BY_DATA:
            yield from self._shipped(*NAMED_BY_DATA[module.name, called])
            return
        at = [each.arg for each in _parameters(function)].index(name)
        passed = [
            argument
            for call in ast.walk(module.tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == called
            for argument in (
                *call.args[at : at + 1],
                *(each.value for each in call.keywords if each.arg == name),
            )
        ]
        if not passed:
            raise self._unseen(module, node)
        for argument in passed:
            yield from self._leaves(module, argument)

    def _shipped(self, module: str, table: str) -> Iterator[str]:
        """Yield the second literal of each member of a table: its name."""
        (source,) = _bound(self._modules[module].tree.body, table)
        for call in ast.walk(source):
            if isinstance(call, ast.Call):
                yield from self._leaves(self._modules[module], call.args[1])

    def _imported(self, module: Module, node: ast.AST, name: str) -> Iterator[str]:
        for each in ast.walk(module.tree):
            if (
                isinstance(each, ast.ImportFrom)
                and each.module in self._modules
                and any(alias.name == name for alias in each.names)
            ):
                other = self._modules[each.module]
                for source in _bound(other.tree.body, name):
                    yield from self._leaves(other, source)
                return
        raise self._unseen(module, node)

    def _unseen(self, module: Module, node: ast.AST) -> UnseenSentenceError:
        place = f"{module.path.relative_to(self._root)}:{getattr(node, 'lineno', 0)}"
        return UnseenSentenceError(
            f"{place}: `{ast.unparse(node)}` leads to no literal; put the sentences in a table"
        )


def _binds(target: ast.expr, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(target))


def _bound(nodes: Iterable[ast.AST], name: str) -> Iterator[ast.expr]:
    for node in nodes:
        match node:
            case ast.Assign(targets=targets, value=value) if any(_binds(each, name) for each in targets):
                yield value
            case ast.AnnAssign(target=target, value=ast.expr() as value) if _binds(target, name):
                yield value
            case ast.For(target=target, iter=value) if _binds(target, name):
                yield value


def _parameters(function: _Scope) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def collect(root: Path = ROOT) -> dict[Message, list[str]]:
    """Return every message id of the code with its files; UnseenSentenceError where one is hidden."""
    return Collector(root).messages()


def update(path: Path, messages: dict[Message, list[str]]) -> tuple[int, int]:
    """Rewrite a catalogue: translations stay, gone messages go; return how many there are and lack."""
    from babel import Locale
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    old = read_po(BytesIO(path.read_bytes()), locale=path.stem) if path.exists() else Catalog(path.stem)
    new = Catalog(path.stem)
    counting = {each[0] for each in messages if not isinstance(each, str)}
    lacking = 0
    for message, files in messages.items():
        if message in counting:
            continue  # gettext has one entry for both uses
        held = old.get(message if isinstance(message, str) else message[0])
        kept = held.string if held is not None and held.pluralizable == isinstance(message, tuple) else None
        lacking += not kept or not all(kept)
        new.add(message, kept, [(each, 0) for each in files])
    text = BytesIO()
    write_po(text, new, width=110, omit_header=True, include_lineno=False)
    header = HEADER.format(language=Locale(path.stem).english_name, code=path.stem)
    path.write_bytes(header.encode() + b"\n" + text.getvalue().rstrip(b"\n") + b"\n")
    return len(new), lacking


def main() -> int:
    """Update every catalogue there is."""
    messages = collect()
    for path in sorted(CATALOGUES.glob("*.po")):
        total, lacking = update(path, messages)
        print(f"{path.name}: {total} messages, {lacking} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
