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
    const inside = "input:not([type=hidden]), select, textarea";
    const first = (root) => root.querySelector("input:checked") || root.querySelector(inside);
    if (arrived) (arrived.matches("[tabindex]") ? arrived : first(arrived)).focus();
    const form = !news && arrived?.closest("form");
    if (form) setTimeout(() => form.scrollIntoView({ block: "nearest" }));
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

  /* a lost line: what was sent stays in the page, and goes out again by itself or when pressed */
  const AGAIN = 10000;
  let unsent = null;

  function lost(event) {
    if (!event.detail.elt.matches("form, a, button")) return;
    unsent = event.detail.elt;
    show("net", true);
  }

  function again() {
    if (!unsent) return;
    if (!unsent.isConnected) unsent = null;
    else if (unsent.matches("form")) unsent.requestSubmit();
    else unsent.click();
  }

  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) lost(event);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = event.detail;
    if (elt === unsent && xhr.status && xhr.status < 500) unsent = null;
    show("net", Boolean(unsent));
  });
  window.addEventListener("online", again);
  setInterval(again, AGAIN);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) again();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) show("relogin", true);
  });
})();
