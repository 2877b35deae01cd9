// The round page: how many units are ticked, and one box that ticks all that are shown.
const count = document.querySelector("[data-ticked]");
const all = document.querySelector("[data-tick-all]");
const boxes = () => [...document.querySelectorAll('input[name="chon"]')];

function say() {
  const ticked = boxes().filter((box) => box.checked).length;
  if (count) count.textContent = ticked ? `Đã chọn ${ticked} đơn vị.` : "Chọn đơn vị ở đầu dòng.";
  if (all) {
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && ticked < boxes().length;
  }
}

all?.addEventListener("change", () => {
  for (const box of boxes()) box.checked = all.checked;
  say();
});
document.addEventListener("change", (event) => {
  if (event.target.matches?.('input[name="chon"]')) say();
});
document.addEventListener("htmx:afterSwap", say);
say();
