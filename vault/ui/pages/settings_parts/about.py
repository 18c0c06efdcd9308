"""What this program is."""

from vault import __version__
from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.section import Section
from vault.ui.theme.fonts import Role
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.card import Card
from vault.ui.widgets.labels import Label


class AboutSection(Section):
    """Name, version, license."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        look, say = desk.look, desk.say
        card = Card(look)
        card.column.addWidget(Label(look, say.text("Referral Vault"), Role.H3))
        card.column.addWidget(
            Label(look, say.text("Version {version}", version=__version__), tone=Tone.TEXT2)
        )
        card.column.addWidget(
            Label(
                look,
                say.text(
                    "Free software under the GNU General Public License, version 3 or later."
                    " It comes without any warranty."
                ),
                tone=Tone.TEXT2,
            )
        )
        card.column.addWidget(
            Label(
                look,
                say.text(
                    "It says what your papers support. Whether a claim is paid, the insurer decides."
                    " It sends nothing anywhere by itself."
                ),
                tone=Tone.TEXT2,
            )
        )
        self.add_card(card)
        self.finish()
