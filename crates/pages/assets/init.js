import { initAll } from "./govuk-frontend.min.js";
import { initAll as initMoj } from "./moj-frontend.min.js";
import { askAgain } from "./ask.js";
import { keepTyping } from "./keep.js";
import { locate } from "./locate.js";

initAll();
initMoj();
document.querySelectorAll("[data-app-ask]").forEach(askAgain);
document.querySelectorAll("[data-app-keep]").forEach(keepTyping);
document.querySelectorAll("[data-app-locate]").forEach(locate);

// For `app-print` buttons, which are hidden where there are no scripts.
for (const button of document.querySelectorAll("[data-app-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
