#!/bin/sh
# Makes the locks anew from pyproject.toml; name packages as arguments to move only those.
# Needs the network and an environment made by packaging/test.sh. The locks name hashes, never hosts.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
-h | --help)
    echo "usage: sh packaging/lock.sh [PACKAGE...]"
    echo "Moves every pin, or only those of the named packages, to the newest version pyproject.toml allows."
    exit 0
    ;;
esac

uv=.venv/bin/uv
if [ ! -x "$uv" ]; then
    echo "lock.sh: $uv is missing; run sh packaging/test.sh --setup first." >&2
    exit 1
fi

if [ "$#" -eq 0 ]; then
    move=--upgrade
else
    move=
    for package in "$@"; do move="$move --upgrade-package $package"; done
fi

lock() {
    # The words of $move are options, split on purpose.
    # shellcheck disable=SC2086
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        $move "$@"
}

pins=packaging/requirements
lock pyproject.toml --group dev --output-file "$pins-dev.txt"
lock pyproject.toml --group build --constraint "$pins-dev.txt" --output-file "$pins.txt"
echo "uv" | lock - --output-file "$pins-uv.txt"

if grep -n '://' "$pins-dev.txt" "$pins.txt" "$pins-uv.txt"; then
    echo "lock.sh: the lines above name a host; a lock must not." >&2
    exit 1
fi
