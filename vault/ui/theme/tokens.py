"""Every color of the window; no color stands anywhere else."""

from dataclasses import dataclass, replace
from enum import StrEnum

from vault.domain.coverage.verdict import Verdict


class Tone(StrEnum):
    """The name of a color by its use; the values are the fields of Tokens."""

    WINDOW = "window"
    NAV = "nav"
    CARD = "card"
    SUNKEN = "sunken"
    LINE = "line"
    EDGE = "edge"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    LINK = "link"
    ACCENT = "accent"
    PRESSED = "pressed"
    ON_ACCENT = "on_accent"
    SELECT = "select"
    OK = "ok"
    OK_TINT = "ok_tint"
    RISK = "risk"
    RISK_TINT = "risk_tint"
    UNKNOWN = "unknown"
    UNKNOWN_TINT = "unknown_tint"
    NO = "no"
    NO_TINT = "no_tint"
    GLYPH = "glyph"
    INVERSE = "inverse"
    ON_INVERSE = "on_inverse"
    ON_INVERSE2 = "on_inverse2"
    DIM = "dim"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colors of one scheme as `#RRGGBB`; `dim` alone is `#AARRGGBB`."""

    window: str
    nav: str
    card: str
    sunken: str
    line: str
    edge: str
    text: str
    text2: str
    text3: str
    link: str
    accent: str
    pressed: str
    on_accent: str
    select: str
    ok: str
    ok_tint: str
    risk: str
    risk_tint: str
    unknown: str
    unknown_tint: str
    no: str
    no_tint: str
    glyph: str
    inverse: str
    on_inverse: str
    on_inverse2: str
    dim: str

    def hex(self, tone: Tone) -> str:
        """Return the color of a tone."""
        value: str = getattr(self, tone.value)
        return value


LIGHT = Tokens(
    window="#F4F6F8",
    nav="#E9EDF1",
    card="#FFFFFF",
    sunken="#F8FAFB",
    line="#D8DEE5",
    edge="#75818E",
    text="#15202B",
    text2="#414D5A",
    text3="#56626F",
    link="#1557B8",
    accent="#1A5FC4",
    pressed="#154FA6",
    on_accent="#FFFFFF",
    select="#DCE8FA",
    ok="#176F3E",
    ok_tint="#E6F4EB",
    risk="#8A5200",
    risk_tint="#FCF1DA",
    unknown="#5C4AA8",
    unknown_tint="#EEEBF9",
    no="#B0261D",
    no_tint="#FCEAE8",
    glyph="#FFFFFF",
    inverse="#15202B",
    on_inverse="#FFFFFF",
    on_inverse2="#BCC6D0",
    dim="#66111519",
)
DARK = Tokens(
    window="#171B20",
    nav="#111519",
    card="#1F242A",
    sunken="#1B2025",
    line="#343C46",
    edge="#7F8B98",
    text="#E9EDF1",
    text2="#BCC6D0",
    text3="#9AA6B2",
    link="#8DB9FF",
    accent="#2F6FDC",
    pressed="#2C6AD6",
    on_accent="#FFFFFF",
    select="#22375A",
    ok="#62CC90",
    ok_tint="#1A2F25",
    risk="#F0B552",
    risk_tint="#352A15",
    unknown="#B9AAF5",
    unknown_tint="#2A2642",
    no="#FF8F86",
    no_tint="#3E2221",
    glyph="#14181C",
    inverse="#E9EDF1",
    on_inverse="#15202B",
    on_inverse2="#414D5A",
    dim="#99000000",
)


def high_contrast(tokens: Tokens) -> Tokens:
    """Return the tokens with every edge as strong as the text and no tinted surface."""
    return replace(
        tokens,
        window=tokens.card,
        nav=tokens.card,
        sunken=tokens.card,
        line=tokens.text,
        edge=tokens.text,
        ok_tint=tokens.card,
        risk_tint=tokens.card,
        unknown_tint=tokens.card,
        no_tint=tokens.card,
    )


VERDICT_TONES = {
    Verdict.SUPPORTED: (Tone.OK, Tone.OK_TINT),
    Verdict.AT_RISK: (Tone.RISK, Tone.RISK_TINT),
    Verdict.UNKNOWN: (Tone.UNKNOWN, Tone.UNKNOWN_TINT),
    Verdict.NOT_SUPPORTED: (Tone.NO, Tone.NO_TINT),
    Verdict.NOT_COUNTED: (Tone.TEXT3, Tone.SUNKEN),
}
"""The color and the tint of each verdict."""
