# shellcheck shell=sh
# What run.sh and test.sh share: sourced with $root set, it brings .venv and the Debian packages up to date.
# Every step is checked by itself with `|| fail`: inside a condition `set -e` is off, and a failed install
# would be stamped as done.

venv=$root/.venv
# A real window on a bare Debian 12 needs exactly these; the offscreen platform needs fewer.
qt_packages="libgl1 libegl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"

log=

fail() {
    [ -z "$log" ] || rm -f "$log"
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 1
}

say() {
    printf '%s\n' "$1" >&2
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Installs the named Debian packages that are missing; another system is left to its owner.
need_debian() {
    command -v dpkg-query >/dev/null || return 0
    missing=
    for package in "$@"; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
        [ "$state" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "Installing system packages:$missing"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "system packages are missing and neither root nor sudo is at hand; have an administrator run: apt-get install$missing"
    fi
    log=$(mktemp)
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 || true
    # shellcheck disable=SC2086 # a list of names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing \
        >>"$log" 2>&1 </dev/null || {
        tail -n 5 "$log" >&2
        fail "the system packages could not be installed; is the network there? Needed:$missing"
    }
    rm -f "$log"
}

version_of() {
    "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null
}

fits() {
    case "$1" in
    3.11.* | 3.12.* | 3.13.*) return 0 ;;
    *) return 1 ;;
    esac
}

# Sets $python and $version: the first Python of 3.11 to 3.13.
find_python() {
    if ! command -v python3 >/dev/null && command -v dpkg-query >/dev/null; then
        need_debian python3 python3-venv
    fi
    for python in python3 python3.13 python3.12 python3.11; do
        version=$(version_of "$python") || continue
        fits "$version" && return 0
    done
    version=$(version_of python3) || fail "Python 3.11, 3.12 or 3.13 is needed and no python3 was found."
    fail "Python 3.11, 3.12 or 3.13 is needed; python3 here is $version."
}

make_venv() {
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        minor=${version%.*}
        case "$(command -v "$python")" in
        /usr/bin/python3) need_debian python3-venv ;;
        *) need_debian "python$minor-venv" ;;
        esac
    fi
    "$python" -m venv --clear "$venv" >"$log" 2>&1 || setup_failed "the environment $venv could not be made"
}

network_failed() {
    grep -qiE 'name resolution|resolve host|dns error|network is unreachable|connection (refused|timed out|error)|error sending request|max retries' "$log"
}

setup_failed() {
    if network_failed; then
        fail "$1, because the package index was not reached; connect to the network and run this again."
    elif grep -qi 'no space left' "$log"; then
        fail "$1, because the disk is full."
    fi
    tail -n 5 "$log" >&2
    fail "$1; the last lines of its log are above."
}

# Hash-checked packages by uv, by pip where uv has no build for this machine; then the project itself, in place.
install_locked() {
    lock=$1
    uv_lock=$root/packaging/requirements-uv.txt
    if "$venv/bin/uv" --version >/dev/null 2>&1 ||
        "$venv/bin/python" -m pip install -q --require-hashes --only-binary :all: -r "$uv_lock" >"$log" 2>&1; then
        export VIRTUAL_ENV="$venv" UV_PYTHON_DOWNLOADS=never
        "$venv/bin/uv" pip sync --require-hashes "$lock" "$uv_lock" >>"$log" 2>&1 ||
            setup_failed "the Python packages could not be installed"
        "$venv/bin/uv" pip install --offline --no-deps --no-build-isolation -e "$root" >>"$log" 2>&1 ||
            setup_failed "the project could not be installed"
    elif network_failed; then
        setup_failed "the Python packages could not be installed"
    else
        "$venv/bin/python" -m pip install --require-hashes -r "$lock" >>"$log" 2>&1 ||
            setup_failed "the Python packages could not be installed"
        "$venv/bin/python" -m pip install --no-index --no-deps --no-build-isolation -e "$root" >>"$log" 2>&1 ||
            setup_failed "the project could not be installed"
    fi
}

# set_up run|dev: an environment stamped for dev serves run too. The stamp is written last, after success only.
set_up() {
    # shellcheck disable=SC2086 # a list of names
    need_debian $qt_packages
    find_python
    pins=$root/packaging/requirements
    base="$version $root"
    run_key=$(cat "$pins.txt" "$pins-uv.txt" "$root/pyproject.toml" "$root/packaging/setup.sh" | sha256sum)
    dev_key=$(cat "$pins-dev.txt" "$pins-uv.txt" "$root/pyproject.toml" "$root/packaging/setup.sh" | sha256sum)
    stamp=$venv/.stamp
    stamped=
    if [ -x "$venv/bin/referral-vault" ] && [ -f "$stamp" ]; then
        stamped=$(cat "$stamp")
    fi
    case "$1:$stamped" in
    "run:$base run $run_key" | "run:$base dev $dev_key" | "dev:$base dev $dev_key") return 0 ;;
    esac

    say "Setting up $venv with Python $version (the first time this takes a minute or two) ..."
    log=$(mktemp)
    case "$stamped" in
    "$base "*) ;;
    *) make_venv ;;
    esac
    rm -f "$stamp"
    kind=$1
    case "$stamped" in
    "$base dev "*) kind=dev ;; # what developers have is not taken away by a run
    esac
    if [ "$kind" = dev ]; then
        install_locked "$pins-dev.txt"
        key=$dev_key
    else
        install_locked "$pins.txt"
        key=$run_key
    fi
    rm -f "$log"
    printf '%s\n' "$base $kind $key" >"$stamp"
}
