/* つなぐ台帳: conveniences only. Every page works without this file. */
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const keysAreOn = () => document.body.dataset.keys !== "off";

  function isTyping(target) {
    if (target.isContentEditable) return true;
    if (!/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return false;
    return !["radio", "checkbox", "button", "submit"].includes(target.type);
  }

  /* ---- keys; never while the IME is composing ---- */

  function press(element) {
    const opens = element.dataset.opens && document.getElementById(element.dataset.opens);
    if (opens) {
      opens.open = true;
      one("input:not([type=hidden]), select, textarea", opens)?.focus();
    } else if (element.matches("section, fieldset, div")) {
      (one("input:checked", element) || one("input, select, textarea", element))?.focus();
    } else if (element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) {
      element.focus();
    } else {
      element.focus();
      element.click();
    }
  }

  function submitFrom(target) {
    const form = target.closest("form") || one("form[data-main]");
    const button = form && one("button.p", form);
    if (form) form.requestSubmit(button || undefined);
    return Boolean(form);
  }

  function moveInList(step) {
    const rows = all("[data-list] a.li");
    if (!rows.length) return false;
    let at = rows.indexOf(document.activeElement);
    if (at < 0) at = rows.findIndex((row) => row.hasAttribute("aria-current"));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    next.focus();
    if (next.closest('[data-list="open"]') && window.innerWidth > 900) next.click();
    return true;
  }

  function keyFor(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return submitFrom(event.target);
    if (event.altKey && /^[0-9]$/.test(event.key)) {
      const wanted = one(`[data-alt="${event.key}"]`);
      if (wanted) press(wanted);
      return Boolean(wanted);
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || !keysAreOn()) return false;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") return moveInList(key === "j" ? 1 : -1);
    const wanted = /^[a-z0-9/?[\]]$/.test(key) && one(`[data-key="${key}"]`);
    if (wanted) press(wanted);
    return Boolean(wanted);
  }

  /* Enter in a line of a long form does not send half a story; Ctrl+Enter sends all of it */
  function sendsTooEarly(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return false;
    return event.target.matches("form[data-long] input, form[data-long] select");
  }

  /* a table that is written: Enter opens the next row, Alt+↑↓ moves this one; the server draws it anew */
  function inRows(event) {
    const row = event.target.closest?.("[data-row]");
    const verb = event.altKey ? { ArrowUp: "up", ArrowDown: "down" }[event.key] : event.key === "Enter" && !event.ctrlKey && event.target.matches("input") && "below";
    const button = row && verb && one(`[name=${verb}]`, row);
    if (!button) return false;
    event.target.blur();
    button.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (!event.isComposing && event.keyCode !== 229 && inRows(event)) return event.preventDefault();
    if (sendsTooEarly(event)) event.preventDefault();
    if (!event.isComposing && event.keyCode !== 229 && keyFor(event)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener) return;
    event.preventDefault();
    press(opener);
  });

  /* ---- 和暦: an echo only; the server reads the date again ---- */

  const ERAS = [
    ["M", "明治", 1867, "1873-01-01", "1912-07-29"],
    ["T", "大正", 1911, "1912-07-30", "1926-12-24"],
    ["S", "昭和", 1925, "1926-12-25", "1989-01-07"],
    ["H", "平成", 1988, "1989-01-08", "2019-04-30"],
    ["R", "令和", 2018, "2019-05-01", "9999-12-31"],
  ];
  const SEPARATORS = /[年月/\-‐‑‒–—―−ー・,、。]/g;
  const DAY = /^(?:([MTSHR])\.?(\d{1,2})|(\d{4}))\.(\d{1,2})\.(\d{1,2})$/;
  const DIGITS = /^(?:([MTSHR])(\d{2})|(\d{4}))(\d{2})(\d{2})$/;
  const ABOUT = /^(?:\d{1,2}0[歳才]?代(?:前半|半ば|後半)?|\d{1,3}[歳才].*|不明)$/;
  const two = (number) => String(number).padStart(2, "0");
  const today = () => document.body.dataset.today || new Date().toISOString().slice(0, 10);

  function plain(text) {
    let result = text.normalize("NFKC").trim().toUpperCase();
    result = result.replace(/(\d)\s+(?=\d)/g, "$1.").replace(/\s+/g, "");
    for (const [letter, name] of ERAS) {
      result = result.replace(new RegExp(`^(?:${name}|${name[0]})`), letter);
    }
    return result.replace(/^([MTSHR])元/, "$11").replace(SEPARATORS, ".").replace(/日/g, "");
  }

  function age(year, month, day) {
    const [nowYear, nowMonth, nowDay] = today().split("-").map(Number);
    return nowYear - year - (nowMonth < month || (nowMonth === month && nowDay < day) ? 1 : 0);
  }

  function echo(text, past, born) {
    const typed = plain(text);
    if (ABOUT.test(typed)) return `${text.trim()}（おおよそ）`;
    const found = typed.match(DAY) || typed.match(DIGITS);
    if (!found) return "";
    const [, letter, number, western, month, day] = found;
    const era = ERAS.find((row) => row[0] === letter);
    const year = era ? era[2] + Number(number) : Number(western);
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return "日をたしかめてください";
    const iso = `${year}-${two(month)}-${two(day)}`;
    const right = ERAS.find((row) => iso >= row[3] && iso <= row[4]);
    if (!right) return "";
    if (era && era !== right) return `${right[0]}${year - right[2]}.${Number(month)}.${Number(day)} ではありませんか`;
    if (past && iso > today()) return "今日より後です";
    const count = year - right[2];
    const words = `${right[1]}${count === 1 ? "元" : count}年${Number(month)}月${Number(day)}日`;
    return born ? `${words}・${age(year, Number(month), Number(day))}歳` : words;
  }

  function showEcho(input) {
    const output = document.getElementById(input.dataset.wareki);
    if (output) output.textContent = input.value ? echo(input.value, !("future" in input.dataset), /birth/.test(input.id)) : "";
  }

  document.addEventListener("click", (event) => {
    const offer = event.target.closest("[data-fill]");
    if (!offer) return;
    const input = document.getElementById(offer.dataset.fill);
    input.value = offer.dataset.value;
    input.removeAttribute("aria-invalid");
    input.focus();
    showEcho(input);
    offer.hidden = true;
  });

  /* ---- panels that belong to a choice; without this file they are all open ---- */

  function showPanels(root = document) {
    for (const choice of all("[data-shows]", root)) {
      for (const id of choice.dataset.shows.split(" ")) {
        const panel = document.getElementById(id);
        if (panel) panel.hidden = !all(`[data-shows~="${id}"]`).some((other) => other.checked);
      }
    }
    for (const choice of all("[data-hides]", root)) {
      for (const id of choice.dataset.hides.split(" ")) {
        const panel = document.getElementById(id);
        if (panel) panel.hidden = choice.checked;
      }
    }
  }

  /* 保存して2か所につなぐ: the button says what it will do */
  function nameButtons() {
    for (const button of all("[data-follows]")) {
      const form = button.form;
      const chosen = form && one(`[name="${button.dataset.follows}"]:checked`, form);
      const words = chosen && button.dataset[`say${chosen.value[0].toUpperCase()}${chosen.value.slice(1)}`];
      const takes = (field) => (field.matches("select") ? field.value : field.checked);
      const count = all(`[name="${button.dataset.counts}"]`, form).filter(takes).length;
      if (words) one("span", button).textContent = count ? words.replace("{n}", count) : words.replace("{n}か所に", "");
    }
  }

  /* two people, one field: nothing is saved before each is decided, and the button says why */
  function decide() {
    const panel = one("#conflict");
    const button = panel && one("button.p", panel.closest("form"));
    if (!button) return;
    const open = all("fieldset", panel).some((each) => !one(":checked", each));
    button.setAttribute("aria-disabled", open);
    button.setAttribute("aria-describedby", "undecided");
  }

  /* ---- time spent on this page ---- */

  function tick() {
    for (const clock of all("[data-elapsed]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - Number(clock.dataset.elapsed || started)) / 1000));
      clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    }
  }

  const started = Date.now();

  /* ---- nothing is lost, nothing is sent twice ---- */

  let unsaved = !!document.querySelector("[data-guard=typed]");

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-wareki]")) showEcho(event.target);
    if (event.target.closest("form[data-guard]")) unsaved = true;
  });

  document.addEventListener("change", () => {
    showPanels();
    nameButtons();
    decide();
  });

  document.addEventListener("submit", (event) => {
    unsaved = false;
    const button = event.submitter;
    if (!button || event.target.getAttribute("method") !== "post") return;
    if (button.getAttribute("aria-busy") === "true" || button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-busy", "true");
  });

  document.addEventListener("k-kept", () => {
    unsaved = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  window.addEventListener("pageshow", () => {
    for (const button of all("[aria-busy=true]")) button.removeAttribute("aria-busy");
  });

  document.addEventListener("click", (event) => {
    for (const menu of all("details.me[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  function enhance() {
    for (const clock of all(".js-only")) clock.hidden = false;
    for (const input of all("[data-wareki]")) showEcho(input);
    showPanels();
    nameButtons();
    decide();
  }

  document.addEventListener("htmx:afterSettle", enhance);
  document.addEventListener("htmx:afterRequest", () => {
    for (const button of all("[aria-busy=true]")) button.removeAttribute("aria-busy");
  });
  enhance();
  for (const here of all(".tabs [aria-current]")) here.scrollIntoView({ block: "nearest", inline: "center" });
  one("#errsum, #conflict")?.focus();
  tick();
  setInterval(tick, 1000);
})();
