"""Names of people as printed: without titles and degrees, the family name last."""

import re
from dataclasses import dataclass

_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "dr.", "prof", "prof.", "sir", "frau", "herr", "herrn",
    "med", "med.", "dent", "rer", "nat", "phil", "univ", "dipl", "dipl.-med", "priv.-doz", "pd",
    "doctor", "attn",
))  # fmt: skip
_DEGREES = frozenset((
    "md", "do", "dc", "nd", "np", "pa", "pac", "fnp", "aprn", "arnp", "dnp", "dpm", "dds", "rn",
    "pt", "dpt", "ot", "lmt", "rmt", "bctmb", "cmt", "lcmt", "lac", "mbbs", "mrcgp", "mrcp", "frcs",
    "mbchb", "bsc", "msc", "phd", "facp", "fracgp", "mcsp", "hcpc", "csp", "ccfp", "frcpc", "bhsc",
    "dabco", "ccsp", "facs", "pta", "atc", "mph", "frcp", "mb", "chb", "dcn", "cnm", "crnp", "mcs",
    "mspt", "lpt", "lmp", "mt", "nmt",
))  # fmt: skip
_PARTICLES = frozenset((
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "zu", "bin",
    "al", "el", "ten", "ter", "dos",
))  # fmt: skip
_STOPS = frozenset((
    "dear", "hello", "hi", "born", "geb", "geboren", "dob", "date", "sex", "fach", "fachärztin",
    "facharzt", "prakt", "diagnose", "patient", "member", "id", "re", "and", "und",
))  # fmt: skip
_UNSURE_CAPS = re.compile(r"(?:MC[A-Z]|MAC[A-Z]{3}|O['’]|D['’])|(?:DE|VAN|VON|LE|LA|DU|DER|DEN|DI)$")
_POSTAL = re.compile(r",? \d{5}")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-]){0,39}")
_MIN_WORDS, _MAX_WORDS = 2, 5
_NO_SWAP = 99


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name from `start` to `end` of a text; `sure` when its parts and capitals leave no doubt."""

    start: int
    end: int
    text: str
    sure: bool
    degree: str = ""
    titled: bool = False


def name_at(text: str, position: int, limit: int | None = None) -> Name | None:
    """Return the name at `position`: capitalized words, perhaps family name first with a comma."""
    stop = len(text) if limit is None else min(limit, len(text))
    words: list[str] = []
    at, end, comma, titled, degree = position, position, 0, False, ""
    while at < stop and len(words) <= _MAX_WORDS:
        match = _WORD.match(text, at)
        if match is None or match.end() > stop:
            break
        word = match[0]
        if not words and word.lower().rstrip(".") in _TITLES:
            titled = True
        elif words and _degree(word) and not _POSTAL.match(text, match.end()):
            degree = _degree(word)
            break
        elif not _belongs(word, words):
            break
        else:
            words.append(word)
            end = match.end()
        at = match.end()
        if text[at : at + 1] == "," and words:
            comma = (comma or _NO_SWAP) if comma or titled else len(words)
            at += 1
        if text[at : at + 1] != " ":
            break
        at += 1
    return _made(position, end, words, comma, degree, titled=titled)


def _degree(word: str) -> str:
    """Return the degree in small letters without dots, or nothing."""
    plain = word.replace(".", "").replace("-", "")
    capitals = sum(letter.isupper() for letter in plain)
    return plain.lower() if plain.lower() in _DEGREES and capitals > 1 else ""


def _belongs(word: str, words: list[str]) -> bool:
    if words and word.lower().rstrip(".") in _PARTICLES:
        return True
    shouted = len(word) > 2 and word.isupper() and any(not known.isupper() for known in words)  # noqa: PLR2004 - initials
    return word[0].isupper() and not shouted and word.lower().rstrip(".") not in _STOPS


def _made(start: int, end: int, words: list[str], comma: int, degree: str, *, titled: bool) -> Name | None:
    swapped = 0 < comma < len(words)
    ordered = words[comma:] + words[:comma] if swapped else list(words)
    ordered = [word.rstrip(".") if len(word) > 3 and word.endswith(".") else word for word in ordered]  # noqa: PLR2004 - initials keep their dot
    if not ordered:
        return None
    spelled = [word for word in ordered if len(word.rstrip(".")) > 1]
    shouted = bool(spelled) and all(word.isupper() for word in spelled)
    sure = _MIN_WORDS <= len(ordered) < _MAX_WORDS and len(ordered[-1]) > 1
    if shouted:
        sure = sure and not any(_UNSURE_CAPS.match(word) for word in ordered)
        ordered = [capitalized(word) for word in ordered]
    return Name(start, end, " ".join(ordered), sure, degree, titled)


def capitalized(word: str) -> str:
    """`MARSH-OKORO` as `Marsh-Okoro`."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def is_clinical_degree(degree: str) -> bool:
    """Whether the degree is one of those who order treatment."""
    return degree in {
        "md",
        "do",
        "dc",
        "nd",
        "np",
        "pac",
        "pa",
        "fnp",
        "aprn",
        "arnp",
        "dnp",
        "dpm",
        "mbbs",
        "mbchb",
        "crnp",
        "mb",
    }


def is_therapist_degree(degree: str) -> bool:
    """Whether the degree is one of those who give massage or physical treatment."""
    return degree in {"lmt", "rmt", "cmt", "lmp", "lcmt", "pt", "dpt", "mcsp", "bctmb", "mt"}
