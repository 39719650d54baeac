# What each kind of work needs, and the builds under build/.

# need KIND...: native, web, browser, npm, tidy, compared, spread, fuzz, bits.
need() {
  local kind
  for kind in "$@"; do with_lock "$cache/lock" "need_for_$kind"; done
}

need_for_native() { need_packages $packages_build $packages_window $packages_fonts; need_imgui; }
need_for_web() { need_packages $packages_build $packages_fonts $packages_page; need_imgui; need_emscripten; }
need_for_browser() { need_node; need_browser; }
need_for_npm() { need_npm; }
need_for_compared() { need_packages $packages_compared; }
need_for_spread() { need_packages $packages_spread; }
need_for_fuzz() { need_packages $packages_fuzz; }
need_for_tidy() { need_packages $packages_tidy; }
need_for_bits() { need_packages $packages_bits; }

jobs() { echo "${GRADLAB_JOBS:-$(nproc 2>/dev/null || sysctl -n hw.ncpu)}"; }

# build PRESET TARGET...
build() { with_lock "$root/build/lock" build_now "$@"; }

build_now() {
  local preset=$1 folder="$root/build/$1" settings
  shift
  # A build made with other tools, or in another place, is begun afresh.
  settings="$root|${GRADLAB_IMGUI_DIR:-}|${GRADLAB_EMSCRIPTEN:-}"
  if [ "$preset" != web ]; then settings="$root|${GRADLAB_IMGUI_DIR:-}"; fi
  if [ "$settings" != "$(cat "$folder/settings" 2>/dev/null)" ]; then
    step "configuring $preset" configure "$preset"
    echo "$settings" >"$folder/settings"
  fi
  if ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then return; fi
  if [ -t 2 ]; then
    ninja -C "$folder" -j "$(jobs)" "$@" >&2 </dev/null || die "the build failed"
  else
    step "building $* ($preset)" ninja -C "$folder" -j "$(jobs)" "$@" || die "the build failed"
  fi
}

configure() { cd "$root" && cmake --preset "$1" --fresh -DGRADLAB_IMGUI_DIR="${GRADLAB_IMGUI_DIR:-}"; }

# our_sources PATTERN...: files of ours, also those not committed yet.
our_sources() { git -C "$root" ls-files --cached --others --exclude-standard -- "$@" | sort -u; }

format() {
  need tidy
  (cd "$root" && our_sources '*.cpp' '*.hpp' | xargs -r clang-format-19 -i)
}

# Each file alone, so that one that leans on another's headers or names is found. What only Emscripten compiles is not in
# the native build's list; g++'s own flags are not all clang's, nor does its library keep clang's silence about what is
# deprecated.
tidy() {
  need native tidy
  step "configuring tidy" configure tidy
  (cd "$root" && our_sources '*.cpp' | grep -vE '^shell/platform/(web|worker_[a-z]+)\.cpp$' |
    xargs -r -n 4 -P "$(jobs)" clang-tidy-19 --quiet -p build/tidy --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-deprecated-declarations)
}
