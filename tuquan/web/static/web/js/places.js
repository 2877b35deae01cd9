// Re-arranging hamlets: one name for every ticked row, and names already written are offered again.
const press = document.querySelector("[data-fill-press]");
const name = document.querySelector("[data-fill-name]");
const rows = () => [...document.querySelectorAll("[data-fill-tick]")].map((tick) => tick.closest("tr"));

function fill() {
  const ticked = rows().filter((row) => row.querySelector("[data-fill-tick]").checked);
  if (!ticked.length || !name.value.trim()) {
    name.focus();
    return;
  }
  for (const row of ticked) {
    row.querySelector("input[name^='moi-']").value = name.value.trim();
    row.querySelector("[data-fill-tick]").checked = false;
  }
  name.value = "";
  offer();
}

function offer() {
  const written = new Set(rows().map((row) => row.querySelector("input[name^='moi-']").value.trim()).filter(Boolean));
  const options = [...written].map((text) => Object.assign(document.createElement("option"), { value: text }));
  document.getElementById("ten-moi").replaceChildren(...options);
}

press?.addEventListener("click", fill);
name?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault(); // Enter fills; only the button at the end makes the draft.
  fill();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("input[name^='moi-']")) offer();
});
if (name) offer();
if (document.querySelector("[data-fill-tick]:checked")) name?.focus();
