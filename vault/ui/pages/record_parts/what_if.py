"""What visits to come on a referral would find: day by day, more months one click away."""

from vault.domain.records.referral import Referral, ReferralStatus
from vault.ui.navigation import ShowWhatIf
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.what_if_pane import WhatIfPane
from vault.ui.widgets.link_label import Link

_MONTHS = 2


def what_if_part(room: RecordRoom, referral: Referral) -> "WhatIfPart | None":
    """Return the section of a referral in use; what is used up or revoked supports no visit to come."""
    if room.judged is None or referral.status is not ReferralStatus.ACTIVE:
        return None
    service = next(iter(referral.services), None)
    return WhatIfPart(room, WhatIfPane(room.desk, room.judged, service, _MONTHS), service)


class WhatIfPart(Group):
    """The months below a heading."""

    def __init__(self, room: RecordRoom, pane: WhatIfPane, service: str | None) -> None:
        link = Link(room.say.text("More months"), ShowWhatIf(service))
        super().__init__(room, room.say.text("What if"), aside=link)
        self.pane = pane
        self.add(pane)
