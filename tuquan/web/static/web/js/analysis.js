// Phân tích: finding a line without accents, choosing units one by one, the card of a cell.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase().trim();

const box = document.querySelector("[data-find-lines]");
const told = document.querySelector("[data-found-lines]");

function find() {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of document.querySelectorAll("[data-lines]")) {
    let any = false;
    for (const line of group.querySelectorAll("[data-line]")) {
      const fits = words.every((word) => line.dataset.line.includes(word));
      line.hidden = !fits;
      any ||= fits;
      found += fits ? 1 : 0;
    }
    group.hidden = !any;
  }
  told.textContent = words.length ? `${found} chỉ tiêu khớp` : "";
}

box?.addEventListener("input", (event) => {
  event.stopPropagation();
  find();
});
// Looking for a line is no change of the question.
box?.addEventListener("change", (event) => event.stopPropagation());
box?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});

// Ticking a unit means that units are chosen one by one.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-choose-place]")) return;
  const one = document.querySelector("input[name='cap'][value='chon']");
  if (one) one.checked = true;
}, true);

const dialog = document.getElementById("o-chi-tiet");
const body = dialog?.querySelector("[data-card-body]");

async function open(link) {
  body.replaceChildren(Object.assign(document.createElement("p"), { textContent: "Đang mở…" }));
  dialog.showModal();
  try {
    const answer = await fetch(link.href, { headers: { "X-Card": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    body.replaceChildren(...page.body.childNodes);
  } catch {
    location.assign(link.href); // the page says what is wrong
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-card]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link);
});
