#!/bin/sh
# Find the parts of the system that some tests use; as root with apt-get, install those that are missing.
# Nothing fails here: a test whose part is missing is skipped and named at the end of the run.
set -u

find_missing() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null || echo chromium
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
    if command -v dpkg-query >/dev/null; then
        for font in fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji; do
            dpkg-query -W -f '${Status}' "$font" 2>/dev/null | grep -q 'ok installed' || echo "$font"
        done
    fi
}

missing=$(find_missing | tr '\n' ' ')
[ -n "$missing" ] || exit 0

if [ "${SYSTEM_PARTS:-yes}" = yes ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests: $missing"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # shellcheck disable=SC2086 # one word a package
    { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1 </dev/null ||
        tail -n 15 "$log" >&2
    rm -f "$log"
    missing=$(find_missing | tr '\n' ' ')
fi

[ -z "$missing" ] || echo "Not on this machine: $missing(the tests that need it are skipped and named below)"
