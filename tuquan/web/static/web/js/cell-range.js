// A range of the grid: chosen with Shift and the arrows or with the mouse, copied to a sheet, pasted from one.
// A paste is shown first, cell by cell, and taken only when the person says so.
const form = document.getElementById("bieu");
let anchor = null; // [row, column] where the range began
let end = null;

const rows = () => [...(form?.querySelectorAll("tbody tr[id]") ?? [])].filter((row) => row.offsetParent);
const cellsOf = (row) => [...row.querySelectorAll(":scope > td")];

function placeOf(element) {
  const cell = element?.closest?.("td");
  const row = cell?.closest("tr[id]");
  return row && form.contains(row) ? [rows().indexOf(row), cellsOf(row).indexOf(cell)] : null;
}

const span = () => (anchor && end ? [0, 1].map((at) => [Math.min(anchor[at], end[at]), Math.max(anchor[at], end[at])]) : null);
const isRange = () => Boolean(anchor && end && (anchor[0] !== end[0] || anchor[1] !== end[1]));

function chosen() {
  if (!isRange()) return [];
  const [[top, bottom], [left, right]] = span();
  return rows().slice(top, bottom + 1).map((row) => cellsOf(row).slice(left, right + 1));
}

function draw() {
  form.querySelectorAll("td.in-range").forEach((cell) => cell.classList.remove("in-range"));
  chosen().flat().forEach((cell) => cell.classList.add("in-range"));
}

function choose(from, to) {
  [anchor, end] = [from, to];
  draw();
}

const textOf = (cell) => cell.querySelector("input[data-cell]")?.value ?? cell.dataset.copy ?? "";

document.addEventListener("copy", (event) => {
  if (!form || !isRange()) return;
  const picked = chosen();
  event.clipboardData.setData("text/plain", picked.map((row) => row.map(textOf).join("\t")).join("\r\n"));
  event.preventDefault();
  say(`Đã chép ${picked.length * picked[0].length} ô`);
});

function say(text) {
  const line = document.getElementById("luu");
  if (line) line.textContent = text;
}

form?.addEventListener("keydown", (event) => {
  const here = placeOf(event.target);
  if (!here || !event.target.dataset.cell) return;
  const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
  // Left and right belong to the text of the cell until a range has been begun.
  if (event.shiftKey && step && (step[0] || isRange())) {
    event.preventDefault();
    const from = anchor ?? here;
    const last = rows().length - 1;
    const [row, column] = end ?? here;
    const widest = cellsOf(rows()[0]).length - 1;
    const to = [Math.min(last, Math.max(0, row + step[0])), Math.min(widest, Math.max(0, column + step[1]))];
    choose(isRange() ? from : here, to);
  } else if (event.key === "Escape" || (!event.shiftKey && !event.ctrlKey && !event.metaKey && anchor)) choose(null, null);
});

form?.addEventListener("pointerdown", (event) => {
  if (event.button || event.pointerType !== "mouse") return;
  const here = placeOf(event.target);
  if (event.shiftKey && here && (anchor || document.activeElement?.dataset?.cell)) {
    event.preventDefault();
    choose(anchor ?? placeOf(document.activeElement), here);
  } else choose(here, null);
});
form?.addEventListener("pointermove", (event) => {
  if (!(event.buttons & 1) || !anchor || event.pointerType !== "mouse") return;
  const here = placeOf(event.target);
  if (!here || (here[0] === anchor[0] && here[1] === anchor[1] && !end)) return;
  window.getSelection()?.removeAllRanges();
  choose(anchor, here);
});

form?.addEventListener("paste", (event) => {
  const input = event.target;
  if (!input.dataset?.cell || input.readOnly) return;
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return; // one cell: as any text
  event.preventDefault();
  preview(input, text);
});

async function preview(input, text) {
  const body = new FormData();
  body.set("text", text);
  body.set("start", decodeURIComponent(input.dataset.cell.match(/\/o\/([^/]+)\//)[1]));
  const csrf = form.querySelector("[name=csrfmiddlewaretoken]").value;
  say("Đang xem trước các ô dán vào");
  try {
    const answer = await fetch(form.dataset.paste, {
      method: "POST", body, headers: { "X-CSRFToken": csrf, "HX-Request": "true" }, redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog"));
  } catch {
    say("Chưa dán được: không có mạng. Có mạng rồi dán lại; chưa có ô nào đổi.");
  }
}

function show(dialog) {
  if (!dialog) return;
  const place = document.getElementById("dan-vao");
  place.hidden = false;
  place.replaceChildren(document.adoptNode(dialog));
  dialog.addEventListener("click", (event) => event.target.closest("[data-close]") && dialog.close());
  dialog.addEventListener("close", () => say("Không dán; chưa có ô nào đổi."));
  dialog.showModal();
  say("");
}
