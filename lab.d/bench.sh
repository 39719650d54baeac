# How fast the core trains, beside other libraries.

# bench [--rounds N] [--seconds S] [--works W1,W2,…] [--no-growth]
bench() {
  local packages="$cache/bench"
  need native web browser npm compared
  build release training_speed
  build web training_speed training_speed_page
  if ! cmp -s "$root/tests/bench/package.json" "$packages/package.json" || [ ! -d "$packages/node_modules" ]; then
    step "fetching the libraries to compare with" fetch_peers "$packages"
  fi
  # Beside its packages, which Node looks for from a file's own folder upwards.
  cp "$root"/tests/bench/*.mjs "$root"/tests/bench/*.html "$root"/tests/bench/*.py "$packages/"
  local openblas="$cache/openblas/usr/lib/$(uname -m)-linux-gnu/openblas-pthread" openblas_given=()
  if [ ! -e "$openblas/libblas.so.3" ]; then
    step "fetching OpenBLAS" fetch_openblas || say "  PyTorch is measured with the system's own BLAS alone"
  fi
  [ ! -e "$openblas/libblas.so.3" ] || openblas_given=(--openblas "$openblas")
  node "$packages/bench.mjs" --native "$root/build/release/training_speed" --wasm "$root/build/web/node/training_speed.cjs" \
    --page "$root/build/web/bench" --peers "$packages/node_modules" --sources "$packages" --out "$artefacts/bench" \
    --python "$(python_with_torch)" ${openblas_given[@]+"${openblas_given[@]}"} "$@"
}

# Their install scripts fetch what only graphics cards need.
fetch_peers() {
  mkdir -p "$1"
  cp "$root/tests/bench/package.json" "$1/package.json"
  (cd "$1" && npm install --ignore-scripts --no-audit --no-fund --cache "$cache/npm" --prefer-offline)
}

# Beside the system's BLAS, which stays what it is.
fetch_openblas() {
  mkdir -p "$cache/openblas"
  (cd "$cache/openblas" && apt-get download libopenblas0-pthread && dpkg -x libopenblas0-pthread_*.deb .)
}

# Debian's packages belong to the system's own Python, which need not be the first on PATH.
python_with_torch() {
  local python
  for python in /usr/bin/python3 python3; do
    if "$python" -c 'import torch' 2>/dev/null; then echo "$python"; return; fi
  done
  echo python3
}
