"""Set-up fails in one clear sentence, stamps only what succeeded, and does nothing the second time."""

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
TOOLS = [
    "sh",
    "basename",
    "cat",
    "cp",
    "dirname",
    "env",
    "grep",
    "id",
    "mkdir",
    "mktemp",
    "rm",
    "sha256sum",
    "tail",
    "touch",
]
# Stands for python3, the environment's python and uv; online/ beside the project is the network.
FAKE_PYTHON = """#!/bin/sh
echo "$(basename "$0") $*" >>"$PROJECT/calls"
case "$*" in
*version_info*) echo "$FAKE_VERSION" ;;
"-m venv"*) mkdir -p "$PROJECT/.venv/bin"; cp "$0" "$PROJECT/.venv/bin/python" ;;
*"pip install"*uv.txt) [ -d "$PROJECT/online" ] || { echo "Temporary failure in name resolution"; exit 1; }
    cp "$0" "$PROJECT/.venv/bin/uv" ;;
*"pip install"*-e*) cp "$0" "$PROJECT/.venv/bin/referral-vault"
    cp "$0" "$PROJECT/.venv/bin/referral-vault-app" ;;
*"pip install"*) echo "Max retries exceeded"; exit 1 ;;
"pip sync"*) [ ! -f "$PROJECT/full" ] || { echo "No space left on device"; exit 1; } ;;
"info") echo "info was run" ;;
esac
"""


class Project:
    """A project folder with real scripts and locks, whose PATH holds only what is put there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "my project"
        self.bin = folder / "bin"
        self.bin.mkdir()
        shutil.copytree(PACKAGING, self.root / "packaging")
        (self.root / "pyproject.toml").write_text("")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.bin / tool).symlink_to(found)
        self.program("dpkg-query", "#!/bin/sh\nprintf installed\n")

    def program(self, name: str, text: str) -> None:
        (self.bin / name).unlink(missing_ok=True)
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def run(self, version: str = "3.11.2", *, words: tuple[str, ...] = ("info",)) -> tuple[int, str, str]:
        environment = {"PATH": str(self.bin), "PROJECT": str(self.root), "FAKE_VERSION": version}
        environment["TMPDIR"] = str(self.bin.parent)
        line = [
            str(self.bin / "sh"),
            str(self.root / "packaging" / "run.sh"),
            *words,
        ]
        done = subprocess.run(
            line, cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr.splitlines()[-1] if done.stderr else ""

    @property
    def stamp(self) -> Path:
        return self.root / ".venv" / ".stamp"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.program("python3", FAKE_PYTHON)
    return made


@pytest.mark.parametrize("version", ["3.9.2", "3.10.14", "3.14.0"])
def test_a_python_that_does_not_fit_is_named(project: Project, version: str) -> None:
    sentence = f"run.sh: Python 3.11, 3.12 or 3.13 is needed; python3 here is {version}."
    assert project.run(version) == (1, "", sentence)


@pytest.mark.parametrize("version", ["3.11.0", "3.12.9", "3.13.5"])
def test_every_supported_python_is_taken(project: Project, version: str) -> None:
    (project.root / "online").mkdir()
    assert project.run(version)[:2] == (0, "info was run\n")
    assert project.stamp.read_text().startswith(f"{version} {project.root} run ")


def test_missing_system_packages_without_root_are_named(project: Project) -> None:
    project.program("dpkg-query", '#!/bin/sh\n[ "$4" != libegl1 ] && printf installed\n')
    project.program("id", "#!/bin/sh\necho 1000\n")
    status, _, sentence = project.run()
    assert status == 1
    assert sentence.endswith("have an administrator run: apt-get install libegl1")


def test_a_failed_download_is_told_and_not_stamped(project: Project) -> None:
    status, _, sentence = project.run()
    assert status == 1
    assert sentence == (
        "run.sh: the Python packages could not be installed, because the package index was not reached; "
        "connect to the network and run this again."
    )
    assert not project.stamp.exists()
    (project.root / "online").mkdir()
    assert project.run()[:2] == (0, "info was run\n")


def test_a_full_disk_is_told_and_not_stamped(project: Project) -> None:
    (project.root / "online").mkdir()
    (project.root / "full").touch()
    status, _, sentence = project.run()
    assert status == 1
    assert sentence.endswith("because the disk is full.")
    assert not project.stamp.exists()


def test_the_second_run_installs_nothing(project: Project) -> None:
    (project.root / "online").mkdir()
    project.run()
    (project.root / "online").rmdir()
    (project.root / "calls").unlink()
    assert project.run()[:2] == (0, "info was run\n")
    calls = (project.root / "calls").read_text()
    assert "install" not in calls
    assert "venv" not in calls.replace("referral-vault", "")


@pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/requirements.txt"])
def test_a_changed_lock_is_installed_in_the_same_environment(project: Project, changed: str) -> None:
    (project.root / "online").mkdir()
    project.run()
    (project.root / "calls").unlink()
    with (project.root / changed).open("a") as lines:
        lines.write("# changed\n")
    assert project.run()[:2] == (0, "info was run\n")
    calls = (project.root / "calls").read_text()
    assert "uv pip sync" in calls
    assert "-m venv" not in calls


@pytest.mark.parametrize(
    ("words", "program"),
    [
        ((), "referral-vault-app "),
        (("--sample", "--lang", "de"), "referral-vault-app --sample --lang de"),
        (("--menu", "remove"), "referral-vault-app --menu remove"),
        (("a vault",), "referral-vault-app a vault"),
        (("missing vault",), "referral-vault missing vault"),
        (("info",), "referral-vault info"),
    ],
)
def test_the_window_opens_unless_a_command_is_named(
    project: Project, words: tuple[str, ...], program: str
) -> None:
    (project.root / "online").mkdir()
    (project.root / "a vault").mkdir()
    assert project.run(words=words)[0] == 0
    assert (project.root / "calls").read_text().splitlines()[-1] == program
