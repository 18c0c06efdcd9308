"""Templates and values become tagged PDF pages, in this process, offline, with our own fonts only."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.typeset.coverage import font_coverage

_FAMILY = "NotoSans"
_MOST_LETTERS = 12
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FOOT = "page"
_MARKS = "query(metadata).map(each => (each.value, each.location().page()))"
"""Every mark with its page; the foot of each page leaves one too, which counts the pages."""

Printable = str | int | bool | None | Sequence["Printable"] | Mapping[str, "Printable"]
"""What a template takes: JSON."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place of a template and the page it came to stand on, from 1."""

    name: str
    page: int


@dataclass(frozen=True, slots=True)
class Typeset:
    """Pages as PDF, how many they are, where the marks are."""

    pdf: bytes
    pages: int
    marks: tuple[Mark, ...]


class Typesetter:
    """Sets the templates of one folder in the fonts of another; same values, same bytes."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        self._templates = templates
        self._fonts = fonts

    @cached_property
    def _drawable(self) -> frozenset[int]:
        return font_coverage(self._fonts, _FAMILY)

    def typeset(self, template: str, values: Mapping[str, Printable]) -> Typeset:
        """Set a template; raises UserError `missing_glyphs` for characters that no font of ours can draw."""
        import typst  # 30 MB that only an export needs

        missing: set[str] = set()
        clean = self._clean(values, missing)
        if missing:
            letters = " ".join(sorted(missing)[:_MOST_LETTERS])
            raise UserError("missing_glyphs", ExitCode.BUNDLE_REFUSED, letters=letters)
        compiler = typst.Compiler(
            str(self._templates / template),
            root=str(self._templates),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self._fonts)]
            ),
            sys_inputs={"values": json.dumps(clean, ensure_ascii=False)},
        )
        try:
            pdf = compiler.compile(format="pdf", timestamp=0)
            found = json.loads(compiler.eval(_MARKS))
        except typst.TypstError as error:
            raise BugError(f"template {template}: {error.message}") from None
        if not isinstance(pdf, bytes):
            raise BugError(f"template {template}: no single file")
        return Typeset(
            pdf=pdf,
            pages=sum(name == _FOOT for name, _ in found),
            marks=tuple(Mark(name, page) for name, page in found if name != _FOOT),
        )

    def _clean(self, value: Printable, missing: set[str]) -> Printable:
        if isinstance(value, str):
            return self._drawn(value, missing)
        if isinstance(value, Mapping):
            return {key: self._clean(each, missing) for key, each in value.items()}
        if isinstance(value, Sequence):
            return [self._clean(each, missing) for each in value]
        return value

    def _drawn(self, text: str, missing: set[str]) -> str:
        """Return the text composed and without control and direction characters; note what has no glyph."""
        composed = unicodedata.normalize("NFC", text)
        shown = [each for each in composed if unicodedata.category(each) not in _INVISIBLE]
        missing.update(each for each in shown if ord(each) not in self._drawable)
        return "".join(shown)
