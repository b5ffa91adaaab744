# shellcheck shell=bash
# Debian's packages that onduty is built and tested with. Sourced by scripts/bootstrap.
packages=(g++ clang cmake ninja-build python3 python3-dev python3-venv pkgconf
  libsqlite3-dev libsimdjson-dev libutf8proc-dev libsodium-dev libgtest-dev wrk)

missing_packages() {
  local installed
  installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
  printf '%s\n' "${packages[@]}" | grep --invert-match --line-regexp --fixed-strings \
    --file <(sed --quiet 's/^installed //p' <<<"$installed") || true
}

install_packages() {
  local as_root=()
  command -v apt-get >/dev/null || fail "this is no Debian; install what these packages of Debian hold: $*"
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || fail "needs root once; run as root: apt-get install $*"
    as_root=(sudo)
  fi
  step "apt-get installs what is missing"
  echo "$*"
  "${as_root[@]}" apt-get --quiet --quiet update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes --no-install-recommends \
    --option Dpkg::Use-Pty=0 install "$@" >/dev/null
}
