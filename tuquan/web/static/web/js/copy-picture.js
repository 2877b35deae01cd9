// data-copy-picture="id": copies that picture (to be pasted into a chat) and says so on the button itself.
const SAID_MS = 2500;

async function png(image) {
  const answer = await fetch(image.currentSrc || image.src);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-picture]");
  const image = button && document.getElementById(button.dataset.copyPicture);
  if (!image) return;
  const words = button.querySelector("span") ?? button;
  const before = words.textContent;
  try {
    // The promise itself is handed over: some browsers allow the clipboard only in the click.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png(image) })]);
    words.textContent = "Đã chép ảnh";
  } catch {
    words.textContent = "Trình duyệt không cho chép ảnh; hãy tải ảnh về";
  }
  setTimeout(() => { words.textContent = before; }, SAID_MS);
});
