#!/bin/sh
# Sets the project up and runs it; `sh packaging/run.sh --help` explains.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)

case "${1:-}" in
-h | --help)
    cat <<'TEXT'
usage: sh packaging/run.sh [COMMAND ARGS...]

Makes the environment .venv at the top of the project, installs the system
packages that are missing (asks for sudo once, if you are not root), and then
  - without arguments: makes a sample vault in a temporary folder, prints its
    info, verdicts and due dates, and removes it again;
  - with arguments: runs referral-vault with them, for example
    sh packaging/run.sh create ~/my-vault
    (all commands: .venv/bin/referral-vault --help)
Later runs need no network. Nothing outside .venv and the system packages is
changed. Needs Debian 12 or a like system, Python 3.11 to 3.13.
TEXT
    exit 0
    ;;
esac

. "$root/packaging/setup.sh"
set_up run

vault=$venv/bin/referral-vault
[ "$#" -eq 0 ] || exec "$vault" "$@"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
password=$("$venv/bin/python" -m vault.cli.sample "$folder/sample")
for command in info verdicts due; do
    printf '\n$ referral-vault %s %s\n' "$command" "$folder/sample"
    "$vault" "$command" "$folder/sample" --password-fd 3 3<<SECRET
$password
SECRET
done
