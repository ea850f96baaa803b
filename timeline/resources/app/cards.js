// The list of events. Every string becomes a text node: names and titles can hold HTML and must be shown as they are.
const SHAPES = {
  circle: "M8 3a5 5 0 1 0 .01 0z",
  diamond: "M8 2l6 6-6 6-6-6z",
  square: "M3 3h10v10H3z",
  hexagon: "M5 3h6l3 5-3 5H5L2 8z",
  "triangle-up": "M8 2l6 11H2z",
  "triangle-down": "M8 14L2 3h12z",
  "triangle-right": "M3 2l11 6-11 6z",
  x: "M3 5l2-2 3 3 3-3 2 2-3 3 3 3-2 2-3-3-3 3-2-2 3-3z",
};

// The page shows a sentence in place of the map where the browser cannot draw it.
document.documentElement.dataset.webgl = document.createElement("canvas").getContext("webgl2") ? "yes" : "no";

// On a telephone the lanes scroll in a frame of their own; keys must reach it.
function reach(lanes) {
  if (!lanes || getComputedStyle(lanes).overflowY !== "auto") return;
  lanes.tabIndex = 0;
  lanes.setAttribute("role", "group");
  lanes.setAttribute("aria-label", "Events over time");
}

function element(name, kind, text) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

function sign(shape, colour) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[shape] || "M3 7h10v2H3z");
  path.setAttribute("fill", colour);
  svg.append(path);
  return svg;
}

function card(row, chosen, pick) {
  const item = element("li");
  const button = element("button", row.id === chosen ? "card chosen" : "card");
  button.type = "button";
  button.dataset.event = row.id;
  button.setAttribute("aria-label", row.label);
  if (row.id === chosen) button.setAttribute("aria-current", "true");
  const when = element("span", "when");
  when.append(sign(row.shape, row.colour), element("span", "", row.when));
  const body = element("span", "body");
  body.append(element("span", "title", row.title));
  const facts = element("span", "facts");
  if (row.place) facts.append(element("span", "place", row.place));
  if (row.people) facts.append(element("span", "people", row.people));
  if (row.source) facts.append(element("span", "source", row.source));
  for (const note of row.notes) facts.append(element("span", "note", note));
  body.append(facts);
  button.append(when, body);
  button.onclick = () => pick(row.id);
  item.append(button);
  return item;
}

// What the articles only recall comes last; a line says where it begins, so that nobody takes the order for a mistake.
function items(rows, chosen, pick) {
  const cards = rows.map((row) => card(row, chosen, pick));
  const first = rows.findIndex((row) => row.background);
  if (first >= 0) cards.splice(first, 0, element("li", "recalled", "Recalled: what the articles tell of other times"));
  return cards;
}

function walk(list, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...list.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(list.getRootNode().activeElement) + step];
  if (next) { next.focus(); event.preventDefault(); }
}

export default function ({ data, parentElement, setTriggerValue }) {
  reach(document.querySelector(".st-key-lanes_box"));
  const list = parentElement.querySelector("ol");
  const focused = list.getRootNode().activeElement?.dataset?.event;
  const scrolled = list.scrollTop;
  for (const [name, colour] of Object.entries(data.colours)) list.style.setProperty(`--${name}`, colour);
  list.replaceChildren(...items(data.rows, data.chosen, (id) => setTriggerValue("pick", id)));
  list.onkeydown = (event) => walk(list, event);
  list.scrollTop = scrolled;
  const chosen = list.querySelector(".chosen");
  if (focused) list.querySelector(`[data-event="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (chosen && list.scrollHeight > list.clientHeight + 4) {
    const above = chosen.offsetTop; // the list is what it is placed in
    if (above < list.scrollTop || above > list.scrollTop + list.clientHeight - 60) list.scrollTop = above;
  }
}
