// Comfort only: every page does its work without this file.
"use strict";

// A text with a limit says how much is left, once it matters.
document.querySelectorAll("[data-count]").forEach((words) => {
  const area = document.getElementById(words.dataset.count);
  if (!area || area.maxLength < 0) return;
  const first = words.textContent;
  const tell = () => {
    const left = area.maxLength - area.value.length;
    words.textContent = left < area.maxLength / 4 ? words.dataset.left.replace("{n}", left) : first;
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

// A second click on the same button sends nothing twice; the server would not take it twice either.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
});
