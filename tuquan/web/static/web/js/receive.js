// A report may be dropped on its field; a browser without scripts chooses it.
const area = document.querySelector("[data-drop]");
const field = area?.querySelector('input[type="file"]');

if (area && field) {
  const over = (on) => (event) => {
    event.preventDefault();
    area.classList.toggle("drop-over", on);
  };
  area.addEventListener("dragenter", over(true));
  area.addEventListener("dragover", over(true));
  area.addEventListener("dragleave", over(false));
  area.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer?.files.length !== 1) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change"));
  });
  // A file that misses the area would otherwise replace the page.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => event.preventDefault());
}
