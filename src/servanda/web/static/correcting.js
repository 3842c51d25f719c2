"use strict";

/* Takes words that are selected in the text into a field, with their place. Without it the words are typed. */
const text = document.getElementById("text");
let chosen = null;

/* The place of a point in the text: the offset of its stretch, and the characters before it as the ledger counts. */
function place(node, offset) {
  const stretch = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!stretch || !text.contains(stretch)) return null;
  const before = document.createRange();
  before.selectNodeContents(stretch);
  before.setEnd(node, offset);
  return Number(stretch.dataset.start) + [...before.toString()].length;
}

function remember() {
  const selection = document.getSelection();
  if (!text || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const words = range.toString();
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  if (start === null || end === null || !words.trim()) return;
  const lead = [...words].length - [...words.trimStart()].length;
  const tail = [...words].length - [...words.trimEnd()].length;
  chosen = { words: words.trim().replace(/\s+/g, " "), start: start + lead, end: end - tail };
}

function take(button) {
  if (!chosen) return;
  const field = document.getElementById(button.dataset.for);
  const more = "more" in button.dataset && field.value.trim();
  field.value = more ? `${field.value.trim()}; ${chosen.words}` : chosen.words;
  document.getElementById(`${field.id}-span`).value = more ? "" : `${chosen.start}:${chosen.end}`;
  field.focus();
}

/* Beside a text that is read, a link to add what the selected words say. */
function offer() {
  const link = document.querySelector("a[data-add]");
  if (!link || !chosen) return;
  const bar = document.querySelector(".picked") ?? document.createElement("p");
  const address = new URL(link.href);
  address.searchParams.set("quote", `${chosen.start}:${chosen.end}`);
  const words = chosen.words.length > 60 ? `${chosen.words.slice(0, 60)} …` : chosen.words;
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = `Add what this says: ‘${words}’`;
  bar.className = "picked";
  bar.replaceChildren(anchor);
  document.getElementById("main").append(bar);
}

document.addEventListener("selectionchange", () => { remember(); offer(); });
for (const button of document.querySelectorAll("button.pick")) {
  button.hidden = !text;
  button.addEventListener("click", () => take(button));
}
const mark = document.querySelector(".pickable mark");
if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
