# Tự Quản. `make help` lists what there is.
PY := .venv/bin/python
PORT ?= 8000
.DEFAULT_GOAL := help
.PHONY: help setup run demo-reset test check format lint types contracts templates migrations docs browser bench soak evaluate lock

help: ## Danh sách lệnh (list of commands)
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.ready ## Cài đặt môi trường, để sẵn .venv/bin/tuquan

.venv/.ready: requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh

run: setup ## Chạy huyện minh họa trên máy này (PORT=8000)
	@.venv/bin/tuquan serve --demo --port $(PORT)

demo-reset: setup ## Xóa những gì đã làm trên dữ liệu minh họa, nạp lại từ đầu
	@.venv/bin/tuquan demo --reset

test: setup ## Mọi kiểm thử: SQLite, PostgreSQL, trình duyệt
	@$(PY) tools/run_tests.py

browser: setup ## Chỉ các kiểm thử trên trình duyệt
	@$(PY) tools/run_tests.py --only browser

check: setup format lint types contracts templates migrations docs test ## Tất cả, như .ci/run

format: setup
	@$(PY) -m ruff format --check tuquan tests tools benchmarks evaluation manage.py
lint: setup
	@$(PY) -m ruff check tuquan tests tools benchmarks evaluation manage.py
	@$(PY) -m codespell_lib tuquan docs README.md ARCHITECTURE.md CONTRIBUTING.md
types: setup
	@$(PY) -m mypy
contracts: setup
	@.venv/bin/lint-imports
templates: setup
	@.venv/bin/djlint --lint --quiet tuquan
	@.venv/bin/djlint --check --quiet tuquan/web  # components keep their lines: a space there is a space on the page
migrations: setup
	@TUQUAN_DATA=$$(mktemp -d) $(PY) manage.py makemigrations --check --dry-run
	@TUQUAN_DATA=$$(mktemp -d) $(PY) manage.py check
docs: setup ## Kiểm tra tài liệu khớp với chương trình
	@$(PY) -m pytest tests/test_docs.py tests/test_glossary.py

bench: setup ## Đo tốc độ, in tỷ lệ so với mức nền trong cùng lần chạy
	@$(PY) -c "import underthesea" 2>/dev/null || \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock || \
	  echo "Không cài được phần đo thêm (requirements-bench.lock): bỏ qua dòng so với underthesea."
	@$(PY) -m benchmarks
soak: setup ## Các phép thử dài (số đầy đủ)
	@$(PY) tools/run_tests.py --soak
evaluate: setup ## Chấm bộ đọc trên câu mẫu của dự án (KEEP=1: ghi lại kết quả)
	@$(PY) -m evaluation.evaluate $(if $(KEEP),--keep)

lock: setup ## Viết lại requirements.lock sau khi sửa pyproject.toml
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock
