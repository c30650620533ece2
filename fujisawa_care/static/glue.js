/* htmx and people: no request while the IME composes, furigana from what was typed, focus where the news is. */
(() => {
  "use strict";

  const fire = (element, name) => element.dispatchEvent(new CustomEvent(name, { bubbles: true }));

  /* "k-input" is settled input: never in the middle of a conversion */
  document.addEventListener("input", (event) => {
    if (!event.isComposing) fire(event.target, "k-input");
  });
  document.addEventListener("compositionend", (event) => {
    setTimeout(() => fire(event.target, "k-input"));
  });

  /* ふりがな from the composition buffer, until the person edits it */
  const HIRAGANA = /^[\u3041-\u3096\u30fc\s]+$/;
  let heard = "";

  function kanaOf(field) {
    return field.dataset?.kana ? document.getElementById(field.dataset.kana) : null;
  }

  document.addEventListener("compositionstart", () => {
    heard = "";
  });
  document.addEventListener("compositionupdate", (event) => {
    if (HIRAGANA.test(event.data)) heard = event.data;
  });
  document.addEventListener("compositionend", (event) => {
    const kana = kanaOf(event.target);
    if (!kana || kana.dataset.touched || !heard) return;
    const apart = kana.value && !/\s$/.test(kana.value) && /\s/.test(event.target.value);
    kana.value += (apart ? " " : "") + heard;
    heard = "";
  });
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (event.isTrusted && field.id && document.querySelector(`[data-kana="${CSS.escape(field.id)}"]`)) {
      field.dataset.touched = "1";
    }
    const kana = kanaOf(field);
    if (kana && !field.value) {
      kana.value = "";
      delete kana.dataset.touched;
    }
  });

  /* the row of what is open is marked, also after the page's address moved without the page */
  document.addEventListener("htmx:pushedIntoHistory", () => {
    for (const row of document.querySelectorAll("[data-list] a.li")) {
      if (row.pathname === location.pathname) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  });

  /* after a swap: the error summary, the conflict panel, or the heading of what has come with it */
  function within(root, selector) {
    return root.matches?.(selector) ? root : root.querySelector?.(selector);
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const news = within(event.target, "#errsum, #conflict");
    const arrived = news || within(event.target, "[data-arrive]");
    const inside = "input:checked, input:not([type=hidden]), select, textarea";
    if (arrived) (arrived.matches("[tabindex]") ? arrived : arrived.querySelector(inside)).focus();
    if (news && !document.title.startsWith("エラー")) document.title = `エラー：${document.title}`;
  });

  /* what waits is asked again each minute, while somebody is looking */
  setInterval(() => {
    if (document.visibilityState === "visible") fire(document.body, "k-minute");
  }, 60000);

  /* no line, or signed out: the page stays and says so */
  function show(id, on) {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = !on;
  }

  document.addEventListener("htmx:sendError", () => show("net", true));
  document.addEventListener("htmx:timeout", () => show("net", true));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) show("net", false);
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) show("relogin", true);
  });
})();
