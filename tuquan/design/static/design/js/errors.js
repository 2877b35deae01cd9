// After a refused form, the list of what to put right is read first.
document.querySelector("[data-errors]")?.focus();
