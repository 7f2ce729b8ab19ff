// Keys for the review page; everything they do is on the page as a link or button as well.
"use strict";

(() => {
  const typing = (node) => node.matches("input, select, textarea, [contenteditable]");
  const find = (what) => document.querySelector(`[data-key="${what}"]`);
  const rows = () => [...document.querySelectorAll("[data-row]")];

  const select = (step) => {
    const all = rows();
    if (all.length === 0) return false;
    const now = all.findIndex((row) => row.getAttribute("aria-selected") === "true");
    const next = Math.min(Math.max(now + step, 0), all.length - 1);
    all.forEach((row, place) => row.setAttribute("aria-selected", String(place === next)));
    all[next].querySelector("a").focus();
    return true;
  };

  const follow = (what) => {
    const node = find(what);
    if (node === null) return false;
    node.click();
    return true;
  };

  const orders = {
    j: () => follow("next") || select(1),
    k: () => follow("previous") || select(-1),
    a: () => follow("approve"),
    r: () => {
      const box = document.getElementById("return");
      if (box === null) return false;
      box.open = true;
      box.querySelector("select").focus();
      return true;
    },
    u: () => follow("up"),
    "/": () => {
      const field = document.querySelector("[data-search]");
      if (field === null) return false;
      field.focus();
      field.select();
      return true;
    },
    "?": () => {
      const table = document.getElementById("keys");
      if (table === null) return false;
      table.showModal();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const order = orders[event.key.toLowerCase()];
    if (order && order()) event.preventDefault();
  });

  // A form is sent once: a second press while the answer is on its way does nothing.
  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
  });
})();
