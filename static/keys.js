// Keys for whoever works here all day. They move, open and tick; none of them signs, sends or takes anything by itself:
// where a button would, the focus goes to it. Nothing happens while somebody writes. «?» shows them all.
"use strict";

(() => {
  if (document.body.dataset.keys === "off") return;
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
      const help = document.getElementById("touches");
      if (help) { help.open = !help.open; help.querySelector("summary").focus(); }
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
