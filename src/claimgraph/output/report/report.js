"use strict";
// The pages are complete without this script, which searches, filters, sorts and, where all parts stand
// on one page, shows one at a time. It builds no markup: it shows and moves what templates made.
// To a browser that runs scripts the parts in noscript are text, which costs next to nothing, until
// they are unfolded here; in a folder each part is a page, and further rows are read when they are asked for.
(() => {
  const page = document.documentElement;
  const front = document.getElementById("front");
  const alone = front ? null : document.querySelector(".detail"); // the part that a page consists of
  const heading = document.title;
  const { nonce } = document.currentScript;
  page.classList.add("js");

  // --- the front: search, filter, sort ---------------------------------------------------------

  let address = "#"; // that of the front as it is filtered
  let openFront = () => {};

  // Case and accents are no difference: "Hasaka" finds "Ḩasakah".
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Scripts are the only files that a page opened from a disk may read.
  const readScript = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.nonce = nonce;
    script.src = name;
    addEventListener("claimgraph", (event) => resolve(event.detail), { once: true });
    script.addEventListener("error", () => reject(new Error(`The search cannot read ${name}, which belongs beside this page.`)));
    document.head.append(script);
  });
  // One after the other, so that what comes is what was asked for.
  let reading = Promise.resolve();
  const readNext = (name) => (reading = reading.catch(() => {}).then(() => readScript(name)));

  const startFront = () => {
    const form = document.getElementById("filters");
    const found = document.getElementById("found");
    const nothing = document.getElementById("nothing");
    const empty = nothing.hidden === false;
    const told = found.textContent;
    const bodies = ["events", "periods"].map((name) => document.getElementById(name));
    const first = bodies.map((body) => [...(body?.children ?? [])]); // as the page came
    const counts = first.map((rows) => rows[0]?.querySelector(".many").textContent);
    const rows = new Map(); // number of an entry -> its row
    const keep = (list) => { for (const row of list) rows.set(Number(row.dataset.n), row); };
    for (const list of first) keep(list.filter((row) => "n" in row.dataset));
    form.hidden = false;

    // The index: texts once, entries as numbers; see indexes.py.
    let index = null;
    const readIndex = async () => {
      if (index) return index;
      const inside = document.getElementById("index");
      const data = inside ? JSON.parse(inside.textContent) : await readNext("index.js");
      if (index) return index;
      const folded = data.strings.map(fold);
      const entries = data.rows.map(
        ([part, name, since, until, places, sources, measures, words, killed, injured, origins, contradict], n) =>
          ({ n, part, name: folded[name], since, until, places, sources, measures, words, killed, injured, origins, contradict }));
      index = { batch: data.batch, strings: data.strings, folded, entries };
      fillLists();
      return index;
    };
    const fillLists = () => {
      for (const name of ["places", "sources"]) {
        const numbers = [...new Set(index.entries.flatMap((entry) => entry[name]))];
        numbers.sort((a, b) => compare(index.folded[a], index.folded[b]) || a - b);
        document.getElementById(name).append(...numbers.map((number) => {
          const option = document.createElement("option");
          option.value = index.strings[number];
          return option;
        }));
      }
    };

    const day = (text) => Number(text.replaceAll("-", ""));
    const dated = (entry) => entry.since || entry.until;
    // Return which texts hold some words: a list of truths by number.
    const seek = (words) => index.folded.map((text) => text.includes(words));
    const fits = {
      q: (text) => {
        const sought = fold(text).split(/\s+/).map(seek);
        return (entry) => sought.every((held) => entry.words.some((number) => held[number]));
      },
      place: (text) => { const held = seek(fold(text)); return (entry) => entry.places.some((number) => held[number]); },
      source: (text) => { const held = seek(fold(text)); return (entry) => entry.sources.some((number) => held[number]); },
      measure: (text) => (entry) => entry.measures.some((number) => index.strings[number] === text),
      from: (text) => (entry) => dated(entry) && (entry.until || 99999999) >= day(text),
      to: (text) => (entry) => dated(entry) && entry.since <= day(text),
      only: () => (entry) => entry.contradict,
    };
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const larger = (name) => (a, b) => b[name] - a[name] || a.n - b.n;
    const orders = {
      first: (a, b) => b.n - a.n,
      killed: larger("killed"),
      injured: larger("injured"),
      origins: larger("origins"),
      place: (a, b) => compare(a.name, b.name) || a.n - b.n,
    };

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

    // Rows that the page does not hold stand in files, each with one batch of them.
    const readRows = async (entries) => {
      const missing = new Set(entries.filter(({ n }) => !rows.has(n)).map(({ n }) => Math.floor(n / index.batch)));
      for (const batch of missing) {
        const holder = document.createElement("template");
        holder.innerHTML = (await readNext(`rows/${batch}.js`)).markup;
        keep([...holder.content.querySelectorAll("tr")].filter((row) => !rows.has(Number(row.dataset.n))));
      }
    };

    let turn = 0; // of several searches at once the last is shown
    const update = () => draw().catch((error) => { found.textContent = error.message; });
    const draw = async () => {
      const now = ++turn;
      const state = readForm();
      const wanted = [...state].filter(([name]) => name in fits);
      const order = orders[state.get("sort")];
      if (!wanted.length && !order) {
        bodies.forEach((body, part) => { if (body) showPart(part, counts[part], first[part].slice(1)); });
        nothing.hidden = !empty;
        found.textContent = told;
        return;
      }
      await readIndex();
      const tests = wanted.map(([name, value]) => fits[name](value));
      const list = index.entries.filter((entry) => tests.every((test) => test(entry)));
      if (order) list.sort(order);
      const parts = bodies.map((body, part) => list.filter((entry) => entry.part === part));
      const most = index.batch || Infinity;
      await readRows(parts.flatMap((own) => own.slice(0, most)));
      if (now !== turn) return;
      parts.forEach((own, part) => { if (bodies[part]) showSome(part, own, most); });
      nothing.hidden = list.length > 0;
      const all = total.toLocaleString("en");
      found.textContent = wanted.length ? `${list.length.toLocaleString("en")} of ${all} entries` : told;
    };
    const total = Number(front.dataset.entries);

    const showPart = (part, count, children) => {
      bodies[part].hidden = !children.length;
      first[part][0].querySelector(".many").textContent = count;
      bodies[part].replaceChildren(first[part][0], ...children);
    };
    const showSome = (part, own, most) => {
      const children = own.slice(0, most).map(({ n }) => rows.get(n));
      if (own.length > most) children.push(makeMore(part, own, most));
      showPart(part, own.length.toLocaleString("en"), children);
    };
    // A row with a button for the next rows.
    const makeMore = (part, own, most) => {
      const row = document.createElement("tr");
      row.className = "rest";
      const cell = row.appendChild(document.createElement("td"));
      cell.colSpan = 5;
      const button = cell.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = `Show ${Math.min(index.batch, own.length - most)} more of ${(own.length - most).toLocaleString("en")}`;
      button.addEventListener("click", async () => {
        const now = turn;
        const further = own.slice(most, most + index.batch);
        await readRows(further);
        if (now !== turn) return;
        showSome(part, own, most + index.batch);
        rows.get(further[0].n).querySelector("a").focus();
      });
      return row;
    };

    const more = document.getElementById("more");
    more.addEventListener("click", () => {
      more.setAttribute("aria-expanded", String(form.classList.toggle("all")));
    });

    let waiting = 0;
    const change = () => {
      const state = readForm().toString();
      address = state ? `#?${state}` : "#";
      history.replaceState(null, "", address);
      remember();
      return update();
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(change, 120);
    });
    form.addEventListener("focusin", () => readIndex().catch(() => {}), { once: true });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(change));

    openFront = (hash) => {
      address = hash.startsWith("#?") ? hash : "#";
      fillForm(new URLSearchParams(address.slice(2)));
      return update();
    };
  };

  // --- what was shown before -------------------------------------------------------------------

  // Kept for the tab, as each page of a folder starts anew; without it links lead back a little less well.
  const NOTHING = { href: "", rank: 0, front: "" };
  let before = NOTHING;
  try { before = { ...NOTHING, ...JSON.parse(sessionStorage.getItem("claimgraph")) }; } catch { /* as if nothing was */ }
  let shown = before;
  const remember = () => {
    const list = front ? new URL(address, location.href).href : open ? before.front : location.href;
    shown = { href: location.href, rank: rank(open), front: list };
    try { sessionStorage.setItem("claimgraph", JSON.stringify(shown)); } catch { /* see above */ }
  };
  addEventListener("pageshow", (event) => { if (event.persisted) remember(); });

  // --- one part at a time ----------------------------------------------------------------------

  let open = null; // the part that is open; null on the front
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

  const show = async () => {
    const hash = location.hash;
    const target = hash.startsWith("#?") ? null : find(hash.slice(1));
    const view = alone ?? target?.closest(".detail") ?? null;
    before = shown;
    if (!alone) {
      open?.classList.remove("open");
      view?.classList.add("open");
      page.classList.toggle("inside", Boolean(view));
      document.title = view ? `${view.querySelector("h2").textContent} – ${heading}` : heading;
    }
    open = view;
    const opened = view || target ? null : openFront(hash);
    if (view) leadBack(view, target);
    remember();
    choose(view, target);
    await opened;
    const followed = before.rank > rank(view) && (view || !target) && findFollowed(view ?? front ?? page);
    if (followed) focus(followed, "center");
    else if (target && target === view) focus(view.querySelector("h2"));
    else if (target) focus(target, view ? "center" : "start");
  };

  // Who comes back finds the link that was followed.
  const findFollowed = (place) =>
    [...place.querySelectorAll("a")].find((one) => one.href === before.href && one.getClientRects().length);

  // An article leads back to the incident that it was opened from, else to that of the figure shown.
  const leadBack = (view, target) => {
    const [back, more] = view.querySelectorAll("nav > a");
    const folder = back.href.slice(0, back.href.lastIndexOf("/") + 1);
    if (front) back.href = address;
    else if (before.front.startsWith(folder)) {
      if (before.front.split("#")[0] !== back.href) back.textContent = "← Back to the list";
      back.href = before.front;
    }
    if (rank(view) < 2) return;
    const told = [...view.querySelectorAll("aside h4 > a")];
    const own = target?.closest("a[id]")?.href;
    const lead = told.find((one) => one.href === before.href) ?? told.find((one) => one.href === own);
    if (!lead) return;
    const up = more ?? back.cloneNode();
    up.textContent = `← ${lead.textContent}`;
    up.href = lead.href;
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

  if (front) startFront();
  addEventListener("hashchange", show);
  show();
  // What is asked for may stand further down than has been read so far.
  addEventListener("DOMContentLoaded", () => { if (!open && NAME.test(location.hash.slice(1))) show(); });

  // --- on paper --------------------------------------------------------------------------------

  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...(open ?? page).querySelectorAll(open ? "details:not([open])" : ".paper:not([open])")];
    for (const one of unfolded) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of unfolded) one.open = false; });
})();
