"use strict";
// The page is complete without this script, which searches, filters, sorts and shows one part at a
// time. It builds no markup: it shows, hides and moves what is there. To a browser that runs scripts
// the parts in noscript are text, which costs next to nothing, until they are unfolded here.
(() => {
  const page = document.documentElement;
  const front = document.getElementById("front");
  const form = document.getElementById("filters");
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const bodies = [...document.querySelectorAll("#table > tbody")];
  const start = document.title;
  page.classList.add("js");
  form.hidden = false;

  // --- the front: search, filter, sort ---------------------------------------------------------

  // Case and accents are no difference: "Hasaka" finds "Ḩasakah".
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = bodies.flatMap((body) =>
    [...body.querySelectorAll("tr[data-since]")].map((row, order) => ({ body, row, order, words: null })));
  const get = (entry, name) => entry.row.dataset[name];
  const read = (entry) => (entry.words ??= fold(
    [entry.row.textContent, ...["words", "places", "sources"].map((name) => get(entry, name))].join(" ")));
  const link = (entry) => entry.row.querySelector("a");

  const fits = {
    q: (entry, words) => fold(words).split(/\s+/).every((word) => read(entry).includes(word)),
    place: (entry, name) => fold(get(entry, "places")).includes(fold(name)),
    source: (entry, name) => fold(get(entry, "sources")).includes(fold(name)),
    measure: (entry, name) => get(entry, "measures").split("|").includes(name),
    from: (entry, day) => isDated(entry) && (get(entry, "until") || "9999") >= day,
    to: (entry, day) => isDated(entry) && get(entry, "since") <= day,
    only: (entry) => "contradict" in entry.row.dataset,
  };
  const isDated = (entry) => get(entry, "since") || get(entry, "until");

  const larger = (name) => (a, b) => get(b, name) - get(a, name) || a.order - b.order;
  const orders = {
    "": (a, b) => a.order - b.order,
    first: (a, b) => b.order - a.order,
    killed: larger("killed"),
    injured: larger("injured"),
    origins: larger("origins"),
    place: (a, b) => compare(link(a).textContent, link(b).textContent) || a.order - b.order,
  };
  const compare = (a, b) => (fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0);

  const readForm = () => {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) state.set(name, value.trim());
    return state;
  };
  const fillForm = (state) => {
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = state.has(field.name);
      else if (field.name) field.value = state.get(field.name) ?? "";
    }
  };

  let sorted = "";
  const update = () => {
    const state = readForm();
    const wanted = [...state].filter(([name]) => name in fits);
    let count = 0;
    for (const entry of entries) {
      entry.row.hidden = !wanted.every(([name, value]) => fits[name](entry, value));
      count += !entry.row.hidden;
    }
    sort(state.get("sort") ?? "");
    for (const body of bodies) {
      const shown = entries.filter((entry) => entry.body === body && !entry.row.hidden).length;
      body.hidden = !shown;
      body.querySelector(".many").textContent = shown.toLocaleString("en");
    }
    nothing.hidden = count > 0;
    const all = entries.length.toLocaleString("en");
    found.textContent = wanted.length ? `${count.toLocaleString("en")} of ${all} shown` : `${all} shown`;
    return state;
  };
  const sort = (name) => {
    if (name === sorted) return;
    sorted = name;
    for (const body of bodies) {
      const own = entries.filter((entry) => entry.body === body);
      body.append(...own.sort(orders[name] ?? orders[""]).map((entry) => entry.row));
    }
  };

  const more = document.getElementById("more");
  more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(form.classList.toggle("all")));
  });

  let address = "#"; // that of the front as it is filtered
  let waiting = 0;
  const change = () => {
    const state = update().toString();
    address = state ? `#?${state}` : "#";
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(change, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(change));

  // --- one part at a time ----------------------------------------------------------------------

  let open = null; // the part that is open; null on the front
  let before = ""; // the address that was shown before
  const NAME = /^[iaf]-[0-9a-f]{16}$/; // of an incident, an article, a figure in an article

  // Return the element of a name, from a part that is still folded if need be.
  const find = (name) => {
    if (!document.getElementById(name) && NAME.test(name)) {
      const holds = name[0] === "f"
        ? (part) => part.dataset.name[0] === "a" && part.textContent.includes(` id="${name}"`)
        : (part) => part.dataset.name === name;
      const part = [...document.querySelectorAll("noscript[data-name]")].find(holds);
      if (part) part.outerHTML = part.textContent;
    }
    return document.getElementById(name);
  };
  const rank = (view) => (view ? (view.classList.contains("text") ? 2 : 1) : 0);

  const show = () => {
    const hash = location.hash;
    const target = hash.startsWith("#?") ? null : find(hash.slice(1));
    const view = target?.closest(".detail") ?? null;
    const wasRank = rank(open);
    const came = open;
    open?.classList.remove("open");
    open = view;
    view?.classList.add("open");
    page.classList.toggle("inside", Boolean(view));
    document.title = view ? `${view.querySelector("h2").textContent} – ${start}` : start;
    if (view) leadBack(view, came, target);
    else if (!target) {
      address = hash.startsWith("#?") ? hash : "#";
      fillForm(new URLSearchParams(address.slice(2)));
      update();
    }
    choose(view, target);
    const followed = wasRank > rank(view) && (view || !target) && findFollowed(view ?? front);
    if (followed) focus(followed, "center");
    else if (target && target === view) focus(view.querySelector("h2"));
    else if (target) focus(target, view ? "center" : "start");
    before = hash;
  };

  // Who comes back finds the link that was followed.
  const findFollowed = (place) =>
    [...place.querySelectorAll("a")].find((one) => one.hash === before && one.getClientRects().length);

  // An article leads back to the incident that it was opened from, else to that of the figure shown.
  const leadBack = (view, came, target) => {
    const [back, more] = view.querySelectorAll("nav > a");
    back.href = address;
    if (rank(view) < 2) return;
    const home = rank(came) === 1 ? came : find(target.closest("a[id]")?.hash.slice(1) ?? "");
    if (!home) return;
    const up = more ?? back.cloneNode();
    up.textContent = `← ${home.querySelector("h2").textContent}`;
    up.href = `#${home.id}`;
    back.after(up);
  };

  // The figure that was followed is shown with the words that say whose it is, where and when.
  const choose = (view, target) => {
    for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
    const number = target?.dataset.n?.split(" ")[0];
    if (number === undefined || !view) return;
    for (const one of view.querySelectorAll(`[data-n~="${number}"]`)) one.classList.add("here");
  };

  const focus = (one, block) => {
    const able = one.closest("a, [tabindex]") ?? one;
    able.focus({ preventScroll: true });
    if (one.matches(".open h2")) scrollTo(0, 0);
    else one.scrollIntoView({ block });
  };

  addEventListener("hashchange", show);
  show();
  // What is asked for may stand further down than has been read so far.
  addEventListener("DOMContentLoaded", () => { if (!open && location.hash.length > 1) show(); });

  // --- on paper --------------------------------------------------------------------------------

  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...(open ?? page).querySelectorAll(open ? "details:not([open])" : ".paper:not([open])")];
    for (const one of unfolded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of unfolded) one.open = false; });
})();
