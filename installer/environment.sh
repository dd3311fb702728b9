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

# Holds "unfinished" while .venv is being made, and afterwards one line a lock file that it agrees with.
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
    [ -x .venv/bin/python ] || python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv '
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

# agreement LOCK: the line that says .venv holds what LOCK and pyproject.toml ask for, at this place.
agreement() {
    printf '%s %s\n' "$(cat "$1" pyproject.toml | sha256sum | cut -d ' ' -f 1)" "$(pwd -P)"
}

# require_environment LOCK…: .venv holds what the last of the lock files names, and kyodo-desktop itself. Each lock
# file contains those before it, so that after the tests the program starts without another set-up.
require_environment() {
    for lock in "$@"; do :; done
    if [ -x .venv/bin/python ] && grep -qxF "$(agreement "$lock")" "$state" 2>/dev/null; then
        return
    fi
    if [ "$(cat "$state" 2>/dev/null)" = unfinished ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say 'プログラムの置き場所（.venv）を作っています…'
        rm -rf .venv
        mkdir .venv
        echo unfinished >"$state"
        quietly python3 -m venv .venv || fail '.venv を作れませんでした。上の記録を確かめて、もう一度実行してください。'
    fi
    echo unfinished >"$state"
    say 'プログラムの部品を入れています（初回は1分ほどかかります）…'
    pip='.venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet --no-deps'
    {
        quietly $pip --require-hashes --only-binary=:all: --requirement "$lock" &&
            quietly $pip --no-build-isolation --no-index --editable .
    } || fail 'プログラムの部品を入れられませんでした。上の記録とネットワークを確かめて、もう一度実行してください。'
    for lock in "$@"; do agreement "$lock"; done >"$state.new"
    mv "$state.new" "$state"
}
