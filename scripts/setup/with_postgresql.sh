#!/bin/sh
# Run a command beside a PostgreSQL server made for it and removed after it, which PGHOST, PGPORT, PGUSER,
# PGPASSWORD and PGDATABASE name. Where there is none, or one is named already, the command just runs.
set -eu

if [ -z "${PGHOST:-}" ] && command -v pg_virtualenv >/dev/null && pg_virtualenv true >/dev/null 2>&1; then
    exec pg_virtualenv "$@"
fi
exec "$@"
