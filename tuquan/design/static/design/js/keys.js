// data-key="a" on a button or link: pressing that key presses it. Where several carry the same key, the one inside
// the current thing (aria-current="true") is meant, else the first that can be seen. Never while one is typing.
const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
const visible = (element) => element.getClientRects().length > 0 && !element.disabled;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const bearers = [...document.querySelectorAll("[data-key]")].filter((e) => e.dataset.key === event.key && visible(e));
  const meant = bearers.find((element) => element.closest('[aria-current="true"]')) ?? bearers[0];
  if (!meant) return;
  event.preventDefault();
  meant.focus();
  meant.click();
});
