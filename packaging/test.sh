#!/bin/sh
# Sets the project up and proves it; `sh packaging/test.sh --help` explains.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)

usage() {
    cat <<'TEXT'
usage: sh packaging/test.sh [--coverage] [--setup] [--long PART|list] [TEST...]

Makes the environment .venv, installs the system packages that are missing,
and then
  - without arguments: lint, format, types, import contracts and every
    everyday test;
  - TEST...: only these test files, folders or pytest options;
  - --long list: names the parts of the long suite; --long PART: runs one;
  - --coverage: also prints the branch coverage of each floor;
  - --setup: stops after the set-up.
TEXT
}

coverage=
long=
only_setup=
while [ "$#" -gt 0 ]; do
    case "$1" in
    -h | --help) usage && exit 0 ;;
    --coverage) coverage=yes ;;
    --setup) only_setup=yes ;;
    --long)
        if [ "$#" -lt 2 ]; then
            usage >&2
            exit 2
        fi
        long=$2
        shift
        ;;
    *) break ;;
    esac
    shift
done

. "$root/packaging/setup.sh"
set_up dev
[ -z "$only_setup" ] || exit 0

cd "$root"
PATH=$venv/bin:$PATH
export PATH
failed=

# Each step runs whatever the ones before it said; the end names those that failed.
step() {
    name=$1
    shift
    "$@" || failed="$failed $name"
}

# Some long parts need programs of the system: a screen, a keyboard, a notification daemon, a calendar.
case "$long" in
desktop) need_debian xvfb openbox xdotool xclip dbus dunst at-spi2-core gnome-keyring dex trayer ;;
calendar) need_debian khal ;;
esac

if [ -n "$long" ]; then
    # One process: a long part measures time or kills what it started, and shares the machine badly.
    exec python -m pytest --long "$long" "$@"
fi

if [ "$#" -eq 0 ]; then
    step ruff ruff check --quiet .
    step format ruff format --check --quiet .
    step types mypy
    step imports lint-imports --no-logo
    [ -d ../shared ] || say "Beside this clone there is no ../shared: tests on its papers and cases are not collected."
fi

if [ -n "$coverage" ]; then
    coverage erase
    step tests coverage run -m pytest "$@"
    coverage combine --quiet
    for floor in domain services cli ui; do
        [ -d "vault/$floor" ] || continue
        say "Branch coverage of vault/$floor: $(coverage report --format=total --include="vault/$floor/*") %"
    done
else
    step tests python -m pytest -n 2 "$@"
fi

[ -z "$failed" ] || fail "failed:$failed"
