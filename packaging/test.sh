#!/usr/bin/env bash
# pytest for everything, once, each worker on a virtual screen of its own; the exit status is pytest's (139 or 134
# of a crash too).
# Three workers for two cores: much of a run is waiting for disks, links and other programs. The longest files
# begin first (tests/conftest.py), so the order is left as it is given. Folders of tests that passed are taken away at
# once: twenty gigabytes need never reach the disk.
set -eu
cd "$(dirname "$0")/.."

export QT_QPA_PLATFORM=xcb
export LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY
exec .venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -o tmp_path_retention_policy=failed "$@"
