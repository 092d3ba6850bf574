#!/usr/bin/env bash
# Import, index and check; with ENMUSUBI_BACKUPS, back up, too. Silent when all went well, so that cron mails nothing;
# otherwise the end of the log goes to standard error and the exit code is that of what went wrong.
#
# ENMUSUBI          the command                                            [enmusubi]
# ENMUSUBI_HOME     the home folder
# ENMUSUBI_EXPORT   what to import, a file or a folder; empty: nothing
# ENMUSUBI_SHAPE    its shape, as `enmusubi import --as` knows it; empty: told by the file
# ENMUSUBI_LOGS     where logs are kept                                    [ENMUSUBI_HOME/logs]
# ENMUSUBI_BACKUPS  where backups are kept; empty: none are made
# KEEP_DAYS         after so many days logs and backups are deleted        [14]
set -u

ENMUSUBI=${ENMUSUBI:-enmusubi}
: "${ENMUSUBI_HOME:?names the home folder}"
LOGS=${ENMUSUBI_LOGS:-$ENMUSUBI_HOME/logs}
KEEP_DAYS=${KEEP_DAYS:-14}
SHOWN=40 # lines of the log
export ENMUSUBI_HOME
export TQDM_DISABLE=1 # a log has no use for moving bars

mkdir -p "$LOGS" || exit 3
log=$LOGS/nightly-$(date -u +%Y%m%dT%H%M%SZ).log
worst=0

end() {
  if [ "$worst" -ne 0 ]; then
    echo "Enmusubi's nightly run ended with $worst; the end of $log:" >&2
    tail -n "$SHOWN" "$log" >&2
  fi
  exit "$worst"
}

# Run one step. Exit code 1 means that some rows were rejected: the run goes on and says so at its end.
step() {
  echo "== $(date -u +%H:%M:%S) enmusubi $*" >>"$log"
  "$ENMUSUBI" "$@" >>"$log" 2>&1
  local code=$?
  if [ "$code" -gt "$worst" ]; then worst=$code; fi
  if [ "$code" -gt 1 ]; then end; fi
}

# The lock ends with this process, however that ends.
if command -v flock >/dev/null 2>&1; then
  exec 9>"$LOGS/nightly.lock"
  if ! flock -n 9; then
    echo "Another nightly run is still at work; nothing was done." >&2
    exit 3
  fi
fi

if [ -n "${ENMUSUBI_EXPORT:-}" ]; then
  step import "$ENMUSUBI_EXPORT" ${ENMUSUBI_SHAPE:+--as "$ENMUSUBI_SHAPE"}
fi
step index
step status --check
if [ -n "${ENMUSUBI_BACKUPS:-}" ]; then
  step backup "$ENMUSUBI_BACKUPS/enmusubi-$(date -u +%Y%m%dT%H%M%SZ)"
  find "$ENMUSUBI_BACKUPS" -mindepth 1 -maxdepth 1 -type d -name 'enmusubi-*' -mtime "+$KEEP_DAYS" -exec rm -rf {} +
fi
find "$LOGS" -maxdepth 1 -type f -name 'nightly-*.log' -mtime "+$KEEP_DAYS" -exec rm -f {} +
end
