"""The address of the second reader and one question to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

# An answer longer than this is no list of figures.
LONGEST = 2 * 1024 * 1024


class EndpointInvalid(ValueError):
    """The address or the model is not one that can be asked."""

    code = "second_reader_invalid"


class SecondReaderSilent(Exception):
    """No usable answer came; `message` says why, in Vietnamese."""

    code = "second_reader_silent"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`address` is the part before `/chat/completions` ("http://127.0.0.1:8080/v1"); `seconds` one question may take.

    Raises EndpointInvalid for an address that is not http(s), or without a model.
    """

    address: str
    model: str
    key: str = ""
    seconds: float = 60.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointInvalid(
                f"Địa chỉ máy đọc thứ hai “{self.address}” không dùng được. Ghi dạng http://máy-chủ:cổng/v1."
            )
        if not self.model.strip():
            raise EndpointInvalid("Chưa ghi tên mô hình của máy đọc thứ hai (TUQUAN_SECOND_READER_MODEL).")

    def chat(self, system: str, user: str) -> str:
        """The text of one answer. Raises SecondReaderSilent; nothing but this address is ever asked."""
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        return _content(self._post(json.dumps(body, ensure_ascii=False).encode()))

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(f"{self.address.rstrip('/')}/chat/completions", data=body, headers=headers, method="POST")
        try:
            with OPENER.open(request, timeout=self.seconds) as answer:
                told: bytes = answer.read(LONGEST + 1)
        except HTTPError as refused:
            raise SecondReaderSilent(
                f"Máy đọc thứ hai trả lời lỗi {refused.code}. Xem lại địa chỉ, tên mô hình hoặc khóa truy cập."
            ) from refused
        except (HTTPException, URLError, TimeoutError, OSError, ValueError) as failed:
            raise SecondReaderSilent(
                f"Không hỏi được máy đọc thứ hai tại {urlsplit(self.address).netloc}. Xem máy ấy có đang chạy không."
            ) from failed
        if len(told) > LONGEST:
            raise SecondReaderSilent("Máy đọc thứ hai trả lời quá dài; bỏ câu trả lời này.")
        return told


class _NowhereElse(HTTPRedirectHandler):
    """A redirect would send the report to an address nobody chose."""

    def redirect_request(self, *_: Any) -> None:
        return None


# No proxy of the environment either: the report goes to the office's own machine or nowhere.
OPENER = build_opener(ProxyHandler({}), _NowhereElse)


def _content(told: bytes) -> str:
    try:
        content = json.loads(told)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as odd:
        raise SecondReaderSilent(
            "Câu trả lời của máy đọc thứ hai không đúng dạng OpenAI chat completions; bỏ câu trả lời này."
        ) from odd
    if not isinstance(content, str):
        raise SecondReaderSilent("Máy đọc thứ hai không trả lời bằng chữ; bỏ câu trả lời này.")
    return content
