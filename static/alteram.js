// Comfort only: every page does its work without this file.
"use strict";

// A text with a limit says how much is left, once it matters.
document.querySelectorAll("[data-count]").forEach((words) => {
  const area = document.getElementById(words.dataset.count);
  if (!area || area.maxLength < 0) return;
  const first = words.textContent;
  const tell = () => {
    const left = area.maxLength - area.value.length;
    const said = left < 0 ? words.dataset.over : words.dataset.left;
    words.textContent = left < area.maxLength / 4 ? said.replace("{n}", Math.abs(left)) : first;
  };
  words.setAttribute("aria-live", "polite");
  area.addEventListener("input", tell);
  tell();
});

// Where a browser lets a page read what was copied, a button pastes it; nothing is read before it is pressed.
document.querySelectorAll("[data-paste]").forEach((button) => {
  const field = document.getElementById(button.dataset.paste);
  if (!field || !navigator.clipboard || !navigator.clipboard.readText) return;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.readText().then((copied) => { field.value = copied.trim(); }, () => {}).finally(() => field.focus());
  });
});

// A veiled image is shown as it is by the first click or Enter, and opened by the second.
document.querySelectorAll("[data-veiled]").forEach((link) => {
  const words = link.querySelector("small"), opens = words.textContent;
  words.textContent = link.dataset.veiled;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    link.classList.remove("blurred", "grey");
    words.textContent = opens;
  }, { once: true });
});

// A long text is kept while one writes, some seconds after the last key; the page says when, or that it is not.
document.querySelectorAll("form[data-keep]").forEach((form) => {
  const told = form.querySelector("[data-lost]"), button = form.querySelector("[name=keep]");
  let waits, isAsking = false, isNewer = false;
  const keep = async () => {
    isNewer = isAsking;
    if (isAsking) return;
    isAsking = true;
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    try {
      const body = new URLSearchParams([...typed, [button.name, button.value]]);
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "text/plain" }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      told.textContent = await answer.text();
      form.elements.kept.value = "yes";
    } catch {
      told.textContent = told.dataset.lost;
    }
    isAsking = false;
    if (isNewer) keep();
  };
  button.hidden = true;
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(keep, 3000);
  });
  form.addEventListener("submit", () => clearTimeout(waits));
});

// A second click on the same button sends nothing twice; the server would not take it twice either.
// Without a network the first click says so, and the page stays with what was typed; the second one tries all the same.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (!navigator.onLine && !form.dataset.warned) {
    form.dataset.warned = "yes";
    const told = document.createElement("p");
    told.className = "inset tone-attention";
    told.setAttribute("role", "alert");
    form.append(told);
    told.textContent = document.body.dataset.offline;
    return event.preventDefault();
  }
  form.dataset.sent = "yes";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
});

// A page of an officer before which nobody sits asks for itself again, and is then behind the door; a text that no one
// keeps stays where it is.
if (document.body.dataset.idle) {
  let left;
  const wait = () => {
    clearTimeout(left);
    left = setTimeout(() => {
      if (!document.querySelector("form[data-typed]:not([data-keep])")) location.replace(location.href);
    }, (Number(document.body.dataset.idle) + 5) * 1000);
  };
  ["keydown", "pointerdown", "scroll"].forEach((kind) => addEventListener(kind, wait, { passive: true }));
  addEventListener("input", (event) => { if (event.target.form) event.target.form.dataset.typed = "yes"; });
  wait();
}

// Keys, for whoever works here all day, on the pages that list them. They move, open and tick; none of them signs, sends
// or takes anything by itself: where a button would, the focus goes to it. Nothing happens while somebody writes.
(() => {
  if (!document.getElementById("touches")) return;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const links = () => all("[data-row] th a");
  const row = () => document.activeElement.closest("[data-row]");
  const writes = (at) => at.isContentEditable || at.matches("textarea, select, input:not([type=checkbox], [type=radio])");

  function move(by) {
    const rows = links(), here = rows.indexOf(row()?.querySelector("th a"));
    rows[Math.max(0, Math.min(rows.length - 1, here < 0 ? 0 : here + by))]?.focus();
  }

  // On a form the numbers choose an answer of its first question of that kind; elsewhere they open a step.
  function choose(number) {
    const radio = all("main input[type=radio]")[0];
    const group = radio ? all("main input[type=radio]").filter((one) => one.name === radio.name) : [];
    if (group.length) return group[number - 1]?.click(), group[number - 1]?.focus();
    all("main .steps-list kbd")[number - 1]?.closest("a").click();
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => row()?.querySelector("[type=checkbox]")?.click(),
    c: () => (row() ?? document).querySelector("button[data-key=c]")?.focus(),
    s: () => document.querySelector("button[data-key=s]")?.focus(),
    "/": () => document.querySelector("[type=search]")?.focus(),
    "?": () => {
      const list = document.getElementById("touches");
      list.open = !list.open;
      list.querySelector("summary").focus();
    },
  };

  let led = -Infinity; // the moment of a «g», which the next key follows
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.key === "Enter" && event.ctrlKey) {
      const reads = at.form?.querySelector("button[name=preview]");
      if (reads) at.form.requestSubmit(reads);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || writes(at)) return;
    // The keys of a French keyboard write digits with Shift only: which key it is counts, not what it writes.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const after = event.timeStamp - led < 2000 ? `g${event.key}` : event.key;
    led = event.key === "g" ? event.timeStamp : -Infinity;
    const place = document.querySelector(`a[data-key="${CSS.escape(after)}"]`);
    const act = digit && !event.shiftKey ? () => choose(Number(digit[1])) : keys[event.key];
    if (place) place.click();
    else if (act && after === event.key) act();
    else return;
    event.preventDefault();
  });
})();
