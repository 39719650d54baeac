# Single packages of a newer suite of the same distribution, fetched with private lists: the system's own
# apt settings, lists and packages stay as they are.

# The address this machine already uses for its distribution; never written into a file of the project.
suite_address() {
  apt-get indextargets --format '$(REPO_URI) $(SUITE)' 'Created-By: Packages' |
    awk -v id="$(. /etc/os-release && echo "$ID")" '
      $1 !~ /security/ && $2 !~ /security/ { if (!first) first = $1; if ($1 ~ "/" id "/?$") { print $1; found = 1; exit } }
      END { if (!found && first) print first }'
}

suite_components() { if [ "$(. /etc/os-release && echo "$ID")" = ubuntu ]; then echo main universe; else echo main; fi; }

# suite_apt SUITE FOLDER ARGS...: apt-get that knows this one suite and writes only under FOLDER.
suite_apt() {
  local suite=$1 folder=$2
  shift 2
  apt-get -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=- -o Dir::State::Lists="$folder/lists" \
    -o Dir::Cache="$folder/cache" -o Dir::Cache::Archives="$folder/archives" -o Acquire::Languages=none \
    -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 -o APT::Get::List-Cleanup=0 "$@"
}

# suite_lists SUITE FOLDER KIND: fetches the suite's lists (KIND is deb or deb-src).
suite_lists() {
  local suite=$1 folder=$2 kind=$3 address keyring signed=""
  address=$(suite_address)
  [ -n "$address" ] || return 1
  for keyring in /usr/share/keyrings/{debian,ubuntu}-archive-keyring.gpg; do
    if [ -f "$keyring" ] && [[ $keyring == *"$(. /etc/os-release && echo "$ID")"* ]]; then signed="[signed-by=$keyring] "; fi
  done
  mkdir -p "$folder/lists/partial" "$folder/cache" "$folder/archives/partial"
  echo "$kind $signed$address $suite $(suite_components)" >"$folder/sources.list"
  suite_apt "$suite" "$folder" update
}
