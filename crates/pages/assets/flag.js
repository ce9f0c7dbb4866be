// Says that scripts run, before the page is drawn. Browsers without modules get plain HTML.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
