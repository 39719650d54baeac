# The tests: each part is run with its output in a log, its cases are counted, and one table closes the whole.

all_parts="core wasm ui cli web format"

run_tests() {
  local parts=${*:-$all_parts} part table="" unsteady="" passed=0 failed=0
  for part in $parts; do
    case " $all_parts asan " in *" $part "*) ;; *) die "test: there is no part $part (there are: $all_parts asan)" ;; esac
  done
  mkdir -p "$artefacts/logs"
  build_for "$parts"
  for part in $parts; do
    run_part "$part"
    table+=$(printf '\n%-8s %8s %8s %8ss' "$part" "$part_passed" "$part_failed" "$part_seconds")
    passed=$((passed + part_passed))
    failed=$((failed + part_failed))
    unsteady+=$(sed -n 's/^unsteady: /\nunsteady: /p' "$artefacts/logs/$part.log")
  done
  printf '\n%-8s %8s %8s %9s%s\n\n' part passed failed time "$table"
  [ -z "$unsteady" ] || printf '%s\n\n' "${unsteady#$'\n'}"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

# build_for PARTS: all their programs of one kind at once, as links take one core each. What cannot be built is told by
# its own part.
build_for() {
  local native="" web="" part
  for part in $1; do
    case $part in
      core) native+=" core_tests" ;;
      wasm) web+=" core_tests" ;;
      ui) native+=" ui_tests" ;;
      cli) native+=" gradlab" web+=" gradlab" ;;
      web) web+=" site" ;;
    esac
  done
  [ -z "$native" ] || (set -e; need native; build release $native) || true
  [ -z "$web" ] || (set -e; need web; build web $web) || true
}

# run_part PART: sets part_passed, part_failed, part_seconds. A part that breaks off counts as a failed case.
run_part() {
  local part=$1 log="$artefacts/logs/$1.log" began code
  set +e
  (set -e; "prepare_$part")
  code=$?
  began=$SECONDS
  if [ "$code" -ne 0 ]; then
    echo "could not be built" >"$log"
  else
    say "· testing $part …"
    (set -e; "test_$part") >"$log" 2>&1 </dev/null
    code=$?
  fi
  set -e
  part_seconds=$((SECONDS - began))
  part_passed=$(count passed "$log")
  part_failed=$(count failed "$log")
  if [ "$code" -ne 0 ] && [ "$part_failed" -eq 0 ]; then part_failed=1; fi
  if [ "$code" -eq 0 ] && [ $((part_passed + part_failed)) -eq 0 ]; then
    say "  no test ran"
    part_failed=1
  fi
  if [ "$part_failed" -gt 0 ]; then
    cat "$log" >&2
    say "✗ $part: $part_failed failed; the log: $log"
  else
    say "✓ $part: $part_passed passed ($part_seconds s)"
  fi
}

# count passed|failed LOG: sums the closing lines of doctest, of node --test, and our own "cases: N passed, N failed".
count() {
  sed 's/\x1b\[[0-9;]*m//g' "$2" | awk -v what="$1" '
    /^\[doctest\] test cases:/ { n = what == "passed" ? $6 : $9 }
    /^# pass [0-9]+$/ && what == "passed" { n = $3 }
    /^# (fail|cancelled) [0-9]+$/ && what == "failed" { n = $3 }
    /^cases: [0-9]+ passed, [0-9]+ failed$/ { n = what == "passed" ? $2 : $4 }
    { sum += n; n = 0 }
    END { print sum + 0 }'
}

prepare_core() { need native; build release core_tests; }
test_core() { cd "$root" && "$root/build/release/core_tests"; }

prepare_wasm() { need web; build web core_tests; }
test_wasm() { cd "$root" && node "$root/build/web/node/core_tests.cjs"; }

prepare_ui() { need native; build release ui_tests; }
test_ui() { cd "$root" && "$root/build/release/ui_tests"; }

prepare_asan() { need native; build asan core_tests ui_tests; }
test_asan() { cd "$root" && "$root/build/asan/core_tests" && "$root/build/asan/ui_tests"; }

# The command line, native beside wasm. Without what it is compared with, or spread by, the tests in question say that
# they skip.
prepare_cli() {
  need native web
  (need compared) || say "  exported source will not be tested in every language"
  (need spread) || say "  sweeps will not be tested with GNU parallel and mpirun"
  build release gradlab
  build web gradlab
}
test_cli() { node_tests "$(files_at_once)" "$root"/tests/cli/*.test.mjs; }

prepare_web() { need web browser npm; build web site; npm_install "$root/tests/web"; }
test_web() {
  need browser
  node_tests "$(files_at_once)" "$root"/tests/web/*.test.mjs
}

# The software renderer and most programs leave a second core idle.
files_at_once() { if [ "$(jobs)" -gt 1 ]; then echo 2; else echo 1; fi; }

# node_tests COUNT FILE...: each file by itself, so many at a time; what the tests need to know is in the environment.
# A file in which something failed is run once more, alone. What passes then passes, and is named as unsteady: on a
# machine that others use, too, a test may be unlucky once. What is wrong fails twice.
node_tests() {
  local count=$1 file name code=0
  shift
  export GRADLAB_SITE="$root/build/web/site" GRADLAB_ARTEFACTS="$artefacts"
  export GRADLAB_CLI="$root/build/release/gradlab" GRADLAB_CLI_WASM="$root/build/web/node/gradlab.cjs"
  local logs
  logs=$(mktemp -d)
  cd "$root"
  printf '%s\0' "$@" | xargs -0 -n 1 -P "$count" bash -c '
    node --test --test-reporter=tap "$2" >"$1/${2##*/}" 2>&1 </dev/null && : >"$1/${2##*/}.passed"; :' _ "$logs"
  for file in "$@"; do
    name=${file##*/}
    if [ -e "$logs/$name.passed" ]; then
      cat "$logs/$name"
      continue
    fi
    # Out of the sight of `count`: each file counts once.
    sed 's/^/first run: /' "$logs/$name"
    if node --test --test-reporter=tap "$file" 2>&1 </dev/null; then
      failed_tests "$logs/$name" | sed "s|.*|unsteady: ${file#"$root"/}: &, failed once, passed when run again|"
    else
      code=1
    fi
  done
  rm -r "$logs"
  return "$code"
}

# failed_tests LOG: their names, as node --test tells them.
failed_tests() {
  sed -n 's/^not ok [0-9]* - //p' "$1" | grep . || echo "the file as a whole"
}

# Packages as the lock file says; from the cache where they have been fetched before.
npm_install() {
  local folder=$1
  [ -f "$folder/package-lock.json" ] || return 0
  if [ -f "$folder/node_modules/.package-lock.json" ] &&
    [ ! "$folder/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ]; then return; fi
  step "npm packages of ${folder#"$root"/}" \
    npm ci --prefix "$folder" --cache "$cache/npm" --prefer-offline --no-audit --no-fund
}

prepare_format() { need tidy; }
test_format() {
  cd "$root"
  local crooked
  crooked=$(our_sources '*.cpp' '*.hpp' | xargs -r clang-format-19 --dry-run 2>&1 | sed -n 's/:[0-9]*:[0-9]*: warning:.*//p' | sort -u)
  if [ -z "$crooked" ]; then
    echo "cases: 1 passed, 0 failed"
  else
    printf '%s\n' "not laid out by .clang-format (./lab format mends it):" "$crooked" "cases: 0 passed, 1 failed"
    return 1
  fi
}
