"""The words the window's program understands."""

from pathlib import Path

import pytest

from vault.ui.arguments import Start, read_arguments


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ([], Start()),
        (["/v"], Start(Path("/v"))),
        (["--sample", "--lang", "de"], Start(sample=True, lang="de")),
        (["--menu"], Start(menu="install")),
        (["--menu", "remove"], Start(menu="remove")),
    ],
)
def test_what_is_asked_is_read(words: list[str], start: Start) -> None:
    assert read_arguments(words) == start


@pytest.mark.parametrize("words", [["--lang", "xx"], ["--menu", "other"], ["--unknown"], ["a", "b"]])
def test_a_misuse_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(words)
    assert ended.value.code == 2
    assert "usage: referral-vault-app" in capsys.readouterr().err


@pytest.mark.parametrize(
    "start", [Start(), Start(sample=True), Start(Path("/other"), lang="de"), Start(sample=True, lang="en")]
)
def test_it_comes_back_as_the_same_program_of_the_open_vault(start: Start) -> None:
    again = read_arguments(start.again(Path("/v")))
    assert again == Start(Path("/v"), start.sample, start.lang, locked=True)
    again = read_arguments(start.again(Path("/v"), hidden=True))
    assert again == Start(Path("/v"), start.sample, start.lang, locked=True, hidden=True)


def test_what_only_the_program_says_to_itself_is_not_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(["--help"])
    told = capsys.readouterr().out
    assert "--sample" in told
    assert "--hidden" not in told
