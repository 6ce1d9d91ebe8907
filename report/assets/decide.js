// Decisions: made, undone, exported.

// decide sets decisions, a list of [key, decision or null], as one step that
// can be undone as one. In a review each is sent to the server.
function decide(list, undoing) {
  const before = list.map(([key]) => [key, decisions.get(key) || null]);
  const keys = new Set();
  for (const [key, d] of list) {
    keys.add(key);
    if (d) decisions.set(key, { ...d });
    else decisions.delete(key);
  }
  if (!undoing) undoStack.push(before);
  store.save();
  if (data.review) send(list);
  refresh((c) => keys.has(c.k) || keys.has(c.l));
}

function undo() {
  const step = undoStack.pop();
  if (!step) return;
  decide(step, true);
  const i = indexOf(step[0][0]);
  if (i >= 0) goTo(i);
  announce("Undone");
}

// judge decides about one change; the same verdict again takes it back.
function judge(i, verdict) {
  const c = data.changes[i], d = decisions.get(c.k);
  if (!canDecide(c) || verdict === "accept" && c.s === 0 && d?.new === undefined) return;
  const again = verdictOf(c) === verdict;
  decide([[c.k, again ? null : { verdict, new: d?.new, why: d?.why }]]);
  announce(again ? "Taken back" : verdict + "ed");
}

// judgeMany decides about all changes that pick chooses and that can be
// decided that way, each by itself.
function judgeMany(pick, verdict) {
  const list = [], seen = new Set();
  for (const c of data.changes) {
    if (!pick(c) || !canDecide(c) || seen.has(c.k) || verdict === "accept" && c.s === 0) continue;
    seen.add(c.k);
    list.push([c.k, { verdict }]);
  }
  if (list.length === 0) return;
  decide(list);
  announce(`${count(list.length, "change")} ${verdict}ed`);
}

// judgeLike decides about everything like a change, here and in articles to come.
function judgeLike(i, verdict) {
  const c = data.changes[i];
  if (!canDecide(c) || verdict === "accept" && c.s === 0) return;
  const n = data.changes.filter((x) => x.l === c.l).length;
  const own = data.changes.filter((x) => x.l === c.l && decisions.has(x.k)).map((x) => [x.k, null]);
  decide([[c.l, { verdict }], ...own]);
  announce(`${count(n, "change")} like this one ${verdict}ed`);
}

// ask opens a dialog with a field and calls done with what was written.
function ask(title, hint, value, done) {
  const dialog = byId("ask"), field = byId("askfield");
  byId("asktitle").textContent = title;
  byId("askhint").textContent = hint;
  byId("asklabel").textContent = title;
  field.value = value;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "ok") done(field.value);
    byId("c" + view.current)?.focus();
  };
  dialog.showModal();
  field.focus();
  field.select();
}

function edit(i) {
  const c = data.changes[i], d = decisionOf(c);
  if (!canDecide(c)) return;
  ask("Write the replacement", `In place of: ${c.o}`, d?.new ?? c.n, (text) => decide([[c.k, { verdict: "accept", new: text, why: d?.why }]]));
}

function note(i) {
  const c = data.changes[i], d = decisionOf(c);
  if (!canDecide(c)) return;
  ask("Note why", "The note is kept with the decision. A note on an open change rejects it.", d?.why || "", (why) => {
    decide([[c.k, { verdict: d ? d.verdict : "reject", new: d?.new, why: why.trim() || undefined }]]);
  });
}

// exported returns the decisions as lines of a decisions file, sorted. Values
// are JSON strings.
function exported() {
  const lines = [];
  for (const [key, d] of decisions) {
    const c = data.changes[indexOf(key)];
    if (!c) continue;
    const fields = [`rule=${JSON.stringify(data.rules[c.r].name)}`, `old=${JSON.stringify(c.o)}`];
    if (d.verdict === "accept") fields.push(`new=${JSON.stringify(d.new ?? c.n)}`);
    if (key === c.k) fields.push(`in=${JSON.stringify(data.articles[c.a].path)}`);
    if (d.why) fields.push(`why=${JSON.stringify(d.why)}`);
    lines.push(`${key} ${d.verdict} ${fields.join(" ")}\n`);
  }
  return lines.sort().join("");
}

function exportDecisions() {
  const url = URL.createObjectURL(new Blob([exported()], { type: "text/plain" }));
  const a = element("a", { href: url, download: "copydesk-decisions.txt" });
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  announce("Exported. Apply them with: copydesk apply copydesk-decisions.txt");
}

function startDecisions() {
  byId("list").addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]"), box = event.target.closest(".change");
    if (box && !button) {
      setCurrent(Number(box.dataset.index));
      return;
    }
    if (!button) return;
    if (button.dataset.act === "safe") {
      const article = Number(button.dataset.article);
      judgeMany((c) => c.a === article && c.s === 2 && !verdictOf(c), "accept");
      button.remove();
      return;
    }
    act(button.dataset.act, Number(box.dataset.index));
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll(".menu[open]")) if (!open.contains(event.target)) open.open = false;
  });
  byId("undo").addEventListener("click", undo);
  byId("export").addEventListener("click", exportDecisions);
  byId("acceptshown").addEventListener("click", () => {
    const narrowed = view.shown.length < data.changes.length, shown = new Set(view.shown.map((i) => data.changes[i]));
    judgeMany((c) => shown.has(c) && !verdictOf(c) && (narrowed || c.s === 2), "accept");
  });
}

// act does what a button or key asks for with change i.
function act(what, i) {
  if (i < 0 || !data.changes[i]) return;
  const c = data.changes[i], sameRule = (x) => x.a === c.a && x.r === c.r;
  setCurrent(i);
  switch (what) {
    case "accept": case "reject": judge(i, what); break;
    case "acceptlike": judgeLike(i, "accept"); break;
    case "rejectlike": judgeLike(i, "reject"); break;
    case "acceptrule": judgeMany(sameRule, "accept"); break;
    case "rejectrule": judgeMany(sameRule, "reject"); break;
    case "edit": edit(i); return;
    case "note": note(i); return;
  }
  byId("c" + i)?.focus({ preventScroll: true });
}
