// Search without a server: the index is loaded when somebody looks for something, and nothing leaves the browser.
const form = document.getElementById("search");
const input = document.getElementById("words");
const count = document.getElementById("found-count");
const list = document.getElementById("found");
const SHOWN = 50;
const SHORTEST = 2;
let index;

const fold = (text) => text.normalize("NFKC").toLowerCase();

async function loaded() {
  index ??= (await (await fetch(form.dataset.index)).json()).entries;
  return index;
}

function rank(entry, words) {
  const title = fold(entry.title);
  return words.every((word) => title.includes(word)) ? 0 : 1;
}

function line(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = form.dataset.home + entry.place;
  link.textContent = entry.title;
  link.lang = form.dataset.contentLanguage;
  item.append(link);
  for (const [kind, text] of [["grade-mark", entry.grade], ["quiet", entry.about]]) {
    if (!text) continue;
    const part = document.createElement("span");
    part.className = kind;
    part.lang = form.dataset.contentLanguage;
    part.textContent = text;
    item.append(" ", part);
  }
  return item;
}

function tell(found) {
  const told = found.length === 0 ? form.dataset.none : found.length > SHOWN ? form.dataset.many : form.dataset.some;
  count.textContent = told.replace("#", String(found.length));
  list.replaceChildren(...found.slice(0, SHOWN).map(line));
}

async function search() {
  const words = fold(input.value).split(/\s+/u).filter(Boolean);
  if (words.join("").length < SHORTEST) {
    count.textContent = input.value ? form.dataset.short : "";
    list.replaceChildren();
    return;
  }
  try {
    const entries = await loaded();
    const found = entries.filter((entry) => words.every((word) => entry.text.includes(word)));
    tell(found.sort((one, other) => rank(one, words) - rank(other, words)));
  } catch {
    count.textContent = form.dataset.failed;
  }
}

document.getElementById("search-off").hidden = true;
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  search();
});
input.addEventListener("input", search);
input.value = new URLSearchParams(location.search).get("q") ?? "";
search();
