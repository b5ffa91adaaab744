# shellcheck shell=bash
# What the scripts share; each sources it first. Leaves the project's root as the working directory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A minimal system sets no locale, and Python would read our sources as ASCII.
export LC_ALL=C.UTF-8 PYTHONUTF8=1
export CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-2}"

script="scripts/$(basename "$0")"
step_name="" step_started=0

end_step() {
  if [[ -n "$step_name" ]]; then echo "-- $step_name: $((SECONDS - step_started)) s"; fi
  step_name=""
}

# step NAME: what follows, up to the next step, goes under this name. Prints the time that the one before took.
step() {
  end_step
  step_name="$1" step_started=$SECONDS
  echo "== $1"
}

fail() {
  echo "$script: $1" >&2
  exit 1
}

report_end() {
  local code=$?
  if [[ $code -ne 0 && -n "$step_name" ]]; then
    echo "$script: failed at \"$step_name\" after $((SECONDS - step_started)) s; what went wrong is above" >&2
  fi
  exit "$code"
}
trap report_end EXIT
