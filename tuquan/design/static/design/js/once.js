// A button with data-once takes one press: the second of a double click would submit twice.
// On the way down, before htmx or anything else hears of it.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.hasAttribute("data-once")) return;
  if (button.dataset.once === "pressed") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  button.dataset.once = "pressed";
  button.setAttribute("aria-disabled", "true");
  button.classList.add("is-busy");
}, true);

const release = (root) =>
  root.querySelectorAll('[data-once="pressed"]').forEach((button) => {
    button.dataset.once = "";
    button.removeAttribute("aria-disabled");
    button.classList.remove("is-busy");
  });

// Coming back by the browser's "back", or an answer by htmx: the button may be pressed again.
window.addEventListener("pageshow", () => release(document));
document.addEventListener("htmx:afterRequest", (event) => release(event.target.parentElement ?? document));
