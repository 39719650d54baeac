# Chromium for the browser tests.

need_browser() {
  local name
  if [ -n "${GRADLAB_CHROMIUM:-}" ]; then return; fi
  if ! have chromium && ! have chromium-browser && ! have google-chrome && have apt-get; then
    need_packages $packages_browser
  fi
  for name in chromium chromium-browser google-chrome; do
    if have "$name"; then
      GRADLAB_CHROMIUM=$(command -v "$name")
      export GRADLAB_CHROMIUM
      return
    fi
  done
  die "please install Chromium, or name it by GRADLAB_CHROMIUM"
}
