# The system's own packages, by what they are needed for. Where there is no apt, the tools themselves are looked for.

packages_build="cmake ninja-build g++ libeigen3-dev nlohmann-json3-dev libcli11-dev doctest-dev"
packages_source="xz-utils dpkg-dev ca-certificates"
packages_fonts="python3 python3-fonttools fonts-inter fonts-noto-cjk fonts-stix"
packages_window="libglfw3-dev libpng-dev libgl-dev libgl1-mesa-dri xvfb xauth"
packages_wasm="clang-19 lld-19 llvm-19 python3"
packages_page="esbuild"
packages_fuzz="clang-19 libclang-rt-19-dev"
packages_tidy="clang-format-19 clang-tidy-19"
packages_browser="chromium"
packages_compared="python3-numpy python3-torch"
packages_spread="parallel openmpi-bin"
packages_bits="clang-19 firefox-esr"

# as_root COMMAND...: as it is for root, through sudo for others.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

apt_install() {
  as_root apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# need_packages NAME...: installs what is missing; asks apt (and the network) nothing when all is there.
need_packages() {
  local installed name missing=()
  have apt-get || { need_tools; return; }
  installed=$(dpkg-query -W -f ' ${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)
  for name in "$@"; do
    case "$installed" in *" installed:$name "*) ;; *) missing+=("$name") ;; esac
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || die "root or sudo is needed once, to install: ${missing[*]}"
    sudo true  # a password is asked for here, where it can be seen
  fi
  step "installing ${missing[*]}" apt_install "${missing[@]}" ||
    die "apt could not install: ${missing[*]}"
}

# Elsewhere nothing is installed: one line says what is needed.
need_tools() {
  local tool missing=()
  for tool in cmake ninja g++ node npm python3; do have "$tool" || missing+=("$tool"); done
  [ "${#missing[@]}" -eq 0 ] ||
    die "no apt here; please install: ${missing[*]} (and the headers of Eigen 3.4, nlohmann-json, CLI11, doctest, GLFW 3.3)"
}

# Node 18 or newer, of whatever origin; Debian's where there is none.
need_node() {
  if ! have node && have apt-get; then need_packages nodejs; fi
  have node || die "please install Node.js 18 or newer"
  version_at_least "$(node --version | tr -d v)" 18 || die "Node.js 18 or newer is needed; $(node --version) is on PATH"
}

need_npm() {
  need_node
  if ! have npm && have apt-get; then need_packages npm; fi
  have npm || die "please install npm"
}
