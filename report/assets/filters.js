// Which changes are shown.

const filters = { q: "", rule: "", article: "", safety: new Set(["0", "1", "2"]), state: "", confidence: 0 };

// fold takes case and marks out of a text, so that "hanoi" finds "Hà Nội".
function fold(text) { return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase(); }

let haystacks = [];

function haystack(i) {
  if (haystacks[i] === undefined) {
    const c = data.changes[i];
    const parts = [data.articles[c.a].name, data.rules[c.r].name, data.texts[c.m], c.o, c.n, ...c.p.map((p) => p.slice(1)), ...(c.e || []).map((t) => data.texts[t])];
    haystacks[i] = fold(parts.join("\n"));
  }
  return haystacks[i];
}

function matches(i, words) {
  const c = data.changes[i];
  if (!filters.safety.has(String(c.s)) || c.c * 100 < filters.confidence) return false;
  if (filters.rule !== "" && data.rules[c.r].name !== filters.rule) return false;
  if (filters.article !== "" && c.a !== Number(filters.article)) return false;
  const v = verdictOf(c);
  if (filters.state === "open" ? v !== "" || !canDecide(c) : filters.state !== "" && v !== filters.state) return false;
  return words.every((w) => haystack(i).includes(w));
}

function applyFilters(keepPage) {
  const words = fold(filters.q).split(/\s+/).filter(Boolean);
  view.shown = [];
  for (let i = 0; i < data.changes.length; i++) if (matches(i, words)) view.shown.push(i);
  if (!keepPage) view.page = 0;
  if (!view.shown.includes(view.current)) view.current = -1;
  const narrowed = view.shown.length < data.changes.length;
  byId("clear").hidden = !narrowed && filters.q === "";
  byId("acceptshown").textContent = narrowed ? `Accept all ${number(view.shown.length)} shown` : "Accept all safe";
  render();
  if (!keepPage) announce(count(view.shown.length, "change") + " shown");
}

// readFilters takes what the form says.
function readFilters() {
  const form = byId("filters");
  filters.q = byId("q").value;
  filters.rule = byId("rule").value;
  filters.article = byId("article").value;
  filters.safety = new Set([...form.querySelectorAll("[name=safety]:checked")].map((x) => x.value));
  filters.state = form.querySelector("[name=state]:checked").value;
  filters.confidence = Number(byId("confidence").value);
  byId("atleast").textContent = filters.confidence + " %";
  applyFilters();
}

function clearFilters() {
  byId("filters").reset();
  readFilters();
}

function option(value, label, n) { return element("option", { value }, `${label}  (${number(n)})`); }

// fillSelects offers the rules and articles that have changes.
function fillSelects() {
  const rules = new Map(), articles = new Map();
  for (const c of data.changes) {
    rules.set(c.r, (rules.get(c.r) || 0) + 1);
    articles.set(c.a, (articles.get(c.a) || 0) + 1);
  }
  const keep = [byId("rule").value, byId("article").value];
  const names = [...rules].sort((x, y) => y[1] - x[1]);
  byId("rule").replaceChildren(element("option", { value: "" }, "All rules"), ...names.map(([r, n]) => option(data.rules[r].name, data.rules[r].name, n)));
  byId("article").replaceChildren(element("option", { value: "" }, "All articles"), ...[...articles].map(([a, n]) => option(a, data.articles[a].name, n)));
  [byId("rule").value, byId("article").value] = keep;
}

let typing = 0;

function startFilters() {
  fillSelects();
  byId("filters").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(readFilters, event.target.id === "q" || event.target.id === "confidence" ? 120 : 0);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", clearFilters);
  byId("more").addEventListener("click", () => byId("more").setAttribute("aria-expanded", String(byId("filters").classList.toggle("open"))));
  for (const button of document.querySelectorAll(".charts [data-rule]")) {
    button.addEventListener("click", () => {
      byId("rule").value = button.dataset.rule;
      readFilters();
      byId("filters").scrollIntoView();
    });
  }
}
