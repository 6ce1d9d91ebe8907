// The list of changes: one page of it at a time, grouped by article.

const safetyNames = ["for a person", "to review", "safe"];
const pieceTags = { "=": "span", "-": "del", "+": "ins", "!": "mark" };

// element makes an element. Text goes in as text, never as markup.
function element(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) e.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) e.setAttribute(name, value);
  }
  e.append(...children);
  return e;
}

function render() {
  const pages = Math.max(1, Math.ceil(view.shown.length / pageSize));
  view.page = Math.min(Math.max(view.page, 0), pages - 1);
  const start = view.page * pageSize;
  const list = byId("list");
  list.replaceChildren(...groups(view.shown.slice(start, start + pageSize)));
  if (view.shown.length === 0) {
    list.append(element("p", { class: "empty" }, data.changes.length ? "No change matches these filters." : "Nothing to change. The articles are clean."));
  }
  byId("pager").hidden = pages < 2;
  byId("page").textContent = `Page ${number(view.page + 1)} of ${number(pages)} · ${count(view.shown.length, "change")}`;
  byId("prev").disabled = view.page === 0;
  byId("next").disabled = view.page === pages - 1;
  renderTally();
}

function groups(indexes) {
  const out = [];
  let body = null, last = -1;
  for (const i of indexes) {
    const change = data.changes[i];
    if (change.a !== last) {
      last = change.a;
      body = groupOf(last);
      out.push(body);
    }
    body.append(card(i));
  }
  return out;
}

function groupOf(index) {
  const article = data.articles[index];
  const all = data.changes.filter((c) => c.a === index);
  const facts = [count(all.length, "change")];
  if (article.lang && article.lang !== "und") facts.unshift(article.lang);
  const head = element("header", null, element("h2", { id: "article" + index }, article.name), element("p", null, facts.join(" · ")));
  if (article.notice) head.append(element("p", { class: "changed" }, article.notice));
  if (all.some((c) => c.s === 2 && canDecide(c) && !verdictOf(c))) {
    head.append(element("button", { type: "button", class: "quiet", "data-act": "safe", "data-article": index }, "Accept the safe ones"));
  }
  return element("section", { class: "group", "aria-labelledby": "article" + index }, head);
}

const canDecide = (change) => change.k !== "" && !change.d;

function card(i) {
  const change = data.changes[i], d = decisionOf(change), verdict = d ? d.verdict : "";
  const e = element("article", {
    class: "change" + (verdict ? " " + verdict : "") + (i === view.current ? " current" : ""), id: "c" + i, "data-index": i, tabindex: "-1",
    "aria-label": `${data.rules[change.r].name}, line ${change.y}${verdict ? ", " + verdict + "ed" : ""}`,
  });
  e.append(textOf(change, d));
  const rule = data.rules[change.r];
  const why = element("p", { class: "why" }, data.texts[change.m], " ", element("span", { class: "rule", title: rule.summary }, rule.name));
  e.append(why);
  if (change.e) e.append(element("ul", { class: "evidence" }, ...change.e.map((t) => element("li", null, data.texts[t]))));
  if (d && d.why) e.append(element("p", { class: "note" }, "Note: " + d.why));
  e.append(foot(change, verdict));
  return e;
}

// textOf shows the change in its line; a replacement written by hand instead
// of the one that was offered.
function textOf(change, d) {
  const lang = data.articles[change.a].lang;
  const p = element("p", { class: "text", dir: "auto", lang: lang === "und" ? null : lang });
  if (d && d.new !== undefined && d.new !== null && d.new !== change.n) {
    const first = change.p[0], last = change.p[change.p.length - 1];
    const before = first[0] === "=" ? first.slice(1).replace(/\S+$/, "") : "", after = last[0] === "=" && change.p.length > 1 ? last.slice(1).replace(/^\S+/, "") : "";
    p.append(element("span", null, before), element("del", null, change.o), element("ins", null, d.new), element("span", null, after));
    return p;
  }
  for (const piece of change.p) p.append(element(pieceTags[piece[0]], { class: /^[·⍽→⏎]+$/.test(piece.slice(1)) ? "gap" : null }, piece.slice(1)));
  return p;
}

function foot(change, verdict) {
  const f = element("div", { class: "foot" },
    element("span", { class: "safety s" + change.s }, safetyNames[change.s]),
    element("span", { title: "of findings this sure, so many are right" }, percent(change.c) + " sure"),
    element("span", null, `${change.y}:${change.x}`));
  if (change.d) f.append(element("span", null, "made in this run"));
  if (sameCount(change) > 1) f.append(element("span", { title: "the same words in the same context: one decision holds for all" }, `${number(sameCount(change))}× the same`));
  if (!canDecide(change)) return f;
  const button = (act, label, cls) => element("button", { type: "button", "data-act": act, class: cls, "aria-pressed": String(verdict === act) }, label);
  const acts = element("div", { class: "acts" });
  if (change.s > 0 || decisionOf(change)?.new !== undefined) acts.append(button("accept", verdict === "accept" ? "Accepted" : "Accept", "yes"));
  acts.append(button("reject", verdict === "reject" ? "Rejected" : change.s > 0 ? "Reject" : "Dismiss", "no"), menu(change));
  f.append(acts);
  return f;
}

// percent rounds down: what is not certain must not read as 100 %.
function percent(c) { return c === 1 ? "100 %" : (Math.floor(c * 1000) / 10).toFixed(1).replace(/\.0$/, "") + " %"; }

function menu(change) {
  const item = (act, label) => element("button", { type: "button", "data-act": act }, label);
  const items = [];
  if (change.s > 0) items.push(item("acceptlike", "Accept all like this"), item("acceptrule", "Accept this rule in this article"));
  items.push(item("rejectlike", "Reject all like this"), item("rejectrule", "Reject this rule in this article"), item("edit", "Write the replacement …"), item("note", "Note why …"));
  return element("details", { class: "menu" }, element("summary", { "aria-label": "More for this change" }, "More"), element("div", null, ...items));
}

// refresh draws the changes anew that are on the page and that pick chooses.
function refresh(pick) {
  const start = view.page * pageSize;
  for (const i of view.shown.slice(start, start + pageSize)) {
    if (!pick || pick(data.changes[i])) byId("c" + i)?.replaceWith(card(i));
  }
  renderTally();
}

function renderTally() {
  let accepted = 0, rejected = 0, open = 0;
  for (const c of data.changes) {
    if (!canDecide(c)) continue;
    const v = verdictOf(c);
    if (v === "accept") accepted++;
    else if (v === "reject") rejected++;
    else open++;
  }
  byId("tally").textContent = `${number(accepted)} accepted · ${number(rejected)} rejected · ${number(open)} open`;
  byId("undo").disabled = undoStack.length === 0;
  byId("export").disabled = decisions.size === 0;
  if (byId("apply")) byId("apply").disabled = accepted === 0;
}
