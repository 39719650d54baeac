# Parsers under libFuzzer with the address and undefined behaviour sanitizers.

# fuzz [TARGET...] [--runs N]
fuzz() {
  local runs=1000000 targets=() target all found failed=""
  all=$(cd "$root/tests/fuzz" && basename -s .cpp -- *.cpp | tr '\n' ' ')
  while [ $# -gt 0 ]; do
    case $1 in
      --runs) runs=${2:?--runs needs a number}; shift ;;
      *) case " $all" in *" $1 "*) targets+=("$1") ;; *) die "fuzz: there is no target $1 (there are: $all)" ;; esac ;;
    esac
    shift
  done
  [ "${#targets[@]}" -gt 0 ] || read -ra targets <<<"$all"
  need native fuzz
  build fuzz "${targets[@]/#/fuzz_}"
  found="$artefacts/fuzz"
  mkdir -p "$found"
  for target in "${targets[@]}"; do
    # What it found interesting is kept, so that a later run begins there.
    mkdir -p "$cache/fuzz/$target"
    step "fuzzing $target, $runs inputs" fuzz_one "$target" "$runs" "$found" ||
      failed+=" $target"
  done
  [ -z "$failed" ] || die "found something:$failed. The inputs are in $found; a copy in tests/fuzz/TARGET_seeds is a test."
}

fuzz_one() {
  local target=$1 runs=$2 found=$3
  "$root/build/fuzz/tests/fuzz/fuzz_$target" -runs="$runs" -max_len=600 -timeout=20 -rss_limit_mb=4000 -print_final_stats=1 \
    -dict="$root/tests/fuzz/$target.dict" -artifact_prefix="$found/$target-" "$cache/fuzz/$target" \
    "$root/tests/fuzz/${target}_seeds"
}
