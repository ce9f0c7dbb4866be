// Forms that take what is typed while it is typed (`data-app-keep`): it is sent when the writer rests, and at the
// latest some seconds after the first letter that was not sent. Without scripts there is "Save draft" alone.
const RESTS = 2000;
const LATEST = 15000;

export function keepTyping(form) {
  const status = form.querySelector("[data-app-kept]");
  const typed = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("intent", "keep");
    return fields;
  };
  let rests, latest, isLeaving = false;
  const stop = () => {
    clearTimeout(rests);
    clearTimeout(latest);
    rests = latest = undefined;
  };
  const send = async () => {
    if (rests === undefined || isLeaving) return;
    stop();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: typed(),
        redirect: "manual",
        keepalive: document.visibilityState === "hidden",
      });
      if (!answer.ok) throw new Error(answer.statusText);
      status.textContent = `What you typed was kept at ${await answer.text()}. Save the draft when others should see it.`;
    } catch {
      if (!isLeaving) {
        status.textContent = "What you typed could not be kept. Save the draft before you leave this page.";
      }
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(rests);
    rests = setTimeout(send, RESTS);
    latest ??= setTimeout(send, LATEST);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
  // A button was pressed: that says what becomes of it.
  form.addEventListener("submit", () => {
    isLeaving = true;
    stop();
  });
}
