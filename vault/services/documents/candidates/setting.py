"""Where a paper comes from: its language, country, currency and whether its dates put the day first."""

import re
from collections import Counter
from dataclasses import dataclass

from vault.services.documents.candidates.dates import DayFirst, find_dates, named_orders, numeric_parts
from vault.services.documents.candidates.layout import Paper

_GERMAN = frozenset((
    "der", "die", "das", "und", "ist", "für", "mit", "von", "den", "dem", "des", "sie", "ihre",
    "ihr", "wir", "bitte", "zum", "zur", "nicht", "eine", "ein", "auf", "bis", "am", "im", "herr",
    "frau", "datum", "rechnung", "verordnung", "diagnose", "nach", "oder", "bei", "geb", "sehr",
    "geehrte", "wird", "werden", "haben",
))  # fmt: skip
_ENGLISH = frozenset((
    "the", "and", "of", "to", "for", "is", "with", "your", "you", "we", "this", "in", "on", "be",
    "that", "not", "or", "by", "are", "date", "from", "please", "dear", "if", "as", "at", "member",
    "patient", "claim", "provider", "has", "been", "will", "our", "name", "code", "per", "under",
    "services", "service",
))  # fmt: skip
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND"
    "|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho"
    "|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota"
    "|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York"
    "|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina"
    "|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
_COUNTRIES = {
    "US": re.compile(
        rf"\b(?:{_STATES}),? \d{{5}}(?:-\d{{4}})?\b|\b(?:{_STATE_NAMES}),? \d{{5}}\b|\bNPI\b|\bCFR\b"
        rf"|\bRxBIN\b|\bHIPAA\b"
    ),
    "CA": re.compile(
        r"\b(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NT|NU) [A-Z]\d[A-Z]|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"
        r"|\bRMT\b|\b(?:Ontario|Québec|Quebec|Alberta|Manitoba|Saskatchewan|Nova Scotia)\b"
        r"|\bCanada\b"
    ),
    "AU": re.compile(
        r"\b(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT),? \d{4}\b|\b(?:Vic|Qld|Tas) \d{4}\b|\bABN\b|\bMedicare item\b"
        r"|\bAustralia\b|\bAHPRA\b"
    ),
    "UK": re.compile(
        r"£|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\bNHS\b|\bMRCGP\b|\bMBBS\b|\bGMC\b|\bUnited Kingdom\b"
        r"|\bHCPC\b"
        r"|\b0\d{4} \d{6}\b|\bLtd\b"
    ),
    "DE": re.compile(r"€|\bIBAN DE|\b(?:Krankenkasse|Krankenversicherung|Praxis|Straße|GmbH)\b"),
}
_NORTH_AMERICAN_PHONE = re.compile(r"(?<![\w-])(?:1-)?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])")
_ORDER_SAID = re.compile(
    r"\b(?:(D{1,2} ?[/.-] ?M{1,2} ?[/.-] ?Y)|(M{1,2} ?[/.-] ?D{1,2} ?[/.-] ?Y))", re.IGNORECASE
)
_CURRENCIES = {"US": "USD", "CA": "CAD", "AU": "AUD"}
_NO_MONTH = 12
_UNKNOWN_YEAR, _RECENT = 2029, 2015


@dataclass(frozen=True, slots=True)
class Setting:
    """`country` is US, CA, AU, UK, DE or None; `day_first` None where nothing settles the order of dates.

    `written` is the last four-digit year of any date: a two-digit birth year beyond it is a century older.
    """

    lang: str
    country: str | None
    day_first: DayFirst
    written: int

    @property
    def dollar(self) -> str | None:
        """What a bare dollar sign means here."""
        return _CURRENCIES.get(self.country or "")


def setting_of(paper: Paper) -> Setting:
    """Return language by frequent words, country by addresses, order of dates by what only one allows."""
    texts = [flow.text for flow in paper.flows]
    lang = _language(texts)
    country = "DE" if lang == "de" else _country(texts)
    day_first = True if lang == "de" else _day_first(texts, country)
    if country is None and day_first is False:
        country = "US"
    return Setting(lang, country, day_first, _year(texts, day_first))


def _language(texts: list[str]) -> str:
    words = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))
    german = sum(words[word] for word in _GERMAN)
    english = sum(words[word] for word in _ENGLISH)
    umlauts = sum(count for word, count in words.items() if re.search("[äöüß]", word))
    return "de" if german + umlauts > english else "en"


def _country(texts: list[str]) -> str | None:
    hits = Counter(
        {name: sum(len(rule.findall(text)) for text in texts) for name, rule in _COUNTRIES.items()}
    )
    del hits["DE"]
    (first, most), (_, next_most) = hits.most_common(2)
    if not most and any(_NORTH_AMERICAN_PHONE.search(text) for text in texts):
        return "US"
    return first if most > next_most else None


def _day_first(texts: list[str], country: str | None) -> bool | None:
    said = [match for text in texts for match in _ORDER_SAID.finditer(text)]
    votes = {match[1] is not None for match in said}
    votes |= _only_order(texts)
    if not votes and country in ("US", "UK", "AU"):
        votes = {country != "US"}
    if not votes:
        votes = {vote for text in texts for vote in named_orders(text)}
    return votes.pop() if len(votes) == 1 else None


def _only_order(texts: list[str]) -> set[bool]:
    votes: set[bool] = set()
    for text in texts:
        for first, second in numeric_parts(text):
            if first > _NO_MONTH >= second:
                votes |= {True}
            elif second > _NO_MONTH >= first:
                votes |= {False}
    return votes


def _year(texts: list[str], day_first: DayFirst) -> int:
    days = [item for text in texts for item in find_dates(text, day_first)]
    return max(
        (item.day.year for item in days if not item.short_year and item.day.year >= _RECENT),
        default=_UNKNOWN_YEAR,
    )
