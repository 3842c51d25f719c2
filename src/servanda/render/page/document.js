// Steps through the assertions by button and key, and filters them to the letter; the page is whole without it.
(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const cards = all(".card"), marks = all(".q"), filters = [byId("kind"), byId("status")];
  const place = byId("place");
  const underlines = new Map(marks.map((mark) => [mark, mark.getAttribute("style").split(";")]));  // one for each owner, in order
  let chosen = null;

  const classOf = (prefix, select) => select.value && prefix + select.value.replaceAll(" ", "-");
  const fits = (card) => [classOf("k-", filters[0]), classOf("s-", filters[1])].every((name) => !name || card.classList.contains(name));
  const shown = () => cards.filter((card) => !card.hidden);
  const owners = (mark) => mark.dataset.owners.split(" ");

  const count = () => {
    const list = shown(), at = list.indexOf(chosen) + 1;
    place.textContent = at ? `${at} of ${list.length}` : `${list.length}`;
  };

  const choose = (card, { scrollText = true } = {}) => {
    chosen = card;
    cards.forEach((each) => each.classList.toggle("chosen", each === card));
    marks.forEach((mark) => mark.classList.toggle("chosen", Boolean(card) && owners(mark).includes(card.dataset.id)));
    count();
    if (!card) return;
    card.scrollIntoView({ block: "nearest" });
    const mark = document.querySelector(".q.chosen");
    if (scrollText && mark) mark.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${card.id}`);
  };

  const step = (by) => {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(chosen);
    choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  };

  const filter = () => {
    cards.forEach((card) => { card.hidden = !fits(card); });
    const open = new Set(shown().map((card) => card.dataset.id));
    marks.forEach((mark) => {
      const lines = underlines.get(mark).filter((_, at) => open.has(owners(mark)[at]));
      mark.setAttribute("style", lines.join(";"));
      mark.classList.toggle("off", lines.length === 0);
    });
    if (chosen && chosen.hidden) choose(null); else count();
  };

  // Where quotes overlap, a second click goes to the next of them.
  const nextOwner = (mark) => {
    const open = owners(mark).map((id) => byId(`a-${id}`)).filter((card) => !card.hidden);
    return open[(open.indexOf(chosen) + 1) % open.length];
  };

  marks.forEach((mark) => mark.addEventListener("click", (event) => {
    event.preventDefault();
    const card = nextOwner(mark);
    if (card) choose(card, { scrollText: false });
  }));
  all(".card blockquote a, .card .anchor").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    choose(link.closest(".card"));
  }));
  filters.forEach((select) => select.addEventListener("change", filter));
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  const keys = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (keys[event.key]) { event.preventDefault(); step(keys[event.key]); }
  });
  const named = () => cards.find((card) => `#${card.id}` === location.hash || `#q-${card.dataset.id}` === location.hash);
  addEventListener("hashchange", () => { const card = named(); if (card) choose(card); });

  document.body.classList.add("scripted");
  all(".steps").forEach((steps) => { steps.hidden = false; });
  filter();
  if (named()) choose(named());
})();
