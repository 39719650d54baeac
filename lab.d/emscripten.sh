# A C++ compiler for WebAssembly: the one that is there when it is new enough, else the distribution's newer
# package, unpacked beside (not installed over) the system.

emscripten_wanted=3.1.69

emcc_version() { "$1" --version 2>/dev/null | sed -n '1s/.* \([0-9]\+\.[0-9]\+\.[0-9]\+\).*/\1/p'; }

need_emscripten() {
  local emcc
  [ -z "${GRADLAB_EMSCRIPTEN:-}" ] || return 0
  need_node
  for emcc in "${EMSDK:+$EMSDK/upstream/emscripten/emcc}" "$(command -v emcc || true)"; do
    if [ -x "$emcc" ] && version_at_least "$(emcc_version "$emcc")" "$emscripten_wanted"; then
      GRADLAB_EMSCRIPTEN=$(dirname "$(readlink -f "$emcc")")
      export GRADLAB_EMSCRIPTEN
      return
    fi
  done
  have apt-get || die "please install Emscripten $emscripten_wanted or newer (emcc on PATH, or EMSDK set)"
  need_packages $packages_wasm
  if [ ! -f "$cache/emscripten/.done" ]; then
    step "fetching Emscripten (400 MB, once)" emscripten_fetch ||
      die "Emscripten could not be fetched; please install $emscripten_wanted or newer (emcc on PATH, or EMSDK set)"
  fi
  # The configuration is written each time: Node may have moved since.
  emscripten_configure
  export GRADLAB_EMSCRIPTEN="$cache/emscripten/usr/share/emscripten" EM_CONFIG="$cache/emscripten/config.py"
}

emscripten_fetch() {
  local work="$cache/unpack/emscripten" suite package
  for suite in trixie questing resolute; do
    rm -rf "$work"
    suite_lists "$suite" "$work" deb || continue
    mkdir -p "$work/debs" "$work/root" "$work/runtime"
    (cd "$work/debs" && suite_apt "$suite" "$work" download emscripten binaryen node-acorn libc6 libstdc++6 libgcc-s1) || continue
    for package in emscripten binaryen node-acorn; do dpkg -x "$work"/debs/${package}_*.deb "$work/root"; done
    # Binaryen is linked against a newer C library than this system's; it gets its own.
    for package in libc6 libstdc++6 libgcc-s1; do dpkg -x "$work"/debs/${package}_*.deb "$work/root/runtime"; done
    emscripten_wrap_binaryen "$work/root"
    # ES modules do not look at NODE_PATH.
    mkdir -p "$work/root/usr/share/emscripten/node_modules"
    ln -sfn ../../nodejs/acorn "$work/root/usr/share/emscripten/node_modules/acorn"
    rm -rf "$cache/emscripten"
    mv "$work/root" "$cache/emscripten"
    rm -rf "$work"
    touch "$cache/emscripten/.done"
    return 0
  done
  return 1
}

emscripten_wrap_binaryen() {
  local root=$1 tool loader
  loader=$(cd "$root" && find runtime -name 'ld-linux-*.so.*' | head -n 1)
  mkdir -p "$root/binaryen/bin"
  ln -sfn "../usr/lib" "$root/binaryen/lib"
  for tool in "$root"/usr/bin/*; do
    if ! head -c 4 "$tool" | grep -q ELF; then continue; fi
    tool=$(basename "$tool")
    printf '%s\n' '#!/bin/sh' 'here=$(dirname "$0")/../..' \
      "exec \"\$here/$loader\" --library-path \"\$here/$(dirname "$loader"):\$here/runtime/lib/$(uname -m)-linux-gnu:\$here/runtime/usr/lib/$(uname -m)-linux-gnu:\$here/usr/lib/$(uname -m)-linux-gnu\" \"\$here/usr/bin/$tool\" \"\$@\"" \
      >"$root/binaryen/bin/$tool"
    chmod +x "$root/binaryen/bin/$tool"
  done
}

emscripten_configure() {
  local llvm config
  llvm=$(ls -d /usr/lib/llvm-19/bin)
  config=$(printf '%s\n' \
    "LLVM_ROOT = '$llvm'" \
    "BINARYEN_ROOT = '$cache/emscripten/binaryen'" \
    "NODE_JS = '$(command -v node)'" \
    "CACHE = '$(emscripten_cache)'" \
    "FROZEN_CACHE = True")
  [ "$config" = "$(cat "$cache/emscripten/config.py" 2>/dev/null)" ] || echo "$config" >"$cache/emscripten/config.py"
}

# The package's system libraries come prebuilt.
emscripten_cache() { dirname "$(find "$cache/emscripten/usr/share/emscripten" -maxdepth 2 -name sysroot | head -n 1)"; }
