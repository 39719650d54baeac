# The same bits everywhere: one file of tests with numbers written down, built by each compiler with and without
# optimisation and with the sanitizers (each at every width of the machine's vectors), and in each browser that is here.

bits() {
  local name setting result=0
  need native web browser
  (need bits) || say "  not every compiler and browser is here"
  mkdir -p "$artefacts/logs"
  while read -r name setting; do bits_native "$name" $setting </dev/null || result=1; done <<'TEXT'
gcc-O3 -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=Release
gcc-O0 -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=Debug
gcc-sanitizers -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=RelWithDebInfo -DGRADLAB_SANITIZE=ON
clang-O3 -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Release
clang-O0 -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Debug
TEXT
  build web same_bits_page core_tests
  say "· Node"
  (cd "$root" && node "$root/build/web/node/core_tests.cjs" --no-colors -sf='*same_bits*' | grep 'test cases') || result=1
  for name in "$GRADLAB_CHROMIUM" firefox firefox-esr; do
    if have "$name"; then
      node "$root/tests/bits/browser.mjs" "$root/build/web/bits" "$name" || result=1
    else
      say "· $name is not here"
    fi
  done
  return "$result"
}

# bits_native NAME CMAKE-SETTING...
bits_native() {
  local name=$1 folder="$root/build/bits/$1" log="$artefacts/logs/bits-$1.log"
  shift
  step "building same_bits ($name)" bits_build "$folder" "$@" || die "the build failed"
  if "$folder/same_bits" --no-colors >"$log" 2>&1; then
    say "· same bits: $name ($(grep 'test cases' "$log"))"
  else
    cat "$log"
    say "✗ OTHER bits: $name"
    return 1
  fi
}

bits_build() {
  local folder=$1
  shift
  cmake -S "$root" -B "$folder" -G Ninja -DGRADLAB_UI=OFF "$@" && ninja -C "$folder" -j "$(jobs)" same_bits
}
