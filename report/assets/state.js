// What the page knows: the data that Go wrote, the decisions, and what is shown.

const byId = (id) => document.getElementById(id);
let data = JSON.parse(byId("data").textContent);

const pageSize = 100;
const view = { shown: [], page: 0, current: -1 };

// A decision is {verdict, new, why, version}, by fingerprint or by likeness.
const decisions = new Map();
const undoStack = [];

// decisionOf returns what was decided about a change: itself, or all like it.
function decisionOf(change) {
  return decisions.get(change.k) || decisions.get(change.l) || null;
}

function verdictOf(change) {
  const d = decisionOf(change);
  return d ? d.verdict : "";
}

// indexOf returns the first change that a key, a fingerprint or a likeness,
// stands for; -1 when there is none.
let keyIndex = null, keyCount = null;

function indexKeys() {
  keyIndex = new Map();
  keyCount = new Map();
  for (let i = data.changes.length - 1; i >= 0; i--) {
    const c = data.changes[i];
    keyIndex.set(c.l, i).set(c.k, i);
    keyCount.set(c.k, (keyCount.get(c.k) || 0) + 1);
  }
}

function indexOf(key) {
  if (!keyIndex) indexKeys();
  return keyIndex.get(key) ?? -1;
}

// sameCount returns how many changes share the fingerprint of a change.
function sameCount(change) {
  if (!keyIndex) indexKeys();
  return change.k === "" ? 1 : keyCount.get(change.k);
}

// store keeps the decisions of a report in this browser, so that a reload
// loses nothing. A review saves them on its server instead.
const store = {
  name: "copydesk:" + hash(byId("data").textContent),
  save() {
    if (data.review) return;
    try {
      localStorage.setItem(this.name, JSON.stringify([...decisions]));
    } catch { /* no storage here: the export still works */ }
  },
  load() {
    if (data.review) return;
    try {
      for (const [key, d] of JSON.parse(localStorage.getItem(this.name) || "[]")) decisions.set(key, d);
    } catch { /* what is stored is not ours */ }
  },
};

// hash is FNV-1a: it only has to tell one report from another.
function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16) + "-" + text.length;
}

function announce(text) { byId("live").textContent = text; }
function number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f"); }
function count(n, noun) { return number(n) + " " + noun + (n === 1 ? "" : "s"); }
