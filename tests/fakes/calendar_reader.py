"""A strict reader of calendar files by RFC 5545, independent of the writer."""

import re
from dataclasses import dataclass, field

_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(;[A-Z0-9-]+=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(?P<value>.*)',
    re.DOTALL,
)
_TEXT = re.compile(r"(?:[^\\;,\x00-\x1f]|\\[\\;,nN])*")
_ESCAPE = re.compile(r"\\(.)")
_ONCE = {
    "VEVENT": {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "LAST-MODIFIED",
        "CLASS",
        "TRANSP",
    },
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_FORMS = {
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "SEQUENCE": r"\d+",
    "DURATION": r"P(T(\d+H)?(\d+M)?(\d+S)?)",
    "TRIGGER": r"[+-]?P(?=\d|T\d)(\d+D)?(T\d+H)?",
    "STATUS": r"CONFIRMED|CANCELLED|TENTATIVE",
    "TRANSP": r"OPAQUE|TRANSPARENT",
    "ACTION": r"DISPLAY",
}
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "UID", "PRODID", "X-WR-CALNAME"})


class CalendarError(ValueError):
    """The file breaks a rule of RFC 5545."""


@dataclass
class Component:
    """A component: properties by name with their values as meant, and the components inside it."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    inner: "list[Component]" = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.properties[name]


def read_calendar(data: bytes) -> Component:
    """Return the one calendar of a file; raises CalendarError at the first fault."""
    lines = _unfolded(data)
    root = Component("")
    open_components = [root]
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            raise CalendarError(f"no content line: {line!r}")
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            made = Component(value)
            open_components[-1].inner.append(made)
            open_components.append(made)
        elif name == "END":
            if open_components.pop().name != value:
                raise CalendarError(f"END:{value} closes nothing")
        else:
            _take(open_components[-1], name, found["parameters"], value)
    if len(open_components) != 1 or len(root.inner) != 1 or root.inner[0].name != "VCALENDAR":
        raise CalendarError("not one calendar")
    _require(root.inner[0])
    return root.inner[0]


def _unfolded(data: bytes) -> list[str]:
    if (
        not data.endswith(b"\r\n")
        or data.replace(b"\r\n", b"").count(b"\n")
        or b"\r" in data.replace(b"\r\n", b"")
    ):
        raise CalendarError("line breaks")
    raw = data.removesuffix(b"\r\n").split(b"\r\n")
    if any(len(line) > 75 for line in raw):
        raise CalendarError("a line is longer than 75 octets")
    for line in raw:
        line.decode("utf-8")  # no letter is torn apart
    lines: list[str] = []
    for line in raw:
        if line.startswith((b" ", b"\t")):
            lines[-1] += line[1:].decode("utf-8")
        else:
            lines.append(line.decode("utf-8"))
    return lines


def _take(component: Component, name: str, parameters: str, value: str) -> None:
    if name in component.properties:
        raise CalendarError(f"{name} twice in {component.name}")
    form = _FORMS.get(name)
    if name == "DTSTART":
        form = r"\d{8}" if parameters == ";VALUE=DATE" else r"\d{8}T\d{6}"
    if form is not None and not re.fullmatch(form, value):
        raise CalendarError(f"{name}:{value}")
    if name in _TEXTS:
        if not _TEXT.fullmatch(value):
            raise CalendarError(f"{name} is not escaped: {value!r}")
        value = _ESCAPE.sub(_meant, value)
    component.properties[name] = value
    component.parameters[name] = parameters


def _meant(escape: re.Match[str]) -> str:
    return "\n" if escape[1] in "nN" else escape[1]


def _require(calendar: Component) -> None:
    if (
        calendar.properties.get("VERSION") != "2.0"
        or "PRODID" not in calendar.properties
        or not calendar.inner
    ):
        raise CalendarError("VCALENDAR lacks something")
    for event in calendar.inner:
        for each in (event, *event.inner):
            if each.name not in _ONCE or not _ONCE[each.name] <= each.properties.keys():
                raise CalendarError(f"{each.name} lacks something: {sorted(each.properties)}")
    uids = [event["UID"] for event in calendar.inner]
    if len(set(uids)) != len(uids):
        raise CalendarError("a UID twice")
