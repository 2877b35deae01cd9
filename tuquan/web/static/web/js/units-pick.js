// A unit that is ticked among the offers joins those chosen, and its name leaves the text.
// Without this script « Tìm » does the same by the server.
for (const pick of document.querySelectorAll("[data-pick]")) {
  const picked = pick.querySelector("[data-picked]");
  const text = pick.querySelector("[data-pick-text]");
  pick.addEventListener("change", (event) => {
    const box = event.target;
    const offers = box.closest("[data-offers]");
    if (!offers || !box.checked) return;
    if (!("many" in pick.dataset)) picked.replaceChildren();
    const twin = [...picked.querySelectorAll("input")].find((known) => known.value === box.value);
    if (twin) twin.checked = true;
    else picked.append(box.closest("li"));
    const line = box.dataset.line;
    text.value = text.value.split("\n").filter((said) => said.trim() !== line && said.trim()).join("\n");
    if (text.tagName === "TEXTAREA" && text.value) text.value += "\n";
    offers.replaceChildren();
    text.focus();
  });
}
