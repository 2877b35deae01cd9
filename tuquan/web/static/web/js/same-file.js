// The file chosen for a look is sent again with the act, without being chosen twice.
// A form with data-same-file="id" takes the file (and the choices) of the form of that id along when it is sent.
document.addEventListener("formdata", (event) => {
  const source = document.getElementById(event.target.dataset.sameFile ?? "");
  if (!source) return;
  for (const [name, value] of new FormData(source)) {
    if (name === "csrfmiddlewaretoken") continue;
    event.formData.set(name, value);
  }
});
