// The browser draws a file field in its own language, which may not be Vietnamese: with scripts the words are ours.
// The field itself stays where it is (focus, labels, required), only unseen.
function say(field, words) {
  words.textContent = field.files.length ? [...field.files].map((file) => file.name).join(", ") : "Chưa chọn tệp nào";
}

for (const field of document.querySelectorAll('input[type="file"]')) {
  const button = document.createElement("label");
  button.className = "button button-secondary button-small file-button";
  button.htmlFor = field.id;
  button.textContent = "Chọn tệp";
  const words = document.createElement("span");
  words.className = "file-name";
  words.setAttribute("role", "status");
  const row = document.createElement("div");
  row.className = "file-row";
  field.classList.add("file-unseen");
  field.after(row);
  row.append(field, button, words);
  say(field, words);
  field.addEventListener("change", () => say(field, words));
  field.form?.addEventListener("reset", () => setTimeout(() => say(field, words)));
}
