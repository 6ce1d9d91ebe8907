// The review: decisions go to the server that the page came from, and those
// that others make come back. Without a server nothing here runs.

const api = (path, body) => fetch("api/" + path, body === undefined ? { headers: { "X-Copydesk": "1" } } : {
  method: "POST", headers: { "Content-Type": "application/json", "X-Copydesk": "1" }, body: JSON.stringify(body),
});

const client = Math.random().toString(36).slice(2);

// send saves decisions on the server. Where somebody else decided meanwhile,
// theirs stands, and is shown.
async function send(list) {
  const body = list.map(([key, d]) => (
    { key, verdict: d ? d.verdict : "", new: d?.new ?? null, why: d?.why || "", was: versions.get(key) || 0 }));
  let answer;
  try {
    const response = await api("decide", { client, decisions: body });
    if (!response.ok) throw new Error(await response.text());
    answer = await response.json();
  } catch (error) {
    tell("The decision was not saved", [String(error.message || error), "Is copydesk review still running?"]);
    return;
  }
  for (const a of answer.saved) take(a);
  if (answer.conflicts.length > 0) {
    for (const a of answer.conflicts) take(a);
    announce("Somebody else decided meanwhile; theirs is shown");
    tell("Decided elsewhere meanwhile", answer.conflicts.map((a) => `${a.old || a.key}: ${a.verdict ? a.verdict + "ed" : "taken back"}${a.by ? " by " + a.by : ""}`));
  }
}

const versions = new Map();

// take puts what the server knows of one decision in place of ours.
function take(a) {
  versions.set(a.key, a.version);
  if (a.verdict) decisions.set(a.key, { verdict: a.verdict, new: a.new ?? undefined, why: a.why || undefined });
  else decisions.delete(a.key);
  refresh((c) => c.k === a.key || c.l === a.key);
}

function tell(title, lines) {
  byId("toldtitle").textContent = title;
  byId("toldlist").replaceChildren(...lines.map((l) => element("li", null, l)));
  if (!byId("told").open) byId("told").showModal();
}

// reload takes the changes anew, after articles were written or changed.
async function reload() {
  const response = await api("changes");
  if (!response.ok) return;
  const current = data.changes[view.current];
  data = await response.json();
  haystacks = [];
  keyIndex = null;
  takeAll(data.decisions || []);
  fillSelects();
  applyFilters(true);
  const i = current ? data.changes.findIndex((c) => c.k === current.k && c.a === current.a) : -1;
  if (i >= 0) setCurrent(i);
}

function takeAll(list) {
  decisions.clear();
  versions.clear();
  for (const a of list) {
    versions.set(a.key, a.version);
    if (a.verdict) decisions.set(a.key, { verdict: a.verdict, new: a.new ?? undefined, why: a.why || undefined });
  }
}

async function applyAccepted() {
  const button = byId("apply");
  button.disabled = true;
  button.textContent = "Applying …";
  try {
    const response = await api("apply", {});
    const answer = response.ok ? await response.json() : { title: "Nothing was applied", lines: [await response.text()] };
    await reload();
    tell(answer.title, answer.lines);
  } catch (error) {
    tell("Nothing was applied", [String(error.message || error)]);
  }
  button.textContent = "Apply accepted";
  renderTally();
}

function startReview() {
  if (!data.review) return;
  byId("apply").addEventListener("click", applyAccepted);
  let lost = false;
  const events = new EventSource("api/events?client=" + client);
  events.addEventListener("decision", (event) => {
    const a = JSON.parse(event.data);
    if (a.client !== client) take(a);
  });
  events.addEventListener("changes", reload);
  events.onerror = () => { lost = true; };
  events.onopen = () => {
    if (lost) reload(); // what was decided meanwhile was not told
    lost = false;
  };
  events.addEventListener("bye", () => {
    events.close();
    tell("The review has ended", ["Your decisions are saved. Run copydesk review to go on."]);
  });
}

store.load();
if (data.decisions) takeAll(data.decisions);
startFilters();
startDecisions();
startKeys();
startPrinting();
applyFilters(true);
startReview();
