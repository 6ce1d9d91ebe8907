// The keyboard, and which change is the current one.

function setCurrent(i) {
  if (view.current !== i) byId("c" + view.current)?.classList.remove("current");
  view.current = i;
  byId("c" + i)?.classList.add("current");
}

// goTo shows change i, on whatever page it is, and gives it the focus.
function goTo(i) {
  const at = view.shown.indexOf(i);
  if (at < 0) return;
  const page = Math.floor(at / pageSize);
  setCurrent(i);
  if (page !== view.page) {
    view.page = page;
    render();
  }
  const e = byId("c" + i);
  e.focus({ preventScroll: true });
  e.scrollIntoView({ block: "nearest" });
}

function step(by) {
  if (view.shown.length === 0) return;
  const at = view.shown.indexOf(view.current);
  const to = at < 0 ? view.page * pageSize : Math.min(Math.max(at + by, 0), view.shown.length - 1);
  goTo(view.shown[to]);
}

function turn(by) {
  view.page += by;
  view.current = -1;
  render();
  byId("list").scrollIntoView();
  byId("list").focus({ preventScroll: true });
}

// after does something with the current change and goes on to the next one.
function after(what) {
  if (view.current < 0) return;
  const at = view.shown.indexOf(view.current);
  act(what, view.current);
  if (at >= 0 && at + 1 < view.shown.length) goTo(view.shown[at + 1]);
}

const keys = {
  j: () => step(1), k: () => step(-1),
  a: () => after("accept"), r: () => after("reject"),
  A: () => act("acceptlike", view.current), R: () => act("rejectlike", view.current),
  f: () => act("acceptrule", view.current),
  e: () => act("edit", view.current), n: () => act("note", view.current),
  u: undo,
  "/": () => byId("q").focus(),
  "?": () => byId("help").showModal(),
  "[": () => turn(-1), "]": () => turn(1),
};

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const field = event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");
    if (event.key === "Escape") {
      for (const open of document.querySelectorAll(".menu[open]")) open.open = false;
      if (field) field.blur();
      return;
    }
    const action = keys[event.key];
    if (field || !action) return;
    event.preventDefault();
    action();
  });
  byId("helpbutton").addEventListener("click", keys["?"]);
  byId("prev").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
}

// printAll puts every change that is shown on one page while it is printed.
const printLimit = 2000;

function startPrinting() {
  addEventListener("beforeprint", () => {
    const all = view.shown.slice(0, printLimit);
    byId("list").replaceChildren(...groups(all));
    if (all.length < view.shown.length) byId("list").append(element("p", { class: "empty" }, `The first ${number(printLimit)} of ${count(view.shown.length, "change")}; filter to print others.`));
  });
  addEventListener("afterprint", render);
}
