// "/" puts the cursor into the search box, unless one is typing already.
const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const box = document.querySelector("[data-search]");
  if (!box || box.offsetParent === null) return;
  event.preventDefault();
  box.focus();
  box.select();
});
