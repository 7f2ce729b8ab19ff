#!/usr/bin/env bash
# Sets up what is missing and nothing else: Debian packages, .venv with the pinned libraries, our own entry
# points, the English words. Run again, it finds its stamps and is done.
#
#   packaging/setup.sh run      what the window and the demonstration need
#   packaging/setup.sh test     that, and what the tests need
#   packaging/setup.sh python   the virtual environment alone
#
# Where packages come from is apt's and pip's own configuration; this file names no host.
set -eu
cd "$(dirname "$0")/.."
what="${1:-run}"

base=(python3-venv)
window=(
    libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-util1 libxcb-xkb1
    fonts-liberation2 # fonts-liberation has no Vietnamese letters
    libxtst6 # typing into a portal's page
)
tests=(
    xvfb libreoffice-writer-nogui poppler-utils
    iproute2 nftables         # a slow, lossy link made of network namespaces
    chromium chromium-driver # the review page in a real browser
    libfribidi0 # Pillow shapes text with it when the tests measure lines
)

say() { printf '%s\n' "$@" >&2; }

missing_packages() {
    # A later Debian adds t64 to some names; either will do.
    local package
    for package in "$@"; do
        case "$(dpkg-query -W -f=' ${db:Status-Status} ' "$package" "${package}t64" 2>/dev/null || true)" in
            *" installed "*) ;;
            *) printf '%s\n' "$package" ;;
        esac
    done
}

install_packages() {
    local missing as_root=()
    if ! command -v dpkg-query >/dev/null; then
        say "Máy không dùng gói Debian; cần tự cài những gói tương đương với: $*" \
            "Not a Debian machine; please install the equivalents of: $*"
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "Thiếu gói của hệ điều hành. Nhờ người quản trị chạy:" \
                "System packages are missing. Ask an administrator to run:" \
                "    sudo apt-get update" \
                "    sudo apt-get install --no-install-recommends ${missing[*]}" \
                "(tiếp tục với những phần làm được / going on with what is possible)"
            return 0
        fi
        as_root=(sudo -n)
    fi
    say "Đang cài / Installing: ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# A browser's driver speaks to its browser by the name localhost, which a root without /etc/hosts does not know.
know_localhost() {
    getent hosts localhost >/dev/null && return 0
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    echo "127.0.0.1 localhost" | "${as_root[@]}" tee -a /etc/hosts >/dev/null ||
        say "Máy này không biết tên localhost." "This machine does not know the name localhost."
}

system_python() {
    local python
    for python in "${PYTHON:-}" /usr/bin/python3 python3; do
        [ -n "$python" ] || continue
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$python"
            return 0
        fi
    done
    say "Cần Python 3.11 trở lên. / Python 3.11 or newer is needed."
    return 1
}

make_venv() {
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null && return 0
    local python
    python="$(system_python)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Không tạo được môi trường Python: thiếu gói python3-venv." \
            "Cannot make a Python environment: the package python3-venv is missing."
        return 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
}

pip_install() { .venv/bin/python -m pip install -q --disable-pip-version-check --no-input "$@"; }

fingerprint() { { pwd; cat "$@"; } | sha256sum | cut -d' ' -f1; }

# once NAME FILES... -- COMMAND...: runs the command unless it already did for these very files.
once() {
    local stamp=".venv/.stamp-$1" files=() now
    shift
    while [ "$1" != -- ]; do files+=("$1"); shift; done
    shift
    now="$(fingerprint "${files[@]}")"
    [ "$(cat "$stamp" 2>/dev/null || true)" = "$now" ] && return 0
    "$@"
    printf '%s\n' "$now" >"$stamp"
}

install_libraries() {
    say "Đang cài thư viện vào .venv / Installing the libraries into .venv"
    pip_install --require-hashes -r requirements.lock
}

install_ourselves() { pip_install --no-deps --no-build-isolation --editable .; }

compile_words() { .venv/bin/python packaging/words.py; }

case "$what" in
    run) install_packages "${base[@]}" "${window[@]}" ;;
    test) install_packages "${base[@]}" "${window[@]}" "${tests[@]}" ;;
    python) install_packages "${base[@]}" ;;
    *) say "setup.sh run | test | python"; exit 2 ;;
esac
make_venv
once libraries requirements.lock packaging/setup.sh -- install_libraries
once ourselves pyproject.toml requirements.lock packaging/setup.sh -- install_ourselves
mapfile -t words < <(find desktop/locale sync/portal/locale -name '*.po' | sort)
if [ "${#words[@]}" -gt 0 ]; then
    for po in "${words[@]}"; do [ -e "${po%.po}.mo" ] || rm -f .venv/.stamp-words; done
    once words "${words[@]}" packaging/words.py packaging/setup.sh -- compile_words
fi
if [ "$what" = test ]; then know_localhost; fi
if [ "$what" = test ] && ! command -v Xvfb >/dev/null; then
    say "Không chạy được bài kiểm tra: thiếu xvfb." "The tests need xvfb, which is missing."
    exit 1
fi
