"use strict";
(() => {
  const SEVERITIES = ["error", "warning", "info"];
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const cards = all(".finding");
  const marks = all("mark").map((element) => ({ element, names: element.dataset.findings.split(" ") }));
  const byName = new Map(cards.map((card) => [card.id, card]));
  let current = null;

  const shown = () => cards.filter((card) => !card.hidden);

  function tell() {
    const visible = shown();
    const place = visible.indexOf(current) + 1;
    const count = visible.length === cards.length ? `${cards.length} findings` : `${visible.length} of ${cards.length} shown`;
    one("#position").textContent = place ? `${place} of ${visible.length}` : count;
  }

  function select(card, { focus = false } = {}) {
    current = card;
    for (const other of cards) other.classList.toggle("current", other === card);
    for (const { element, names } of marks) element.classList.toggle("current", card !== null && names.includes(card.id));
    if (card) {
      const words = document.getElementById(`${card.id}t`);
      const beside = getComputedStyle(card.closest("aside")).position === "sticky";
      if (beside && words) words.scrollIntoView({ block: "center" });
      card.focus({ preventScroll: true });
      if (beside) card.closest("aside").scrollTop = card.offsetTop - 4;
      if (!beside || !words) card.scrollIntoView({ block: "start" });
    }
    tell();
  }

  function step(by) {
    const visible = shown();
    if (!visible.length) return;
    const at = visible.indexOf(current);
    select(visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : (at + by + visible.length) % visible.length]);
  }

  function filter() {
    const wanted = (name) => new Set(all(`input[data-filter=${name}]:checked`).map((box) => box.value));
    const severities = wanted("severity");
    const kinds = wanted("kind");
    for (const card of cards) {
      card.hidden = !(severities.has(card.dataset.severity) && kinds.has(card.dataset.kind));
      const number = document.getElementById(`${card.id}t`);
      if (number) number.hidden = card.hidden;
    }
    for (const { element, names } of marks) {
      const left = names.map((name) => byName.get(name)).filter((card) => !card.hidden).map((card) => card.dataset.severity);
      element.classList.remove(...SEVERITIES);
      const gravest = SEVERITIES.find((severity) => left.includes(severity));
      if (gravest) element.classList.add(gravest);
    }
    if (current && current.hidden) select(null);
    tell();
  }

  function isTyped(event) {
    return event.ctrlKey || event.metaKey || event.altKey || event.target.isContentEditable || /^(?:textarea|select)$/i.test(event.target.tagName);
  }

  document.addEventListener("keydown", (event) => {
    if (!one("#keys").checked || isTyped(event)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") {
      one("#tools details").open = false;
      select(null);
    }
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    const link = event.target.closest(".prose .number");
    const names = link ? [link.getAttribute("href").slice(1)] : mark ? mark.dataset.findings.split(" ") : [];
    const card = names.map((name) => byName.get(name)).find((found) => !found.hidden);
    if (!card) return;
    if (link) event.preventDefault();
    select(card);
  });
  one("#next").addEventListener("click", () => step(1));
  one("#previous").addEventListener("click", () => step(-1));
  for (const box of all("input[data-filter]")) box.addEventListener("change", filter);
  if (cards.length) one("#tools").hidden = false;
  filter();
})();
