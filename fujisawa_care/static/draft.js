/* 下書き: what is being written waits on the server, so that no lost line and no ended session costs a word. */
(() => {
  "use strict";

  const SETTLED = 800;
  const APART = 5000;
  const MINUTE = 60000;
  const WARNED = 5;
  const sheets = new Map();
  const one = (selector, root = document) => root.querySelector(selector);

  function sheetOf(form) {
    if (!sheets.has(form)) sheets.set(form, { typed: 0, kept: 0, last: 0, spoken: 0, timer: 0, busy: null });
    return sheets.get(form);
  }

  function show(id, on) {
    const notice = document.getElementById(id);
    if (notice) notice.hidden = !on;
  }

  function say(form, words, fine) {
    const status = one("[data-draft-status]", form);
    const sheet = sheetOf(form);
    if (!status) return;
    status.classList.toggle("w", !fine);
    one("span", status).textContent = words;
    if (fine && Date.now() - sheet.spoken < MINUTE) return;
    sheet.spoken = Date.now();
    one("[data-draft-said]", form).textContent = words;
  }

  /* signed out, or signed in anew: the words are a draft already, the way leads back to them */
  function wayBack(place, status) {
    const notice = document.getElementById("relogin");
    const link = notice && one("a", notice);
    if (link && place) {
      one("[data-relogin-words]", notice).textContent = "入力は下書きに残しました。続きから書けます。";
      link.href = status === 401 ? `${link.pathname}?next=${encodeURIComponent(place)}` : place;
      link.removeAttribute("target");
      document.dispatchEvent(new Event("k-kept"));
    }
    show("relogin", true);
  }

  /* another tab may have signed in again since: its token is the one that counts */
  function renewToken(form) {
    const fresh = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const field = one("[name=csrfmiddlewaretoken]", form);
    if (fresh && field) field.value = fresh[1];
  }

  async function put(form, sheet) {
    const at = sheet.typed;
    const here = document.activeElement;
    renewToken(form);
    if (form.contains(here) && here.id) form.elements.cursor.value = here.id;
    const body = new URLSearchParams(new FormData(form)).toString();
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" },
      keepalive: body.length < 60000,
      signal: AbortSignal.timeout(10000),
    });
    sheet.last = Date.now();
    if (answer.status === 401 || answer.status === 403) {
      say(form, "保存していません", false);
      wayBack(answer.headers.get("X-Draft"), answer.status);
      return false;
    }
    touch();
    show("net", false);
    if (answer.status !== 204) say(form, await answer.text(), answer.ok);
    if (answer.ok) sheet.kept = at;
    if (answer.ok && sheet.typed === at) document.dispatchEvent(new Event("k-kept"));
    return answer.ok || answer.status === 413;
  }

  /* true when the server has every word; one at a time */
  async function keep(form) {
    const sheet = sheetOf(form);
    clearTimeout(sheet.timer);
    if (sheet.busy) await sheet.busy;
    sheet.busy = put(form, sheet).catch(() => {
      sheet.last = Date.now();
      say(form, "保存していません", false);
      show("net", true);
      return false;
    });
    const fine = await sheet.busy;
    sheet.busy = null;
    if (!document.getElementById("net")?.hidden || (fine && sheet.typed > sheet.kept)) later(form);
    return fine;
  }

  function later(form, wait = SETTLED) {
    const sheet = sheetOf(form);
    clearTimeout(sheet.timer);
    sheet.timer = setTimeout(() => keep(form), Math.max(wait, sheet.last + APART - Date.now()));
  }

  function typed(event) {
    const form = event.target.closest?.("form[data-draft]");
    if (!form || dialog?.open) return;
    sheetOf(form).typed += 1;
    if (!event.isComposing) later(form);
  }

  const waiting = () => [...sheets].filter(([form, sheet]) => form.isConnected && sheet.typed > sheet.kept);
  const keepAll = () => Promise.all(waiting().map(([form]) => keep(form)));

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("compositionend", typed);
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form && sheetOf(form).typed > sheetOf(form).kept) later(form, 0);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepAll();
  });
  window.addEventListener("online", keepAll);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) keepAll();
  });

  /* first the draft, then the form: what does not arrive there would not arrive here either */
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("form[data-draft]") || form.getAttribute("method") !== "post" || event.submitter?.name) return;
      const sheet = sheetOf(form);
      const through = sheet.through || !sheet.typed;
      sheet.through = false;
      if (through) return renewToken(form);
      event.preventDefault();
      event.stopImmediatePropagation();
      if (sheet.sending) return;
      sheet.sending = true;
      event.submitter?.setAttribute("aria-busy", "true");
      keep(form).then((fine) => {
        sheet.sending = false;
        event.submitter?.removeAttribute("aria-busy");
        /* a form inside a page stays in it, and is tried again by glue.js until there is a line */
        sheet.through = fine || (form.matches("[hx-post]") && !document.getElementById("net").hidden);
        if (sheet.through) {
          clearTimeout(sheet.timer);
          form.requestSubmit(event.submitter || undefined);
        }
      });
    },
    true,
  );

  /* ---- half an hour of silence ends the session; five minutes before, it is said ---- */

  const dialog = document.getElementById("idle");
  const others = "BroadcastChannel" in window ? new BroadcastChannel("here") : null;
  let touched = Date.now();

  function seen() {
    touched = Date.now();
    if (dialog?.open) dialog.close();
  }
  function touch() {
    seen();
    others?.postMessage("here");
  }
  if (others) others.onmessage = seen;

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.requestConfig?.headers["X-Polling"] && event.detail.successful) touch();
  });

  async function stay() {
    const answer = await fetch(dialog.dataset.stay, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer && answer.status !== 401) return touch();
    dialog.close();
    show(answer ? "relogin" : "net", true);
  }

  if (dialog) {
    touch();
    one("[data-idle-stay]", dialog).addEventListener("click", stay);
    dialog.addEventListener("cancel", stay);
    one("form", dialog).addEventListener("submit", (event) => {
      if (!waiting().length) return;
      event.preventDefault();
      keepAll().then(() => event.target.submit());
    });
    setInterval(() => {
      const silent = (Date.now() - touched) / MINUTE;
      if (silent >= dialog.dataset.idle) {
        if (dialog.open) keepAll().then(() => show("relogin", true));
        dialog.close();
      } else if (silent >= dialog.dataset.idle - WARNED && !dialog.open) dialog.showModal();
    }, 5000);
  }

  /* a draft opens where it was left */
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const left = document.getElementById(form.elements.cursor?.value);
    if (!left || !form.contains(left)) continue;
    left.closest("details")?.setAttribute("open", "");
    left.focus();
    if (/^(text|textarea|search)$/.test(left.type)) left.setSelectionRange(left.value.length, left.value.length);
  }
})();
