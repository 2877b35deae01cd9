// Everything a page gains from scripts. Each part works on what is in the page and on what htmx brings later,
// because it listens at the document. Without scripts every page still works.
import "./search-focus.js";
import "./once.js";
import "./dialogs.js";
import "./floating.js";
import "./errors.js";
import "./keys.js";
import "./copy.js";
import "./file-words.js";

document.documentElement.classList.add("scripted");
