#!/bin/sh
# Sets the project up and runs it; `sh packaging/run.sh --help` explains.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)

case "${1:-}" in
-h | --help)
    cat <<'TEXT'
usage: sh packaging/run.sh [VAULT] [--sample] [--lang en|de]
       sh packaging/run.sh --menu [remove]
       sh packaging/run.sh COMMAND ARGS...

Makes the environment .venv at the top of the project, installs the system
packages that are missing (asks for sudo once, if you are not root), and then
  - without arguments: opens the window, with the vault that was open last or
    with the first steps of a new one;
  - VAULT: opens the window with this vault, its folder or its vault.rvault;
  - --sample: opens a throw-away vault of sample records; its password is
    shown, and it is taken away at the end;
  - --menu: puts the program into the applications menu and onto the desktop;
    --menu remove takes it away again;
  - COMMAND: runs the command line, for example
    sh packaging/run.sh create ~/my-vault
    (all commands: .venv/bin/referral-vault --help)
Later runs need no network. Nothing outside .venv and the system packages is
changed, but for --menu. Needs Debian 12 or a like system, Python 3.11 to
3.13; the window needs a display, the command line does not.
TEXT
    exit 0
    ;;
esac

. "$root/packaging/setup.sh"
set_up run

case "${1:-}" in
'' | --sample | --menu | --lang | --lang=*) exec "$venv/bin/referral-vault-app" "$@" ;;
esac
# A place is opened in the window; any other first word is a command.
if [ -d "$1" ] || [ -f "$1" ]; then
    exec "$venv/bin/referral-vault-app" "$@"
fi
exec "$venv/bin/referral-vault" "$@"
