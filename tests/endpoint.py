"""A local stand-in for the office's language model: answers what a test tells it, and keeps what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Figures = Callable[[str], list[dict[str, Any]]]


@dataclass
class FakeModel:
    """`figures(piece)` are the answers for a piece of text; `raw` overrides the body, `status` the code."""

    figures: Figures = lambda piece: []
    raw: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    authorization: list[str | None] = field(default_factory=list)
    address: str = ""

    def answer(self, request: dict[str, Any]) -> bytes:
        if self.raw is not None:
            return self.raw
        piece = request["messages"][-1]["content"]
        told = json.dumps(self.figures(piece), ensure_ascii=False)
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": told}}]}).encode()

    @property
    def shown(self) -> str:
        """Everything of reports that ever reached the model."""
        return "".join(request["messages"][-1]["content"] for request in self.asked)


@contextmanager
def serving(model: FakeModel) -> Iterator[FakeModel]:
    """The model behind a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(request | {"path": self.path})
            model.authorization.append(self.headers.get("Authorization"))
            body = model.answer(request)
            self.send_response(model.status)
            for name, value in model.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
