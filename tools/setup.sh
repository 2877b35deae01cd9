#!/bin/sh
# Makes .venv from the hashed lock. Asks nothing; says plainly what is missing.
set -eu
cd "$(dirname "$0")/.."

find_python() {
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "Cần Python 3.11 trở lên (chưa thấy trên máy này). Cài Python rồi chạy lại." >&2
  exit 1
}

python=$(find_python)
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  echo "Tạo môi trường Python trong .venv …"
  rm -rf .venv
  if ! "$python" -m venv .venv >/tmp/tuquan-venv.$$ 2>&1; then
    # Debian keeps ensurepip in a package of its own.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
      apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
      "$python" -m venv --clear .venv
    else
      cat /tmp/tuquan-venv.$$ >&2
      echo "Không tạo được môi trường Python. Trên Debian, Ubuntu: sudo apt-get install python3-venv" >&2
      exit 1
    fi
  fi
  rm -f /tmp/tuquan-venv.$$
fi
echo "Cài các gói theo requirements.lock (lần đầu khoảng một phút) …"
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/python -m tuquan.design.fonts
touch .venv/.ready
