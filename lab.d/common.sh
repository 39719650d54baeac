# Small words used by every part of ./lab. Everything that talks does so on standard error:
# standard output belongs to the program that was asked for.

say() { printf '%s\n' "$*" >&2; }
die() { printf 'lab: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE WANT
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# step TITLE COMMAND...: runs the command with its output in a log, shows the title and the time it took,
# and shows the end of the log when it fails. A terminal sees the seconds count up.
step() {
  local title=$1 log began ticker="" code=0
  shift
  log="$cache/logs/$(printf '%s' "$title" | tr -c 'A-Za-z0-9\n' '-').$$.log"
  mkdir -p "$cache/logs"
  began=$SECONDS
  if [ -t 2 ]; then
    (while sleep 1; do printf '\r· %s … %ss' "$title" $((SECONDS - began)) >&2; done) &
    ticker=$!
  else
    say "· $title …"
  fi
  # The command stands alone, not in a condition: there bash would switch `set -e` off inside of it.
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null
  code=$?
  set -e
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    printf '\r' >&2
  fi
  if [ "$code" -ne 0 ]; then
    tail -n 60 "$log" >&2
    say "✗ $title failed ($code); the whole log: $log"
    return "$code"
  fi
  say "✓ $title ($((SECONDS - began)) s)"
  rm -f "$log"
}

# with_lock FILE COMMAND...: two ./lab at once must not install or build into the same folder.
with_lock() {
  local file=$1
  shift
  mkdir -p "$(dirname "$file")"
  exec {lock}>"$file"
  if ! flock -n "$lock"; then
    say "· waiting for another ./lab to finish …"
    flock "$lock"
  fi
  "$@"
  exec {lock}>&-
}
