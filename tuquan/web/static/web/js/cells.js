// Cells of a submission save as they are typed: one request a cell, its row and the side panel come back.
// Without scripts the form's own button saves all cells at once.
const form = document.getElementById("bieu");
const token = form?.querySelector("[name=csrfmiddlewaretoken]")?.value;
const waiting = new Map(); // one cell's saves go one after another

form?.classList.add("saves-itself");

async function send(url, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token, "HX-Request": "true" },
    redirect: "error",
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function put(answer) {
  for (const fresh of answer.querySelectorAll("tr[id], #ben-canh")) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    const focused = document.activeElement?.closest?.("tr")?.id === fresh.id;
    // A line still being typed in keeps what is typed; its answer comes with the next save.
    if (focused && fresh.tagName === "TR" && old.querySelector("input")?.dataset.dirty) continue;
    old.replaceWith(document.adoptNode(fresh));
  }
}

function say(row, text) {
  const cell = row.querySelector(".cell")?.parentElement;
  cell?.querySelector(".saved")?.remove();
  const words = document.createElement("span");
  words.className = "saved source";
  words.setAttribute("role", "status");
  words.textContent = text;
  cell?.append(words);
}

async function save(row, url, fields, input) {
  const before = waiting.get(row.id) ?? Promise.resolve();
  const mine = before.then(async () => {
    const now = document.getElementById(row.id) ?? row;
    say(now, "đang lưu");
    try {
      if (input) delete input.dataset.dirty;
      // An earlier save of this row may have come back meanwhile: its version is the one to change.
      put(await send(url, { ...fields, version: now.querySelector("input[data-cell]")?.dataset.version ?? "" }));
    } catch {
      if (input) input.dataset.dirty = "yes";
      say(document.getElementById(row.id) ?? row, "chưa lưu được, sẽ thử lại khi có mạng");
      lost.set(row.id, { row, url, fields, input });
    }
  });
  waiting.set(row.id, mine);
  return mine;
}

const lost = new Map();
window.addEventListener("online", () => {
  for (const [id, again] of lost) {
    lost.delete(id);
    save(again.row, again.url, again.fields, again.input);
  }
});
window.addEventListener("beforeunload", (event) => {
  if (lost.size) event.preventDefault();
});

form?.addEventListener("input", (event) => {
  if (event.target.dataset.cell) event.target.dataset.dirty = "yes";
});

form?.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.dataset.cell) return;
  const fields = { act: "type", value: input.value };
  save(input.closest("tr"), input.dataset.cell, fields, input);
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const row = button.closest("tr");
  save(row, button.dataset.cell, { act: button.dataset.act });
});

form?.addEventListener("keydown", (event) => {
  if (!event.target.dataset.cell || !["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const all = [...form.querySelectorAll("input[data-cell]")];
  const next = all[all.indexOf(event.target) + (event.key === "ArrowUp" ? -1 : 1)];
  (next ?? event.target).focus();
  next?.select();
});
