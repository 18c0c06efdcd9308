#!/bin/sh
# Takes pictures of the window; `sh packaging/screenshots.sh --help` explains.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)

case "${1:-}" in
-h | --help | "")
    cat <<'TEXT'
usage: sh packaging/screenshots.sh FOLDER [WORD...]

Makes the environment .venv, then a picture of every page and dialog over
sample records: light and dark, 1280x800 and 900x600, at 100 and 200 %, in
English and German. A picture is called place.scheme.size.scale.language.png;
with words, only those whose names have all of them are made, for example
    sh packaging/screenshots.sh /tmp/pictures today light 1280x800 100 en
TEXT
    [ -n "${1:-}" ] && exit 0
    exit 2
    ;;
esac

case "$1" in
/*) folder=$1 ;;
*) folder=$(pwd)/$1 ;;
esac
shift

. "$root/packaging/setup.sh"
set_up dev
cd "$root"
exec "$venv/bin/python" -m tests.ui.screenshots "$folder" "$@"
