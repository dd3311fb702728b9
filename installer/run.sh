#!/bin/sh
# Sets up what is missing and opens the sample office in its window; without a display, prints it instead.
set -eu
cd "$(dirname "$0")/.."
. installer/environment.sh

prepare installer/requirements.txt

program=.venv/bin/kyodo-desktop
office=sample-office
prints=prints

# Made beside its place and moved when it is whole, so that an interrupted start leaves no half office.
if [ ! -e "$office" ]; then
    say '見本の事務所を作っています…'
    rm -rf "$office.new"
    "$program" sample "$office.new" >/dev/null
    mv "$office.new" "$office"
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    status=0
    "$program" "$office" || status=$?
    # Qt aborts when the display that is named cannot be reached.
    [ "$status" -ne 134 ] || fail '画面に接続できませんでした。画面のある環境で開くか、DISPLAY を外してもう一度実行してください（様式と名簿を印刷します）。'
    exit "$status"
fi

say '画面がないため、窓を開く代わりに、見本の事務所の様式と名簿を印刷します。'
mkdir -p "$prints"
.venv/bin/python installer/print_sample.py "$office" "$prints"
say "印刷したもの（PDF）は、次のフォルダーにあります：$(pwd)/$prints"
