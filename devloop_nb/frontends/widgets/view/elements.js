// Building blocks: everything that came from a run reaches the page as text nodes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name === "cls" ? "class" : name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function drawing(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

// Gives a node these children; those that are in their place already are not touched.
function fill(node, ...children) {
  const wanted = children
    .flat(3)
    .filter(Boolean)
    .map((child) => (child instanceof Node ? child : document.createTextNode(child)));
  const staying = new Set(wanted);
  for (const child of [...node.childNodes]) if (!staying.has(child)) child.remove();
  let next = node.firstChild;
  for (const child of wanted) {
    if (child === next) next = next.nextSibling;
    else node.insertBefore(child, next);
  }
  return node;
}

// Nodes for items that are lists and begin with a key: an item that has not changed has the same node again.
function reusing(build) {
  let held = new Map();
  return (items) => {
    const now = new Map();
    for (const item of items) {
      const says = JSON.stringify(item);
      const known = held.get(item[0]);
      now.set(item[0], known?.says === says ? known : { says, node: build(...item) });
    }
    held = now;
    return [...now.values()].map(({ node }) => node);
  };
}

// A part of the page that is rebuilt only when what it shows has changed; focus, scrolling, what was typed and what
// was opened stay as they were.
function part(node, build) {
  let shown;
  return (...slice) => {
    const now = JSON.stringify(slice);
    if (now === shown) return;
    shown = now;
    const held = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const places = scrollers(node).map((box) => [box.scrollTop, box.scrollLeft]);
    const kept = new Map(keepers(node).map((field) => [field.dataset.key, field]));
    fill(node, build(...slice));
    keepers(node).forEach((field) => kept.has(field.dataset.key) && keep(kept.get(field.dataset.key), field));
    scrollers(node).forEach((box, at) => places[at] && box.scrollTo(places[at][1], places[at][0]));
    if (held && !node.contains(document.activeElement))
      [...node.querySelectorAll("[data-key]")].find((other) => other.dataset.key === held)?.focus();
  };
}

const keepers = (node) => [...node.querySelectorAll(":is(input, textarea, select, details)[data-key]")];

function keep(before, after) {
  if (before === after) return;
  if (after.tagName === "DETAILS") after.open = before.open;
  else after.value = before.value;
  if (before.selectionStart > 0) after.setSelectionRange(before.selectionStart, before.selectionEnd);
}

// Boxes that are made anew with what they hold, and are to stand where they stood.
const scrollers = (node) => [...node.querySelectorAll("[data-scrolls]")];

// Brings what is chosen in a box into sight. It scrolls the box alone: scrollIntoView would move the notebook too.
// Just before a frame is drawn, as nothing has to be measured twice then.
function reveal(box) {
  requestAnimationFrame(() => {
    const [around, chosen] = [box, box.querySelector(".dl-chosen")].map((other) => other?.getBoundingClientRect());
    if (!chosen) return;
    box.scrollTop += Math.min(0, chosen.top - around.top) + Math.max(0, chosen.bottom - around.bottom);
    box.scrollLeft += Math.min(0, chosen.left - around.left) + Math.max(0, chosen.right - around.right);
  });
}

// Arrow keys move between the buttons of a group, as in any list or tab bar.
function arrows(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  const next = buttons[(at + step + buttons.length) % buttons.length];
  next.focus();
  next.click();
}

function seconds(value) {
  if (!value) return "";
  if (value < 1) return `${value < 0.01 ? (1000 * value).toFixed(1) : Math.round(1000 * value)} ms`;
  if (value < 60) return `${value.toFixed(1)} s`;
  return `${Math.floor(value / 60)} min ${Math.floor(value % 60)} s`;
}

const mebibytes = (value) => (!value || value < 0.05 ? "" : `${value.toFixed(1)} MiB`);
const points = (value) => (value === null || value === undefined ? "" : value.toFixed(2));
const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
