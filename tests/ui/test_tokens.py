"""Every color can be read on what it stands on, and colors stand in one file."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tests.ui.setting import RESOURCES
from vault.domain.coverage.verdict import Verdict
from vault.ui.theme.tokens import DARK, LIGHT, VERDICT_TONES, Tokens, Tone, high_contrast

SOURCES = RESOURCES.parent / "vault" / "ui"
SCHEMES = {
    "light": LIGHT,
    "dark": DARK,
    "light, high contrast": high_contrast(LIGHT),
    "dark, high contrast": high_contrast(DARK),
}
TEXT, EDGE = 4.5, 3.0
SURFACES = (Tone.WINDOW, Tone.NAV, Tone.CARD, Tone.SUNKEN, Tone.SELECT)
TINTS = (Tone.OK_TINT, Tone.RISK_TINT, Tone.UNKNOWN_TINT, Tone.NO_TINT)
TEXT_PAIRS = [
    *[(tone, on) for tone in (Tone.TEXT, Tone.TEXT2) for on in SURFACES + TINTS],
    *[(Tone.TEXT3, on) for on in (Tone.WINDOW, Tone.NAV, Tone.CARD, Tone.SUNKEN)],
    *[(Tone.LINK, on) for on in SURFACES],
    *[(tone, on) for tone, _ in VERDICT_TONES.values() for on in (Tone.WINDOW, Tone.CARD)],
    *[(tone, tint) for tone, tint in VERDICT_TONES.values()],
    *[(VERDICT_TONES[verdict][0], Tone.SELECT) for verdict in Verdict if verdict is not Verdict.NOT_COUNTED],
    (Tone.ON_ACCENT, Tone.ACCENT),
    (Tone.ON_ACCENT, Tone.PRESSED),
    (Tone.ON_INVERSE, Tone.INVERSE),
    (Tone.ON_INVERSE2, Tone.INVERSE),
    *[(Tone.GLYPH, tone) for tone in (Tone.OK, Tone.RISK, Tone.UNKNOWN, Tone.NO)],
]
EDGE_PAIRS = [
    *[(Tone.EDGE, on) for on in (Tone.WINDOW, Tone.NAV, Tone.CARD, Tone.SUNKEN)],
    *[(Tone.LINK, on) for on in SURFACES],
    *[(Tone.ACCENT, on) for on in (Tone.WINDOW, Tone.CARD, Tone.NAV)],
    *[(tone, Tone.WINDOW) for tone, _ in VERDICT_TONES.values()],
]


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(tokens: Tokens, one: Tone, other: Tone) -> float:
    light, dark = sorted((_luminance(tokens.hex(one)), _luminance(tokens.hex(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _too_weak(tokens: Tokens, pairs: list[tuple[Tone, Tone]], least: float) -> list[str]:
    found = [(one, other, _contrast(tokens, one, other)) for one, other in pairs]
    return [f"{one} on {other}: {ratio:.2f}" for one, other, ratio in found if ratio < least]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_what_it_stands_on(scheme: str) -> None:
    assert _too_weak(SCHEMES[scheme], TEXT_PAIRS, TEXT) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_can_be_seen_on_what_they_stand_on(scheme: str) -> None:
    assert _too_weak(SCHEMES[scheme], EDGE_PAIRS, EDGE) == []


def test_a_contrast_is_computed_as_the_guidelines_do() -> None:
    black_and_white = Tokens(*["#000000" if field.name == "text" else "#FFFFFF" for field in fields(Tokens)])
    assert round(_contrast(black_and_white, Tone.TEXT, Tone.CARD), 2) == 21.0


def test_high_contrast_has_edges_as_strong_as_text_and_no_tint() -> None:
    tokens = high_contrast(DARK)
    assert tokens.line == tokens.edge == tokens.text
    assert {tokens.hex(tint) for tint in TINTS} == {tokens.card}


def test_every_tone_is_a_token() -> None:
    assert {tone.value for tone in Tone} == {field.name for field in fields(Tokens)}


@pytest.mark.parametrize(
    "path", sorted(SOURCES.rglob("*.py")), ids=lambda path: str(Path(path).relative_to(SOURCES))
)
def test_no_color_stands_outside_the_tokens(path: Path) -> None:
    if path.name == "tokens.py":
        return
    text = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|rgba?\(|QColor\(\d|QColor\(\"|GlobalColor\.(?!transparent)",
            text,
        )
        == []
    )
