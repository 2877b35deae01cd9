// Cells of a submission save as they are typed: one request a cell, its row comes back, the side panel when one pauses.
// What cannot be sent stays in this browser (unsent.js), is tried again, and is sent once however often it is tried.
// Without scripts the form's own button saves all cells at once.
import * as unsent from "./unsent.js";

const form = document.getElementById("bieu");
const csrf = form?.querySelector("[name=csrfmiddlewaretoken]")?.value;
const { person, submission: sheet, columns } = form?.dataset ?? {};
const waiting = new Map(); // row → the last of its saves: they go one after another
const lost = new Map(); // row → what could not be sent
const tabs = "BroadcastChannel" in window ? new BroadcastChannel(`tq-${person}-${sheet}`) : null;

const PAUSE = 2500; // ms without a key, after which a whole number saves by itself
const PANEL = 1200; // ms; and six times what the last one took: a busy server is asked less
const SLOWEST_PANEL = 15_000;
const SLOWEST = 60_000;
const WHOLE = /^\s*(\d{1,3}(\.\d{3})+|\d+)(,\d+)?(\s*\/\s*\d[\d.]*)?\s*$/;
const KEPT = "chưa gửi được, còn giữ trên máy này";
const UNKEPT = "chưa gửi được, đừng đóng trang này";
let keeps = true; // whether this browser can keep anything

form?.classList.add("saves-itself");

const inputOf = (row) => row?.querySelector("input[data-cell]");
const rowOf = (id) => document.getElementById(id);
const newToken = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function keep(item) {
  try {
    await unsent.keep(item);
  } catch {
    keeps = false;
  }
}

async function drop(item) {
  try {
    await unsent.drop(item.key, item.token);
  } catch {
    keeps = false;
  }
}

const itemOf = (row, url, fields, more) => ({
  key: `${person}:${sheet}:${row.id}`, person, sheet, row: row.id, url, fields,
  version: inputOf(row)?.dataset.version ?? "", token: newToken(), ...more,
});

// ---- sending ----

async function ask(item) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...item.fields, version: item.version, token: item.token, after: item.after, columns }))
    body.set(name, value ?? "");
  const answer = await fetch(item.url, {
    method: "POST", body, headers: { "X-CSRFToken": csrf, "HX-Request": "true" }, redirect: "manual", keepalive: true,
  });
  if (answer.type === "opaqueredirect") throw new Error("signed-out");
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
  return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

async function send(item) {
  say(rowOf(item.row), "đang lưu");
  let answer;
  try {
    answer = await ask(item);
  } catch (error) {
    return put_off(item, error.message === "signed-out");
  }
  lost.delete(item.row);
  const { status, page } = answer;
  if (status !== 200 && status !== 409) return refuse(item, page);
  const fresh = page.querySelector("tr[id]");
  if (status === 200 && !fresh?.querySelector("[data-refused]")) {
    await drop(item);
    put(fresh);
    tabs?.postMessage(fresh?.outerHTML);
    panel_soon();
  } else {
    // An act of the menu is kept as what it would have the cell say; one that was refused is not kept at all.
    const mine = status === 409 ? { act: "type", value: inputOf(fresh)?.value ?? "" } : item.fields;
    if (mine.act === "type") await keep({ ...item, fields: mine, refused: true });
    else await drop(item);
    put(fresh, status === 409);
    return tell(status === 409 ? "Chưa ghi: hai số khác nhau, chọn một." : "Chưa ghi: xem dòng có báo lỗi.");
  }
  tell();
}

async function put_off(item, signed_out) {
  await keep(item);
  const tries = (lost.get(item.row)?.tries ?? 0) + 1;
  const wait = Math.min(SLOWEST, 1000 * 2 ** tries) * (0.75 + Math.random() / 2);
  clearTimeout(lost.get(item.row)?.timer);
  const timer = signed_out ? 0 : setTimeout(() => again(item.row), wait);
  lost.set(item.row, { item, tries, timer });
  const input = inputOf(rowOf(item.row));
  if (input && item.fields.act === "type" && document.activeElement !== input) input.value = item.fields.value;
  say(rowOf(item.row), signed_out ? `${keeps ? KEPT : UNKEPT}; đăng nhập lại rồi mở lại biểu này` : keeps ? KEPT : UNKEPT);
  tell();
}

async function refuse(item, page) {
  const words = page.querySelector("main p")?.textContent.trim() || "Không lưu được ô này. Tải lại trang rồi nhập lại.";
  await keep({ ...item, refused: true });
  say(rowOf(item.row), words);
  tell("Có ô chưa ghi được.");
}

function again(id) {
  const held = lost.get(id);
  if (held) chain(held.item);
}

function chain(item) {
  const before = waiting.get(item.row) ?? Promise.resolve();
  const mine = before.then(() => send(item));
  waiting.set(item.row, mine);
  return mine;
}

async function save(row, url, fields, after = "") {
  const before = waiting.get(row.id);
  // `after`: an earlier save of this cell whose answer was lost; it may have been taken all the same.
  const item = itemOf(row, url, fields, { after });
  const mine = (async () => {
    await keep(item);
    await before;
    // An earlier save of this row may have come back meanwhile: its version is the one to change.
    item.version = inputOf(rowOf(row.id))?.dataset.version ?? item.version;
    await keep(item);
    await send(item);
  })();
  waiting.set(row.id, mine);
  return mine;
}

window.addEventListener("online", () => [...lost.keys()].forEach(again));
window.addEventListener("beforeunload", (event) => {
  if (lost.size && !keeps) event.preventDefault();
});

// ---- what comes back ----

function put(fresh, whatever = false) {
  const old = fresh && rowOf(fresh.id);
  if (!old) return;
  const input = inputOf(old);
  const typing = document.activeElement === input && input;
  if (typing && input.dataset.dirty && !whatever) {
    // A line still being typed in keeps what is typed; its answer comes with the next save.
    input.dataset.version = inputOf(fresh)?.dataset.version ?? input.dataset.version;
    return;
  }
  old.replaceWith(document.adoptNode(fresh));
  const now = inputOf(fresh);
  if (typing && now && !now.readOnly) {
    now.focus();
    now.setSelectionRange(now.value.length, now.value.length);
  }
  fresh.querySelector("[data-keep]")?.focus();
}

tabs?.addEventListener("message", (event) => {
  const fresh = new DOMParser().parseFromString(`<table>${event.data}</table>`, "text/html").querySelector("tr[id]");
  const input = inputOf(rowOf(fresh?.id));
  if (!input || input.dataset.dirty || input.dataset.conflict || lost.has(fresh.id)) return;
  put(fresh);
  panel_soon();
});

function say(row, text) {
  const place = row?.querySelector(".cell")?.parentElement;
  place?.querySelectorAll(".saved").forEach((old) => old.remove());
  const words = document.createElement("span");
  words.className = "saved source";
  words.textContent = text;
  place?.append(words);
}

// The one line that is read aloud: how many cells wait, or when the last was saved.
function tell(trouble = "") {
  const line = document.getElementById("luu");
  if (!line) return;
  const now = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  const left = lost.size;
  line.classList.toggle("unsent", left > 0 || Boolean(trouble));
  line.textContent = trouble || (left ? `${left} ô ${keeps ? KEPT : UNKEPT}` : `Đã lưu lúc ${now}`);
}

let panel_timer;
let panel_took = 0;
function panel_soon() {
  clearTimeout(panel_timer);
  panel_timer = setTimeout(panel, Math.min(SLOWEST_PANEL, Math.max(PANEL, 6 * panel_took)));
}

async function panel() {
  const side = document.getElementById("ben-canh");
  const written = [...(side?.querySelectorAll("textarea") ?? [])].some((box) => box.value !== box.defaultValue);
  if (!side || side.contains(document.activeElement) || written) return;
  const began = performance.now();
  try {
    const answer = await fetch(side.dataset.side, { headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    panel_took = performance.now() - began;
    const { textContent: told, className: look } = document.getElementById("luu") ?? {};
    for (const fresh of page.querySelectorAll("#ben-canh, #thanh-duoi, [id^=muc-]"))
      rowOf(fresh.id)?.replaceWith(document.adoptNode(fresh));
    const line = document.getElementById("luu");
    if (line && told) Object.assign(line, { textContent: told, className: look });
  } catch {
    // The panel is asked again after the next save.
  }
}

// ---- typing ----

const pauses = new WeakMap();

function commit(input) {
  clearTimeout(pauses.get(input));
  if (!input?.dataset?.dirty || input.readOnly) return;
  delete input.dataset.dirty;
  const row = input.closest("tr");
  if (input.value === input.dataset.stands && !lost.has(row.id) && !input.getAttribute("aria-invalid")) {
    drop({ key: `${person}:${sheet}:${row.id}` });
    return;
  }
  const held = lost.get(row.id);
  clearTimeout(held?.timer);
  lost.delete(row.id);
  save(row, input.dataset.cell, { act: "type", value: input.value }, held?.item.token);
}

form?.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.dataset.cell) return;
  input.dataset.dirty = "yes";
  const row = input.closest("tr");
  keep(itemOf(row, input.dataset.cell, { act: "type", value: input.value }, { draft: true }));
  clearTimeout(pauses.get(input));
  if (WHOLE.test(input.value)) pauses.set(input, setTimeout(() => commit(input), PAUSE));
});
form?.addEventListener("focusout", (event) => commit(event.target));
form?.addEventListener("change", (event) => commit(event.target));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") commit(document.activeElement);
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act], [data-keep], [data-take]");
  if (!button) return;
  const row = button.closest("tr");
  if (button.dataset.act) save(row, button.dataset.cell, { act: button.dataset.act });
  else settle(row, Boolean(button.dataset.keep));
});

// Somebody else came first: the person has picked one of the two numbers.
function settle(row, mine) {
  const input = inputOf(row);
  row.querySelector(".conflict")?.remove();
  input.readOnly = false;
  delete input.dataset.conflict;
  if (mine) save(row, input.dataset.cell, { act: "type", value: input.value });
  else {
    input.value = input.dataset.stands;
    drop({ key: `${person}:${sheet}:${row.id}` });
    say(row, "lấy số vừa lưu");
  }
  input.focus();
}

// ---- keys ----

form?.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.dataset.cell || event.shiftKey || event.ctrlKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && input.dataset.dirty) {
    clearTimeout(pauses.get(input));
    delete input.dataset.dirty;
    input.value = input.dataset.stands;
    drop({ key: `${person}:${sheet}:${input.closest("tr").id}` });
    say(input.closest("tr"), "trả lại số đã lưu");
    return;
  }
  if (!["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  commit(input);
  const all = [...form.querySelectorAll("input[data-cell]")].filter((cell) => cell.offsetParent);
  const next = all[all.indexOf(input) + (event.key === "ArrowUp" ? -1 : 1)];
  next?.focus();
  next?.select();
});

// ---- what was left from before ----

async function restore() {
  let items;
  try {
    items = await unsent.kept(person, sheet);
  } catch {
    keeps = false;
    return;
  }
  for (const item of items) {
    const row = rowOf(item.row);
    const input = inputOf(row);
    if (!row || (!input && item.fields.act === "type")) {
      await drop({ key: item.key }); // the cell is closed now: it was presented, or taken from the form
      continue;
    }
    if (item.fields.act !== "type") chain(item);
    else if (item.draft || item.refused) {
      input.value = item.fields.value;
      input.dataset.dirty = "yes";
      // What stood there when it was typed: should somebody have come first meanwhile, both numbers are shown.
      input.dataset.version = item.version;
      say(row, "đang nhập dở, chưa gửi; còn giữ trên máy này");
    } else {
      input.value = item.fields.value;
      say(row, KEPT);
      chain(item);
    }
  }
}

if (form) restore();
