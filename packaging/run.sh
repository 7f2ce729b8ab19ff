#!/usr/bin/env bash
# Opens the window; where there is no screen, does the whole job once on sample input instead.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/sangkien "$@"
fi
echo "Không có màn hình: chạy thử toàn bộ công việc, kết quả ở ./demo-output"
echo "There is no display: running the demonstration, results in ./demo-output"
QT_QPA_PLATFORM=offscreen exec .venv/bin/sangkien demo --out ./demo-output "$@"
