# Read by the other scripts: the repository's root as the working folder, and how we speak.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
repository=$PWD

say() { printf '%s\n' "$*"; }
# Ends the script with a sentence that says what was found and what to do.
stop() {
  printf '%s\n' "$*" >&2
  exit 5
}
# One compiler a core, but no more than the memory carries (about 1.5 GB each).
jobs() {
  local by_cores by_memory
  by_cores=$(nproc)
  by_memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
  [ "$by_memory" -ge 1 ] || by_memory=1
  if [ "$by_cores" -lt "$by_memory" ]; then say "$by_cores"; else say "$by_memory"; fi
}
