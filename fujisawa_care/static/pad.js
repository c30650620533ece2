/* 議事メモ: kept while it is typed; what others write comes in between the lines. */
(() => {
  "use strict";
  const pad = document.querySelector("[data-pad]");
  if (!pad) return;
  const base = pad.form.elements.base;
  const said = document.querySelector("[data-pad-said] span");
  let busy = false;
  let typing = 0;
  let timer = 0;

  function bring(words) {
    if (words === pad.value) return;
    const at = pad.selectionStart;
    const ahead = words.startsWith(pad.value.slice(0, at)) ? at : at + words.length - pad.value.length;
    pad.value = words;
    if (document.activeElement === pad) pad.setSelectionRange(ahead, ahead);
  }

  /* what was typed while the answer was on its way has grown out of what was sent */
  async function keep() {
    if (busy) return later();
    busy = true;
    const sent = pad.value;
    const quiet = sent === base.value;
    const token = pad.form.elements.csrfmiddlewaretoken.value;
    try {
      const answer = await fetch(pad.dataset.pad, {
        method: "POST",
        body: new URLSearchParams({ csrfmiddlewaretoken: token, base: base.value, memo: sent }),
        headers: { "HX-Request": "true", ...(quiet && { "X-Polling": "1" }) },
        keepalive: sent.length < 9000,
      });
      const told = await answer.json();
      if (answer.ok) {
        const still = pad.value === sent && !typing;
        if (still) bring(told.memo);
        base.value = still ? told.memo : sent;
      }
      if (!quiet || !answer.ok) said.textContent = told.said;
    } catch {
      if (!quiet) said.textContent = "保存していません。入力はこの画面に残っています";
    }
    busy = false;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(keep, 900);
  }

  pad.addEventListener("input", (event) => {
    event.stopPropagation();
    if (!event.isComposing) later();
  });
  pad.addEventListener("compositionstart", () => (typing = 1));
  pad.addEventListener("compositionend", () => {
    typing = 0;
    later();
  });
  pad.addEventListener("blur", () => pad.value !== base.value && keep());
  document.addEventListener("visibilitychange", () => document.hidden && pad.value !== base.value && keep());
  setInterval(() => document.hidden || keep(), 10000);
})();
