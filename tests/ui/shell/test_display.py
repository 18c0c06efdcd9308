"""Whether there is a screen: told in one sentence, before Qt is imported and could abort."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from vault.services.wording.catalogue import Wording
from vault.ui import display
from vault.ui.display import environment_language, has_display, no_display_text


@pytest.mark.parametrize(
    "environ",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "minimal:enable_fonts"},
        {"QT_QPA_PLATFORM": "eglfs"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"DISPLAY": "sample.invalid:10.0"},
    ],
)
def test_a_window_can_be_shown(environ: dict[str, str]) -> None:
    assert has_display(environ, "linux")


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":987654"},
        {"DISPLAY": ":x"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland-egl"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
    ],
)
def test_no_window_can_be_shown(environ: dict[str, str]) -> None:
    assert not has_display(environ, "linux")


def test_other_systems_always_have_a_screen() -> None:
    assert has_display({}, "win32")
    assert has_display({}, "darwin")


def test_a_listening_server_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_X_SOCKET", str(tmp_path / "X"))
    assert not has_display({"DISPLAY": ":7"}, "linux")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X7"))
        server.listen()
        assert has_display({"DISPLAY": ":7.0"}, "linux")


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "de"),
    ],
)
def test_the_environment_says_the_language(environ: dict[str, str], lang: str) -> None:
    assert environment_language(environ) == lang


def test_the_sentence_names_both_ways(say: Wording) -> None:
    text = no_display_text(say)
    assert "referral-vault --help" in text
    assert "xvfb-run" in text


def test_the_program_says_it_and_ends_with_2() -> None:
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    told = subprocess.run(
        [sys.executable, "-c", "import sys; from vault.__main__ import main_app; sys.exit(main_app())"],
        env=environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
    assert "xvfb-run" in told.stderr
