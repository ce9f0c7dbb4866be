// Parts of a page that tell of what others do meanwhile (`data-app-ask`): each asks its address for its contents again while
// the page is looked at. Without scripts it stays as it was when the page was opened.
const EVERY = 15000;

export function askAgain(part) {
  const ask = async () => {
    // Nothing is taken away from under whoever is about to press it.
    if (document.visibilityState === "hidden" || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(part.dataset.appAsk, { redirect: "manual" });
      // Whoever is signed out is asked to sign in by the next page.
      if (answer.type === "opaqueredirect") clearInterval(asks);
      if (!answer.ok) return;
      const now = document.createElement("div");
      now.innerHTML = await answer.text();
      // What is the same is not said again.
      if (now.textContent.trim() !== part.textContent.trim()) part.replaceChildren(...now.childNodes);
    } catch {
      // The network is away: it is asked again.
    }
  };
  const asks = setInterval(ask, EVERY);
}
