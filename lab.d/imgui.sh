# Dear ImGui's source. 1.92 or newer: it loads glyphs when they are needed and at any size.

imgui_wanted=1.92

imgui_version() { sed -n 's/^#define IMGUI_VERSION  *"\([0-9.]*\).*/\1/p' "$1/imgui.h" 2>/dev/null; }

need_imgui() {
  if [ -n "${GRADLAB_IMGUI_DIR:-}" ]; then
    version_at_least "$(imgui_version "$GRADLAB_IMGUI_DIR")" "$imgui_wanted" ||
      die "GRADLAB_IMGUI_DIR ($GRADLAB_IMGUI_DIR) does not hold Dear ImGui $imgui_wanted or newer"
    return
  fi
  if [ ! -f "$cache/imgui/.done" ] && have apt-get; then
    need_packages $packages_source
    step "fetching the source of Dear ImGui" imgui_fetch || true
  fi
  # Without it CMake fetches upstream's release itself.
  if [ -f "$cache/imgui/.done" ]; then export GRADLAB_IMGUI_DIR="$cache/imgui"; fi
}

imgui_fetch() {
  local work="$cache/unpack/imgui" suite
  for suite in forky sid resolute; do
    rm -rf "$work"
    suite_lists "$suite" "$work" deb-src || continue
    (cd "$work" && suite_apt "$suite" "$work" source --download-only imgui) || continue
    dpkg-source --no-check --extract "$work"/imgui_*.dsc "$work/source" || continue
    version_at_least "$(imgui_version "$work/source")" "$imgui_wanted" || continue
    rm -rf "$cache/imgui"
    mv "$work/source" "$cache/imgui"
    rm -rf "$work"
    touch "$cache/imgui/.done"
    return 0
  done
  return 1
}
