// data-copy="id": copies that element's text (to be pasted into a chat) and says so on the button itself.
// data-print: prints the page.
const SAID_MS = 2000;

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const button = event.target.closest("[data-copy]");
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  const words = button.querySelector("span") ?? button;
  const before = words.textContent;
  try {
    await navigator.clipboard.writeText((source.value ?? source.innerText).trim());
    words.textContent = "Đã chép";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    words.textContent = "Bấm Ctrl+C để chép";
  }
  setTimeout(() => { words.textContent = before; }, SAID_MS);
});
