"use strict";
// The page of a run: DATA is embedded, nothing is loaded. Text enters the page as text only, never as markup.
(() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const { documents, items } = DATA;
  const isDiff = DATA.diff === true;
  const ROW = 34;
  /** Years that the chart has room for, the latest ones. */
  const YEARS = 40;
  const byId = (id) => document.getElementById(id);

  /** An element with properties and children; strings become text nodes. */
  function el(name, props = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(props)) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else if (key === "style") for (const [p, v] of Object.entries(value)) node.style.setProperty(p, v);
      else node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
    return node;
  }

  const HUES = { money: "money", power: "power", energy: "energy", percent: "percent", count: "count", date: "date",
    ratio: "ratio", time: "time", duration: "time", set: "time", quantity: "quantity" };
  const hue = (item) => `var(--${isDiff ? item.sorts[0] : HUES[item.r.kind] || "number"})`;
  const kindHue = (kind) => `var(--${HUES[kind] || "number"})`;

  // ---- what an item says -------------------------------------------------------------------------------------

  const PREFIX = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];
  /** A decimal string with its digits in groups; the digits are never rounded. */
  function grouped(text) {
    const [, sign, whole, rest] = /^(-?)(\d+)(\..*)?$/.exec(text) || [];
    if (whole === undefined) return text;
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") + (rest || "");
  }
  function amount(r) {
    if (r.edtf || r.timex) return r.edtf || r.timex;
    const unit = !r.unit || r.unit === "1" ? "" : "\u00a0" + r.unit;
    if (r.value) return grouped(r.value) + unit;
    if (!r.min && !r.max) return "no value";
    return `${r.min ? grouped(r.min) : "…"} – ${r.max ? grouped(r.max) : "…"}${unit}`;
  }
  /** The same in short, for tables: 46 G EUR. */
  function short(r) {
    const value = Number(r.value || r.min || NaN);
    if (r.edtf || r.timex || !r.value || !Number.isFinite(value)) return amount(r);
    const step = PREFIX.find(([n]) => Math.abs(value) >= n);
    const unit = !r.unit || r.unit === "1" ? "" : "\u00a0" + r.unit;
    if (!step) return grouped(r.value) + unit;
    return `${+(value / step[0]).toPrecision(4)}\u202f${step[1]}${unit}`;
  }
  const party = (p) => (p ? (p.name && p.name !== p.text ? `${p.text} (${p.name})` : p.text) : "");
  /** The year that an item is about: of its time, its date, or its document. */
  function year(item) {
    const text = (item.r.timing && item.r.timing.edtf) || item.r.edtf || documents[item.doc].date || "";
    const found = /(?:^|[^\d])(\d{4})(?!\d)/.exec(text);
    return found ? Number(found[1]) : null;
  }

  items.forEach((item, i) => {
    item.i = i;
    item.year = year(item);
    const r = item.r;
    item.find = [r.quote, party(r.subject), party(r.object), party(r.speaker), r.sentence, r.rule, r.value, r.predicate]
      .filter(Boolean).join("\n").toLowerCase();
  });

  // ---- filters -----------------------------------------------------------------------------------------------

  const groups = [
    isDiff && { id: "sort", title: "Difference", of: (i) => i.sorts, colour: (v) => `var(--${v})` },
    { id: "kind", title: "Kind", of: (i) => [i.r.kind], colour: kindHue },
    { id: "predicate", title: "Says", of: (i) => [i.r.predicate || "–"] },
    { id: "subject", title: "Subject", of: (i) => [(i.r.subject && (i.r.subject.name || i.r.subject.text)) || "–"] },
    { id: "modality", title: "How sure", of: (i) => [i.r.modality || "–"] },
    { id: "doc", title: "Document", of: (i) => [documents[i.doc].title || documents[i.doc].id] },
  ].filter(Boolean);
  const state = { picked: {}, confidence: 0, text: "", year: null, view: "articles", selected: null };
  for (const group of groups) state.picked[group.id] = new Set();

  function fits(item, except) {
    if (state.text && !item.find.includes(state.text)) return false;
    if ((item.r.confidence ?? 1) < state.confidence) return false;
    if (except !== "year" && state.year !== null && item.year !== state.year) return false;
    return groups.every((g) => g.id === except || !state.picked[g.id].size
      || g.of(item).some((v) => state.picked[g.id].has(v)));
  }
  let visible = [];

  function counted(group) {
    const counts = new Map();
    for (const item of items) {
      const counts_ = fits(item, group.id) ? 1 : 0;
      for (const value of group.of(item)) counts.set(value, (counts.get(value) || 0) + counts_);
    }
    return counts;
  }

  function buildFilters() {
    const nav = byId("filters");
    for (const group of groups) {
      const options = [...counted(group)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      group.rows = new Map();
      const list = el("div", { class: options.length > 9 ? "scroll" : undefined });
      for (const [value, n] of options.slice(0, 400)) {
        const box = el("input", { type: "checkbox", "data-group": group.id, "data-value": value });
        box.addEventListener("change", () => {
          state.picked[group.id][box.checked ? "add" : "delete"](value);
          refresh();
        });
        const number = el("span", { class: "n" }, String(n));
        const colour = group.colour && group.colour(value);
        const row = el("label", { class: "option", title: value, style: colour ? { "--c": colour } : undefined },
          box, colour && el("span", { class: "swatch" }), el("span", { class: "label" }, value), number);
        group.rows.set(value, { row, number, box });
        list.append(row);
      }
      nav.append(el("fieldset", {}, el("legend", {}, group.title), list));
    }
    const output = el("output", {}, "0.00");
    const slider = el("input", { type: "range", min: 0, max: 1, step: 0.05, value: 0, id: "confidence",
      "aria-label": "Least confidence" });
    slider.addEventListener("input", () => {
      state.confidence = Number(slider.value);
      output.textContent = state.confidence.toFixed(2);
      refresh();
    });
    nav.append(el("fieldset", {}, el("legend", {}, "Confidence from"), el("div", { class: "range" }, slider, output)));
    nav.append(el("button", { id: "reset", type: "button", on: { click: clear } }, "Clear filters"));
    state.reset = () => { slider.value = 0; output.textContent = "0.00"; };
  }

  function clear() {
    for (const group of groups) {
      state.picked[group.id].clear();
      for (const { box } of group.rows.values()) box.checked = false;
    }
    Object.assign(state, { confidence: 0, text: "", year: null });
    byId("search").value = "";
    state.reset();
    refresh();
  }

  function recount() {
    for (const group of groups) {
      const counts = counted(group);
      for (const [value, { row, number }] of group.rows) {
        const n = counts.get(value) || 0;
        number.textContent = String(n);
        row.classList.toggle("none", n === 0);
      }
    }
  }

  // ---- the chart: items by year and kind ----------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  function svg(name, props, ...children) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(props)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function drawChart() {
    const figure = byId("chart");
    const byYear = new Map();
    for (const item of items) {
      if (item.year === null || !fits(item, "year")) continue;
      if (!byYear.has(item.year)) byYear.set(item.year, new Map());
      const kinds = byYear.get(item.year);
      const key = isDiff ? item.sorts[0] : item.r.kind;
      kinds.set(key, (kinds.get(key) || 0) + 1);
    }
    const all = [...byYear.keys()].sort((a, b) => a - b);
    const years = all.slice(-YEARS);
    const earlier = all.length - years.length;
    figure.hidden = years.length < 2;
    if (figure.hidden) return;
    const most = Math.max(...years.map((y) => byYear.get(y)).map((k) => [...k.values()].reduce((a, b) => a + b, 0)));
    const [width, height, gap] = [Math.max(640, years.length * 14), 64, 3];
    const step = width / years.length;
    const bars = years.map((y, n) => {
      let top = height;
      const kinds = [...byYear.get(y)].sort((a, b) => (a[0] < b[0] ? -1 : 1));
      const total = kinds.reduce((sum, [, c]) => sum + c, 0);
      const parts = kinds.map(([kind, count]) => {
        const h = Math.max(1, (height - 2) * count / most);
        top -= h;
        return svg("rect", { x: n * step + gap / 2, y: top, width: Math.min(44, step - gap), height: h, rx: 1.5,
          style: `fill: ${isDiff ? `var(--${kind})` : kindHue(kind)}` });
      });
      const label = `${y}: ${total}`;
      const bar = svg("g", { class: state.year === null || state.year === y ? "bar" : "bar off", tabindex: 0,
        role: "button", "aria-label": label, "aria-pressed": String(state.year === y) }, ...parts);
      bar.append(svg("rect", { x: n * step, y: 0, width: Math.min(44, step - gap), height, fill: "transparent" }));
      const title = svg("title", {});
      title.textContent = label;
      bar.append(title);
      const pick = () => { state.year = state.year === y ? null : y; refresh(); };
      bar.addEventListener("click", pick);
      bar.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); pick(); } });
      if (step >= 30 || n % Math.ceil(36 / step) === 0) {
        const text = svg("text", { x: n * step + gap / 2, y: height + 15 });
        text.textContent = String(y);
        bar.append(text);
      }
      return bar;
    });
    const noun = isDiff ? "Differences" : "Claims";
    figure.replaceChildren(
      el("figcaption", {}, `${noun} by the year they speak of (else of the document); click a year to keep only it`
        + (earlier ? ` (${plural(earlier, "earlier year")} not drawn)` : "")),
      svg("svg", { viewBox: `0 0 ${width} ${height + 20}`, preserveAspectRatio: "xMinYMin meet", role: "group" }, ...bars));
  }

  // ---- articles ----------------------------------------------------------------------------------------------

  const byDocument = documents.map(() => []);
  for (const item of items) byDocument[item.doc].push(item);
  const articles = documents.map((doc, d) => {
    const node = el("article", { "data-doc": d, "aria-label": doc.title || doc.id });
    node.style.minHeight = `${Math.min(4000, 60 + (doc.text || "").length / 2.4)}px`;
    return node;
  });
  const marks = new Map();

  /** The text of a document, cut where a figure or a repair begins or ends. */
  function pieces(doc, own) {
    const cuts = new Set([0, doc.text.length]);
    const figures = own.filter((i) => i.at).sort((a, b) => a.at[0] - b.at[0]);
    for (const { at } of figures) { cuts.add(at[0]); cuts.add(at[1]); }
    for (const fix of doc.repairs || []) { cuts.add(fix.at[0]); cuts.add(fix.at[1]); }
    const order = [...cuts].filter((c) => c <= doc.text.length).sort((a, b) => a - b);
    const out = [];
    let [f, x] = [0, 0];
    for (let n = 0; n + 1 < order.length; n += 1) {
      const [from, to] = [order[n], order[n + 1]];
      while (f < figures.length && figures[f].at[1] <= from) f += 1;
      while (doc.repairs && x < doc.repairs.length && doc.repairs[x].at[1] <= from) x += 1;
      const on = [];
      for (let g = f; g < figures.length && figures[g].at[0] <= from; g += 1) {
        if (figures[g].at[1] >= to) on.push(figures[g]);
      }
      const fix = doc.repairs && doc.repairs[x] && doc.repairs[x].at[0] <= from ? doc.repairs[x] : null;
      out.push({ text: doc.text.slice(from, to), on, fix });
    }
    return out;
  }

  function fill(node) {
    if (node.dataset.full) return;
    node.dataset.full = "yes";
    const d = Number(node.dataset.doc);
    const doc = documents[d];
    const text = el("div", { class: "text", dir: "auto", lang: doc.lang || undefined });
    let [open, key] = [null, ""];
    for (const { text: words, on, fix } of pieces(doc, byDocument[d])) {
      const here = on.map((i) => i.i).join(" ");
      if (here !== key) {
        open = here ? mark(on) : null;
        if (open) text.append(open);
        key = here;
      }
      const piece = fix
        ? el("span", { class: "fix", "data-before": fix.before, title: `was ${fix.before} (${fix.kind})` }, words)
        : document.createTextNode(words);
      (open || text).append(piece);
    }
    const meta = el("p", { class: "meta" }, el("b", {}, doc.title || doc.id), doc.title && el("span", {}, doc.id),
      doc.date && el("span", {}, doc.date), doc.lang && el("span", {}, doc.lang),
      el("span", {}, plural(byDocument[d].length, isDiff ? "difference" : "claim")),
      doc.repairs && doc.repairs.length > 0 && el("span", {}, plural(doc.repairs.length, "repair")),
      doc.excerpt && el("span", {}, "the text is not at hand: sentences only"));
    node.replaceChildren(meta, text);
    node.style.minHeight = "";
    shade(node);
  }

  function mark(on) {
    const item = on[0];
    const gone = isDiff && on.every((i) => i.sorts[0] === "removed");
    const node = el("mark", { tabindex: 0, role: "button", class: gone ? "gone" : undefined, style: { "--c": hue(item) },
      "data-items": on.map((i) => i.i).join(" "),
      "aria-label": `${item.r.quote}: ${item.r.predicate || item.r.kind}, ${amount(item.r)}` });
    for (const i of on) if (!marks.has(i.i)) marks.set(i.i, node);
    return node;
  }

  /** Figures that the filters leave out are drawn faintly. */
  function shade(root) {
    for (const node of root.querySelectorAll("mark")) {
      const own = node.dataset.items.split(" ").map(Number);
      node.classList.toggle("off", !own.some((i) => items[i].shown));
      node.classList.toggle("on", own.includes(state.selected));
    }
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
  }, { root: byId("main"), rootMargin: "800px" });

  // ---- table: only the rows in sight are in the page -----------------------------------------------------------

  const rows = el("div", { class: "rows", role: "rowgroup" });
  function buildTable() {
    const names = ["", "Quote", "Amount", "Subject", "Says", isDiff ? "Differs in" : "How sure"];
    const head = el("div", { class: "head", role: "row" }, ...names.map((n) => el("span", { role: "columnheader" }, n)));
    byId("table").setAttribute("role", "table");
    byId("table").append(head, rows);
    byId("main").addEventListener("scroll", () => { if (state.view === "table") drawRows(); }, { passive: true });
    rows.addEventListener("click", (e) => {
      const row = e.target.closest(".row");
      if (row) select(Number(row.dataset.item));
    });
  }

  function drawRows() {
    const main = byId("main");
    const top = Math.max(0, main.scrollTop - byId("table").offsetTop);
    const first = Math.max(0, Math.floor(top / ROW) - 12);
    const last = Math.min(visible.length, first + Math.ceil(main.clientHeight / ROW) + 24);
    rows.style.height = `${visible.length * ROW}px`;
    byId("table").setAttribute("aria-rowcount", String(visible.length + 1));
    rows.replaceChildren(...visible.slice(first, last).map((item, n) => {
      const r = item.r;
      const row = el("div", { class: state.selected === item.i ? "row on" : "row", role: "row", tabindex: 0,
        "data-item": item.i, "aria-rowindex": first + n + 2, style: { top: `${(first + n) * ROW}px`, "--c": hue(item) } },
        el("span", { class: "swatch", role: "cell", title: r.kind }), el("span", { role: "cell" }, r.quote),
        el("span", { role: "cell", class: "num", title: amount(r) }, short(r)),
        el("span", { role: "cell" }, party(r.subject) || "–"), el("span", { role: "cell" }, r.predicate || r.kind),
        el("span", { role: "cell" }, isDiff ? item.sorts.join(", ") : r.modality || ""));
      row.addEventListener("keydown", (e) => { if (e.key === "Enter") select(item.i); });
      return row;
    }));
  }

  // ---- the card ------------------------------------------------------------------------------------------------

  function line(name, value) {
    return value ? [el("dt", {}, name), el("dd", {}, value)] : [];
  }

  function card() {
    const box = byId("card");
    const item = items[state.selected];
    box.classList.toggle("empty", !item);
    if (!item) {
      box.replaceChildren(el("p", { class: "hint" }, "Choose a highlighted figure, or press ", el("kbd", {}, "j"),
        " to step through them."));
      return;
    }
    const r = item.r;
    const doc = documents[item.doc];
    const when = r.timing && `${r.timing.role} ${r.timing.edtf}`;
    const per = r.per && `${r.per.value === "1" ? "" : grouped(r.per.value || "") + " "}${r.per.unit}`;
    const others = byDocument[item.doc].filter((o) => o !== item && o.at && item.at && o.at[0] === item.at[0]);
    box.style.setProperty("--c", hue(item));
    const parts = [
      el("span", { class: "kind" }, el("span", { class: "swatch" }), [r.kind, r.predicate].filter(Boolean).join(" · ")),
      el("h2", {}, r.quote),
      el("p", { class: "reading" }, amount(r)),
      others.length > 0 && el("div", { class: "others" }, ...others.map((o) =>
        el("button", { type: "button", on: { click: () => select(o.i) } }, `also: ${o.r.predicate || o.r.kind}`))),
      isDiff && changed(item),
      el("dl", {}, ...line("who", party(r.subject)), ...line("what", r.predicate), ...line("whom, which", party(r.object)),
        ...line("counted", r.counted), ...line("per", per), ...line("when", when),
        ...line("how sure", (r.modalities || [r.modality]).filter(Boolean).join(", ")), ...line("direction", r.direction),
        ...line("said by", r.predicate && (party(r.speaker) || "the article")),
        ...line("modifier", r.modifier !== "exact" && r.modifier), ...line("repeats", r.same_as && link(r.same_as)),
        ...line("converts", r.converts && link(r.converts))),
      r.flags && r.flags.length > 0 && el("p", {}, ...r.flags.map((f) => el("span", { class: "flag" }, f))),
      el("blockquote", { dir: "auto" }, r.sentence || ""),
      r.confidence !== undefined && el("div", {}, `confidence ${r.confidence.toFixed(2)}`,
        el("div", { class: "meter" }, el("i", { style: { width: `${100 * r.confidence}%` } }))),
      el("p", { class: "tech" }, `rule ${r.rule}`, el("br"), `bytes ${r.raw_start}–${r.raw_end}, `,
        `characters ${r.char_start}–${r.char_end}`, el("br"), doc.id, el("br"), r.id || ""),
    ];
    box.replaceChildren(...parts.filter(Boolean));
  }

  function changed(item) {
    const rows_ = (item.fields || []).flatMap((f) => [el("dt", {}, f.field),
      el("dd", {}, el("del", {}, f.old || "–"), " → ", el("ins", {}, f.new || "–"))]);
    return el("div", {}, el("p", {}, el("b", {}, item.sorts.join(", "))), el("dl", {}, ...rows_));
  }

  function link(id) {
    const target = items.find((i) => i.r.id === id);
    if (!target) return id;
    return el("button", { type: "button", on: { click: () => select(target.i) } }, target.r.quote);
  }

  function select(index, quiet) {
    state.selected = index;
    card();
    if (index !== null && state.view === "articles") {
      const node = articles[items[index].doc];
      fill(node);
      const target = marks.get(index) || node;
      // Articles around it are filled when they come near, and take another height then: look again.
      const look = () => { if (state.selected === index) target.scrollIntoView({ block: "center" }); };
      if (!quiet) { look(); setTimeout(look, 60); setTimeout(look, 250); }
    }
    if (index !== null && state.view === "table" && !quiet) {
      const n = visible.findIndex((i) => i.i === index);
      if (n >= 0) byId("main").scrollTop = byId("table").offsetTop + n * ROW - byId("main").clientHeight / 2;
    }
    if (state.view === "table") drawRows();
    shade(byId("articles"));
    const id = index !== null && items[index].r.id;
    history.replaceState(null, "", id ? `#${id}` : "#");
  }

  function step(by) {
    if (!visible.length) return;
    const at = visible.findIndex((i) => i.i === state.selected);
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : (at + by + visible.length) % visible.length;
    select(visible[next].i);
  }

  // ---- putting it together -------------------------------------------------------------------------------------

  function plural(n, noun) {
    return `${grouped(String(n))} ${noun}${n === 1 ? "" : "s"}`;
  }

  function refresh() {
    visible = items.filter((item) => { item.shown = fits(item); return item.shown; });
    const noun = isDiff ? "difference" : "claim";
    const all = visible.length === items.length ? "" : ` of ${grouped(String(items.length))}`;
    byId("totals").textContent = `${grouped(String(visible.length))}${all} ${noun}${items.length === 1 ? "" : "s"} · `
      + plural(documents.length, "document") + (DATA.repairs ? ` · ${plural(DATA.repairs, "repair")}` : "");
    byId("empty").hidden = visible.length > 0;
    recount();
    drawChart();
    const wanted = new Set(visible.map((i) => i.doc));
    const whole = visible.length === items.length;
    articles.forEach((node, d) => { node.hidden = !whole && !wanted.has(d); });
    shade(byId("articles"));
    if (state.view === "table") drawRows();
  }

  function show(view) {
    state.view = view;
    byId("articles").hidden = view !== "articles";
    byId("table").hidden = view !== "table";
    for (const name of ["articles", "table"]) byId(`view-${name}`).setAttribute("aria-pressed", String(name === view));
    if (view === "table") drawRows();
    if (state.selected !== null) select(state.selected);
  }

  function theme(next) {
    document.documentElement.dataset.theme = next;
  }

  function keys(event) {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Escape") { select(null); event.target.blur?.(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = { j: () => step(1), k: () => step(-1), "/": () => byId("search").focus(),
      t: () => show(state.view === "table" ? "articles" : "table"), "?": () => byId("shortcuts").showModal() };
    if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
  }

  function start() {
    byId("title").textContent = DATA.title;
    document.title = DATA.title;
    theme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    buildFilters();
    buildTable();
    for (const note of DATA.notes || []) byId("articles").append(el("p", { class: "note" }, note));
    for (const node of articles) { byId("articles").append(node); seen.observe(node); }
    const chosen = (event) => {
      const node = event.target.closest("mark");
      if (node) select(Number(node.dataset.items.split(" ").find((i) => items[i].shown) ?? node.dataset.items.split(" ")[0]), true);
    };
    byId("articles").addEventListener("click", chosen);
    byId("articles").addEventListener("keydown", (e) => {
      if (e.target.tagName === "MARK" && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); chosen(e); }
    });
    byId("search").addEventListener("input", (e) => { state.text = e.target.value.trim().toLowerCase(); refresh(); });
    byId("view-articles").addEventListener("click", () => show("articles"));
    byId("view-table").addEventListener("click", () => show("table"));
    byId("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
    byId("help").addEventListener("click", () => byId("shortcuts").showModal());
    byId("clear").addEventListener("click", clear);
    document.addEventListener("keydown", keys);
    addEventListener("beforeprint", () => articles.forEach(fill));
    refresh();
    card();
    const wanted = decodeURIComponent(location.hash.slice(1));
    const target = wanted && items.find((i) => i.r.id === wanted);
    if (target) select(target.i);
    document.documentElement.dataset.ready = "yes";
  }
  start();
})();
