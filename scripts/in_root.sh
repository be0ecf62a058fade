#!/usr/bin/env bash
# Runs a command inside another root; called by fresh.sh in a mount namespace of its own.
# Arguments: the root, the folder in it to run in, the command...
set -euo pipefail

root=$1
folder=$2
shift 2

mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"

# The environment of a person who just logged in, and the way out to the network if it is by a proxy.
environment=(HOME=/root USER=root LOGNAME=root SHELL=/bin/bash "TERM=${TERM:-dumb}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
  [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done

# shellcheck disable=SC2016  # expanded by the shell inside
exec chroot "$root" /usr/bin/env -i "${environment[@]}" bash -c 'cd "$1" && shift && exec "$@"' inside "$folder" "$@"
