# The ground under every script of this folder: what the system must bring, and the checkout's own environment in .venv.
# To be sourced by POSIX sh with the checkout as the current folder.
# shellcheck shell=sh disable=SC2086 # lists of packages and command words are split on purpose

# What PySide6 loads without a display, what it loads for a window, what it prints with, and the faces of screen and paper.
system_packages='
libegl1 libgl1 libglib2.0-0 libxkbcommon0 libfontconfig1 libdbus-1-3
libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libwayland-cursor0
libcups2
fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho
'

# Written last: where .venv stands and on which Python, and one line for each lock file that it agrees with.
state=.venv/installed

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Qt and Python write Japanese in UTF-8 only.
use_utf8() {
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
        *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
}

# quietly COMMAND…: its output is shown only when it fails.
quietly() {
    quietly_log=$(mktemp)
    if "$@" >"$quietly_log" 2>&1 </dev/null; then
        rm -f "$quietly_log"
    else
        quietly_status=$?
        cat "$quietly_log" >&2
        rm -f "$quietly_log"
        return "$quietly_status"
    fi
}

require_python() {
    command -v python3 >/dev/null || fail 'Python 3.11 以上が必要です。python3 を入れてから、もう一度実行してください。'
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 以上が必要です（今は $(python3 -V 2>&1)）。新しい Python を入れてから、もう一度実行してください。"
}

# Prints the Debian packages that are missing, on one line.
missing_packages() {
    in_place || python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv '
    present=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' $system_packages 2>/dev/null || :) "
    for package in $system_packages; do
        case $present in
            *" installed:$package "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

# install_packages PREFIX PACKAGE…: the package lists are fetched when there are none or when they are too old.
install_packages() {
    prefix=$1
    shift
    set -- $prefix env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
    if ! "$@" --simulate >/dev/null 2>&1; then
        quietly $prefix apt-get update || return
        quietly "$@"
        return
    fi
    "$@" >/dev/null 2>&1 </dev/null && return
    quietly $prefix apt-get update && quietly "$@"
}

require_system() {
    if ! command -v dpkg-query >/dev/null; then
        [ -e "$state" ] || say 'Debian 系ではないため、次に当たるものが入っているかは確かめていません：' $system_packages
        return
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        prefix=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        prefix='sudo -n'
    else
        fail "システムの部品が足りません。管理者の権限で次の1行を実行してから、もう一度始めてください：
  sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends ${missing% }'"
    fi
    say "システムの部品を入れています：${missing% }"
    install_packages "$prefix" $missing || fail 'システムの部品を入れられませんでした。上の記録とネットワークを確かめて、もう一度実行してください。'
}

# Scripts in .venv name their folder, and its libraries their Python: after a move or an upgrade they are of no use.
place() {
    printf '%s on %s\n' "$(pwd -P)" "$(readlink -f .venv/bin/python)"
}

in_place() {
    grep -qxF "$(place)" "$state" 2>/dev/null
}

agreement() {
    printf '%s %s\n' "$1" "$(cat "$1" pyproject.toml | sha256sum)"
}

# stands LOCK: whether .venv is whole and holds what LOCK and pyproject.toml ask for.
stands() {
    in_place && grep -qxF "$(agreement "$1")" "$state"
}

install_environment() {
    if ! in_place; then
        say 'プログラムの置き場所（.venv）を作っています…'
        rm -rf .venv
        quietly python3 -m venv .venv || fail '.venv を作れませんでした。上の記録を確かめて、もう一度実行してください。'
    fi
    rm -f "$state"
    say 'プログラムの部品を入れています（初回は1分ほどかかります）…'
    pip='.venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet --no-deps'
    {
        quietly $pip --require-hashes --only-binary=:all: --requirement "$1" &&
            quietly $pip --no-build-isolation --no-index --editable .
    } || fail 'プログラムの部品を入れられませんでした。上の記録とネットワークを確かめて、もう一度実行してください。'
    {
        place
        for lock in "$@"; do agreement "$lock"; done
    } >"$state.new"
    mv "$state.new" "$state"
}

# prepare LOCK [CONTAINED…]: everything that LOCK names, and the system libraries. CONTAINED are lock files whose
# content LOCK repeats, so that after the tests the program starts without another set-up. Costs some tens of
# milliseconds when all of it stands.
prepare() {
    use_utf8
    # Modules are compiled once; without that, every start takes half as long again.
    unset PYTHONDONTWRITEBYTECODE
    if stands "$1"; then
        require_system
    else
        require_python
        require_system
        install_environment "$@"
    fi
}
