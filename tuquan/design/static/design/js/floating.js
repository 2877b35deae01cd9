// Number cards and menus: one open at a time, closed by Escape or a press elsewhere; cards float beside their number
// and also open under a resting pointer.
const FLOATING = "details[data-number], details[data-menu]";
const MARGIN = 8;
const REST_MS = 350;
let resting = 0;

const place = (details) => {
  const card = details.querySelector(".number-card");
  if (!card || !details.open) return;
  const anchor = details.querySelector("summary").getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const left = Math.min(Math.max(anchor.right - size.width, MARGIN), window.innerWidth - size.width - MARGIN);
  const below = anchor.bottom + MARGIN;
  const fits = below + size.height < window.innerHeight - MARGIN;
  card.style.left = `${Math.max(left, MARGIN)}px`;
  card.style.top = `${fits ? below : Math.max(MARGIN, anchor.top - size.height - MARGIN)}px`;
};

const closeOthers = (kept) =>
  document.querySelectorAll(FLOATING).forEach((details) => {
    if (details !== kept) details.open = false;
  });

// "toggle" does not bubble; it can be caught on the way down.
document.addEventListener("toggle", (event) => {
  if (!(event.target instanceof HTMLDetailsElement) || !event.target.matches(FLOATING)) return;
  if (!event.target.open) {
    delete event.target.dataset.byPointer;
    return;
  }
  closeOthers(event.target);
  place(event.target);
}, true);

document.addEventListener("click", (event) => {
  const inside = event.target.closest(FLOATING);
  if (inside?.dataset.byPointer && event.target.closest("summary")) {
    event.preventDefault(); // opened by the pointer: a press keeps it open
    delete inside.dataset.byPointer;
  }
  closeOthers(inside);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(`:is(${FLOATING})[open]`);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("pointerover", (event) => {
  const number = event.target.closest?.("details[data-number]");
  clearTimeout(resting);
  if (event.pointerType !== "mouse") return;
  if (number?.open) return;
  resting = setTimeout(() => {
    document.querySelectorAll("details[data-number][data-by-pointer]").forEach((details) => { details.open = false; });
    if (!number) return;
    number.dataset.byPointer = "yes";
    number.open = true;
  }, REST_MS);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const details = event.target.closest?.("details[data-number]");
  if (details) place(details);
});
window.addEventListener("resize", () => closeOthers(null));
document.addEventListener("scroll", (event) => {
  if (event.target.closest?.(".number-card")) return;
  document.querySelectorAll("details[data-number][open]").forEach(place);
}, { capture: true, passive: true });
