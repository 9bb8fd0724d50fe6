// Makes the desk quicker to work with; every page reads, approves and rejects without it.
"use strict";
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (text) => (text || "").split(" ").filter(Boolean);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scroll = (element) => element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });

  // ---- help and the switch for single keys (a reader of speech commands may need them off)
  const help = one("#help");
  const keysOn = one("#keys-on");
  const KEY = "desk-keys-off";
  let keep = (off) => (off ? localStorage.setItem(KEY, "1") : localStorage.removeItem(KEY));
  try {
    keysOn.checked = localStorage.getItem(KEY) === null;
  } catch {
    keep = () => {}; // this browser keeps nothing: the switch holds for this page
  }
  keysOn.addEventListener("change", () => keep(!keysOn.checked));
  const openHelp = () => help.open || help.showModal();
  all("[data-help]").forEach((button) => button.addEventListener("click", openHelp));

  // ---- moving through a list of things with j and k
  const stops = all("[data-line], .row .headline");
  const isTyping = (target) => target.closest("input, textarea, select, dialog") !== null;
  const move = (step, wanted = () => true) => {
    const at = stops.indexOf(document.activeElement.closest("[data-line], .row .headline") || lastLine);
    for (let next = at + step; next >= 0 && next < stops.length; next += step) {
      if (wanted(stops[next])) return land(stops[next]);
    }
  };
  const land = (stop) => {
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
  };

  // ---- light: which places are lit, and at which of them we are
  const pane = one("#pane");
  const trail = one("#trail");
  let lit = [];
  let at = -1;
  let origin = null; // what was chosen: a line of the draft or a sentence of a source
  let lastLine = null;

  const dark = () => {
    all(".lit, .chosen").forEach((element) => element.classList.remove("lit", "now", "chosen"));
    lit = [];
    at = -1;
    origin = null;
  };

  const putOut = () => {
    dark();
    if (!pane) return;
    document.body.classList.remove("sheet");
    say("Choose a sentence to see what it stands on.");
  };

  const say = (text) => {
    trail.textContent = text;
    one("#before").disabled = one("#after").disabled = lit.length < 2;
  };

  const nameOf = (element) => {
    if (element.dataset.label) {
      return `${element.closest(".card").querySelector(".outlet").textContent}, ${element.dataset.label}`;
    }
    return /^\d/.test(element.dataset.number) ? `sentence ${element.dataset.number}` : element.dataset.number.toLowerCase();
  };

  const goTo = (place) => {
    at = (place + lit.length) % lit.length;
    lit.forEach((element, index) => element.classList.toggle("now", index === at));
    const element = lit[at];
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    scroll(element);
    const from = nameOf(origin);
    const count = lit.length > 1 ? ` (${at + 1} of ${lit.length})` : "";
    say(origin.dataset.label ? `${from} is used in ${nameOf(element)}${count}` : `${from[0].toUpperCase()}${from.slice(1)} stands on ${nameOf(element)}${count}`);
  };

  const light = (chosen, ids) => {
    dark();
    origin = chosen;
    chosen.classList.add("chosen");
    lit = ids.map((id) => document.getElementById(id)).filter(Boolean);
    lit.forEach((element) => element.classList.add("lit"));
  };

  const showSources = (line, wanted) => {
    lastLine = line;
    const ids = words(line.dataset.sources);
    if (origin === line && lit.length && wanted === undefined) return goTo(at + 1);
    light(line, ids);
    document.body.classList.add("sheet");
    // on a phone the pane is a sheet over the draft: keep the sentence above it
    if (getComputedStyle(pane).position === "fixed" && line.getBoundingClientRect().bottom > pane.getBoundingClientRect().top) {
      line.scrollIntoView({ block: "start" });
    }
    if (!lit.length) return say(`${nameOf(line)[0].toUpperCase()}${nameOf(line).slice(1)} has no source sentence.`);
    goTo(Math.max(0, wanted === undefined ? 0 : ids.indexOf(wanted)));
  };

  const showUses = (source, wanted) => {
    const ids = words(source.dataset.used);
    if (!ids.length) return;
    if (origin === source && lit.length && wanted === undefined) return goTo(at + 1);
    light(source, ids);
    goTo(Math.max(0, wanted === undefined ? 0 : ids.indexOf(wanted)));
  };

  if (pane) {
    document.addEventListener("click", (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const link = event.target.closest("a");
      const line = event.target.closest("[data-line]");
      const source = event.target.closest(".src");
      if (link && link.matches(".cite") && line) {
        event.preventDefault();
        return showSources(line, link.hash.slice(1));
      }
      if (link && link.matches(".back")) {
        event.preventDefault();
        return showUses(sourceBefore(link), link.hash.slice(1));
      }
      if (link || String(getSelection())) return; // a link of its own, or text being copied
      if (line) return showSources(line);
      if (source) return showUses(source);
    });
    one("#before").addEventListener("click", () => goTo(at - 1));
    one("#after").addEventListener("click", () => goTo(at + 1));
    one("#close").addEventListener("click", putOut);
  }

  const sourceBefore = (link) => {
    let element = link.previousElementSibling;
    while (element && !element.matches(".src")) element = element.previousElementSibling;
    return element;
  };

  // ---- keys
  const intoForm = (selector, fold) => {
    const field = one(selector);
    if (!field) return;
    if (fold) one(fold).open = true;
    field.focus();
    scroll(field);
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => move(1, (stop) => stop.matches(".troubled")),
    n: () => lit.length && goTo(at + 1),
    p: () => lit.length && goTo(at - 1),
    a: () => intoForm(one(".approve .go:enabled") ? ".approve input[name=name]" : "#decide"),
    r: () => intoForm(".reject textarea", ".reject"),
    f: () => one(".chips a") && one(".chips a").focus(),
    u: () => pane && location.assign("/"),
    "?": openHelp,
    Escape: putOut,
  };

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === "Enter" && event.target.matches("[data-line]")) {
      event.preventDefault();
      return showSources(event.target);
    }
    const act = keys[event.key];
    if (!act || (!keysOn.checked && event.key !== "Escape")) return;
    event.preventDefault();
    act();
  });
});
