"""How the window looks: light or dark, how large, how strong its edges; shown at once."""

from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.rows import KeyedChoice, SettingRow, TickSetting
from vault.ui.pages.settings_parts.section import Section
from vault.ui.preferences import look_settings
from vault.ui.theme.look import ContrastChoice, SchemeChoice
from vault.ui.theme.theme import MAX_SCALE, MIN_SCALE
from vault.ui.widgets.card import ListCard

_STEP = 10


class LookSection(Section):
    """Scheme, scale, contrast."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        say, chosen = desk.say, desk.settings.now
        schemes = (
            (SchemeChoice.SYSTEM, say.text("As the system")),
            (SchemeChoice.LIGHT, say.text("Light")),
            (SchemeChoice.DARK, say.text("Dark")),
        )
        self.scheme = KeyedChoice(desk.look, schemes, chosen.scheme)
        sizes = sorted({*range(MIN_SCALE, MAX_SCALE + 1, _STEP), chosen.scale})
        entries = [(str(size), say.text("{n} %", n=size)) for size in sizes]
        self.scale = KeyedChoice(desk.look, entries, str(chosen.scale))
        self.contrast = TickSetting(
            desk.look,
            say.text("Strong edges"),
            say.text("Edges as dark as the text, no tinted areas; also when the system asks for it."),
        )
        self.contrast.box.setChecked(chosen.contrast == ContrastChoice.HIGH)
        card = ListCard(desk.look)
        card.add_row(SettingRow(desk.look, say.text("Colors"), self.scheme))
        card.add_row(SettingRow(desk.look, say.text("Size of everything"), self.scale))
        card.add_row(self.contrast)
        self.add_card(card)
        self.finish()
        self.scheme.activated.connect(self._chosen)
        self.scale.activated.connect(self._chosen)
        self.contrast.box.clicked.connect(self._chosen)

    def _chosen(self) -> None:
        contrast = ContrastChoice.HIGH if self.contrast.box.isChecked() else ContrastChoice.SYSTEM
        chosen = self.desk.settings.change(
            scheme=self.scheme.key, scale=int(self.scale.key), contrast=str(contrast)
        )
        self.desk.look.choose(look_settings(chosen))
