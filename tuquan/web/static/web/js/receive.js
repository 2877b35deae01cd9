// Reports may be dropped on their field; a browser without scripts chooses them.
const area = document.querySelector("[data-drop]");
const field = area?.querySelector('input[type="file"]');
const told = area?.querySelector("[data-chosen]");

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
    const count = event.dataTransfer?.files.length ?? 0;
    if (!count || (count > 1 && !field.multiple)) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change"));
  });
  field.addEventListener("change", () => {
    if (!told) return;
    const bytes = [...field.files].reduce((sum, file) => sum + file.size, 0);
    const size = (bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 });
    told.textContent = field.files.length ? `Đã chọn ${field.files.length} tệp, ${size} MB.` : "";
  });
  // A file that misses the area would otherwise replace the page.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => event.preventDefault());
}
