// data-dialog="id" opens that dialog; its own close button needs no script.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target instanceof HTMLDialogElement) {
    event.target.close(); // a press on the scrim
  }
});

const show = (root) => root.querySelectorAll?.("dialog[data-open]:not([open])").forEach((dialog) => dialog.showModal());
show(document);
document.addEventListener("htmx:load", (event) => show(event.detail.elt.parentElement ?? document));
