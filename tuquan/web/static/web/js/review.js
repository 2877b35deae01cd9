// The review of a reading: one candidate is current; keys move it; what is selected in the text can be marked.
// Keys themselves are pressed by design/js/keys.js: buttons carry data-key.
const panes = document.querySelector("[data-review]");
const reading = panes?.querySelector("[data-reading]");
const wide = window.matchMedia("(min-width: 1000px)");
const cards = () => [...panes.querySelectorAll(".candidate[data-so]")];
const currentCard = () => panes.querySelector('.candidate[aria-current="true"]');
const figures = (so) => reading.querySelectorAll(`.found[data-so="${so}"]`);

const CLEAR = 16;

// Into sight without moving more than is needed. On a desk each pane scrolls by itself, and the page only so far that
// both stand whole under the head; `page` false leaves the page where it is.
const bring = (element, pane, { page = true } = {}) => {
  if (!element) return;
  const behavior = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const scrolls = getComputedStyle(pane).overflowY === "auto" && pane.scrollHeight > pane.clientHeight;
  if (scrolls) {
    const [box, frame] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    const above = Math.max((frame.height - box.height) / 2, CLEAR);
    pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - above, behavior });
  }
  if (!page || (pane.classList.contains("pane-second") && !wide.matches)) return; // a sheet: always in sight
  (wide.matches ? panes : element).scrollIntoView({ block: "start", behavior });
};

// Pieces of the text are cut at the sentences of its figures: a sentence is the pieces that begin in it.
const lightSentence = (card) => {
  const [start, end] = card.dataset.sentence.split("-").map(Number);
  for (const piece of reading.querySelectorAll("span[data-start]")) {
    const at = Number(piece.dataset.start);
    piece.classList.toggle("sentence-current", at >= start && at < end);
  }
};

const makeCurrent = (card, { focus = false, page = true } = {}) => {
  if (!card) return;
  for (const other of cards()) {
    const here = other === card;
    other.classList.toggle("candidate-current", here);
    if (here) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  for (const figure of reading.querySelectorAll(".found-current")) figure.classList.remove("found-current");
  for (const figure of figures(card.dataset.so)) figure.classList.add("found-current");
  lightSentence(card);
  bring(figures(card.dataset.so)[0], panes.querySelector(".pane-first"), { page });
  bring(card, panes.querySelector(".pane-second"), { page });
  if (focus) card.focus({ preventScroll: true });
};

const move = (way) => {
  const all = cards();
  const at = all.indexOf(currentCard());
  if (way === "mismatch") {
    const rest = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    return rest.find((card) => card.dataset.mismatch);
  }
  return all[Math.min(Math.max(at + Number(way), 0), all.length - 1)];
};

// The next one that waits, from here on, then from the top; none left: stay.
const nextOpen = (card) => {
  const all = cards();
  const at = all.indexOf(card);
  return [...all.slice(at + 1), ...all.slice(0, at)].find((other) => other.dataset.open) ?? card;
};

if (panes && reading) {
  document.addEventListener("click", (event) => {
    const mover = event.target.closest("[data-move]");
    if (mover) return makeCurrent(move(mover.dataset.move), { focus: true });
    const figure = event.target.closest(".found[data-so]");
    if (figure) {
      event.preventDefault();
      return makeCurrent(document.getElementById(`so-${figure.dataset.so}`), { focus: true });
    }
    const pointer = event.target.closest('a[href^="#so-"]');
    const meant = pointer && document.getElementById(pointer.hash.slice(1));
    if (meant?.matches(".candidate[data-so]")) {
      event.preventDefault();
      return makeCurrent(meant, { focus: true });
    }
    const card = event.target.closest(".candidate[data-so]");
    const back = event.target.closest('a[href^="#cau-"]');
    if (back) event.preventDefault();
    if (card && card !== currentCard()) makeCurrent(card);
    else if (card && back) bring(figures(card.dataset.so)[0], panes.querySelector(".pane-first"));
  });

  // A key that the current candidate does not offer must not press another candidate's button (see design/js/keys.js).
  document.addEventListener("keydown", (event) => {
    const answering = ["a", "e", "x"].includes(event.key);
    if (answering && !currentCard()?.querySelector(`[data-key="${event.key}"]`)) event.stopImmediatePropagation();
  }, true);

  // An answer came back: the text follows the card, and the next open candidate is at hand.
  document.addEventListener("htmx:afterSettle", (event) => {
    const card = document.getElementById(event.detail.target?.id ?? "") ?? event.detail.elt;
    if (!card?.matches?.(".candidate[data-so]")) return;
    for (const figure of figures(card.dataset.so)) {
      figure.classList.remove("found-sure", "found-likely", "found-doubtful", "found-done");
      figure.classList.add(card.dataset.look);
    }
    const editing = card.querySelector("[data-edit]");
    const refused = card.querySelector('[role="alert"]');
    makeCurrent(editing || refused || card.dataset.open ? card : nextOpen(card), { focus: !editing });
    if (!editing) return;
    editing.focus({ preventScroll: true });
    editing.select();
    bring(editing, panes.querySelector(".pane-second"));
  });

  // Escape leaves the form of a correction, also while one types in it.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      event.target.closest?.(".candidate")?.querySelector("[data-cancel]")?.click();
    }
  });

  // Signed out meanwhile: what comes back is no candidate but the page to sign in.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.serverResponse.includes('class="candidate')) return;
    event.detail.shouldSwap = false;
    window.location.reload();
  });

  // While an answer is on its way its card takes no other: a quick next key must not undo it.
  const hold = (held) => (event) => {
    const card = event.detail.elt?.closest?.(".candidate[data-so]");
    for (const button of card?.querySelectorAll("button") ?? []) button.disabled = held;
  };
  document.addEventListener("htmx:beforeRequest", hold(true));
  document.addEventListener("htmx:sendError", hold(false));

  // Refused outside the card (signed out, role changed): the page that comes back says why.
  document.addEventListener("htmx:responseError", () => window.location.reload());

  const pointed = document.getElementById(window.location.hash.slice(1));
  if (pointed?.matches(".candidate[data-so]")) makeCurrent(pointed);
  // Where one stopped; a report not begun yet keeps the page at its top, with what is said of it.
  else if (currentCard()) makeCurrent(currentCard(), { page: cards().some((card) => !card.dataset.open) });

  // The panes fill what the head leaves of the window.
  const head = () => document.getElementById("reading-head");
  const fit = () => panes.style.setProperty("--reading-head", `${head().offsetHeight}px`);
  fit();
  window.addEventListener("resize", fit);
  document.addEventListener("htmx:afterSettle", fit);
}

// Selecting words of the report offers to mark them.
const offer = document.querySelector("[data-mark-offer]");
const form = document.querySelector("[data-mark-form]");
const points = (text) => [...text].length;

// Where a point of the selection stands, in code points of the kept text; null outside pieces of it.
const position = (node, offset) => {
  const piece = node.parentElement?.closest("[data-start]");
  if (node.nodeType !== Node.TEXT_NODE || !piece || !reading.contains(piece)) return null;
  return Number(piece.dataset.start) + points(node.data.slice(0, offset));
};

const selected = () => {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount !== 1) return null;
  const range = selection.getRangeAt(0);
  const start = position(range.startContainer, range.startOffset);
  const end = position(range.endContainer, range.endOffset);
  const words = selection.toString().trim();
  return start === null || end === null || start >= end || !words ? null : { start, end, words, range };
};

if (offer && form && reading) {
  let chosen = null;
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (!found && document.activeElement === offer) return;
    chosen = found;
    offer.hidden = !found;
    if (!found) return;
    const box = found.range.getBoundingClientRect();
    offer.style.top = `${Math.min(box.bottom + 8, window.innerHeight - 60)}px`;
    offer.style.left = `${Math.min(Math.max(box.left, 8), window.innerWidth - 190)}px`;
  });
  offer.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  offer.addEventListener("click", () => {
    if (!chosen) return;
    form.elements.start.value = chosen.start;
    form.elements.end.value = chosen.end;
    form.elements.quote.value = chosen.words;
    form.elements.quote.readOnly = true;
    form.elements.value.value = chosen.words.match(/\d[\d.,]*(?:\/\d[\d.,]*)?/)?.[0].replace(/[.,]$/, "") ?? "";
    offer.hidden = true;
    document.getElementById("danh-dau").showModal();
    form.elements.indicator.focus();
  });
}
