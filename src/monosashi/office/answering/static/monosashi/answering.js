// What is typed into a sheet is saved by itself: a while after the last key, and when the page is left.
const QUIET = 2500, AGAIN = 15000, KEEPALIVE = 60000;
const form = document.getElementById("sheet");
const status = document.getElementById("saved");
const contested = new Set();
let settled = [...status.childNodes];
let timer = 0, saving = false, ended = false, handedOn = false;
let kept = "";  // what the office keeps of this page until one has logged in again

const plain = (text) => String(text ?? "").replace(/\r\n?/g, "\n");
const stood = (slot) => form.elements[`was:${slot}`];
const slots = () => [...form.querySelectorAll('[name^="was:"]')].map((each) => each.name.slice(4));

function changed() {
  const all = new FormData(form);
  const found = new Map();
  for (const slot of slots()) {
    const text = plain(all.getAll(`cell:${slot}`).at(-1));
    if (text !== plain(stood(slot).value)) found.set(slot, text);
  }
  return found;
}

const told = (found) => JSON.stringify([...found]);

function say(text, look = "quiet", address = "", link = "") {
  status.replaceChildren();
  const shown = Object.assign(document.createElement("span"), { className: look, textContent: text });
  status.append(shown);
  if (address) status.append(" ", Object.assign(document.createElement("a"), { className: "plain", href: address, textContent: link }));
}

function wait(time = QUIET) {
  clearTimeout(timer);
  if (!ended) timer = setTimeout(save, time);
}

async function save(leaving = false) {
  const sent = new Map([...changed()].filter(([slot]) => !contested.has(slot)));
  if (ended || handedOn || (kept && told(sent) === kept)) return;
  if (!sent.size) return contested.size || status.replaceChildren(...settled);
  if (saving && leaving !== true) return wait();
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  for (const [slot, text] of sent) {
    body.append(`cell:${slot}`, text);
    body.append(`was:${slot}`, stood(slot).value);
  }
  saving = true;
  say(form.dataset.saving);
  try {
    const keepalive = leaving === true && body.toString().length < KEEPALIVE;
    const answer = await fetch(form.dataset.save, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
    await take(answer, sent);
  } catch {
    say(form.dataset.failed, "warn");
    wait(AGAIN);
  } finally {
    saving = false;
  }
}

async function take(answer, sent) {
  if (answer.redirected) {
    kept = answer.url.includes("kept") ? told(sent) : "";
    ended = !kept;
    return say(form.dataset.ended, "warn", answer.url, form.dataset.logIn);
  }
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) throw new Error(String(answer.status));
  const reply = await answer.json();
  if (reply.refused) {
    ended = true;
    return say(reply.refused, "warn");
  }
  kept = "";
  for (const [slot, text] of sent) settle(slot, text, reply.cells[slot]);
  say(reply.said, contested.size ? "warn" : "ok");
  settled = [...status.childNodes];
  if (changed().size > contested.size) wait();
}

function settle(slot, text, cell) {
  stood(slot).value = cell?.state === "clash" ? cell.was : text;
  if (cell?.state === "clash") contested.add(slot);
  const beneath = document.getElementById(`b-${slot}`);
  beneath.innerHTML = cell?.html ?? "";
  beneath.closest(".field").classList.toggle("field--wrong", Boolean(cell?.html));
}

function takeMine(slot) {
  contested.delete(slot);
  wait(0);
}

function takeTheirs(slot) {
  const cell = form.elements[`cell:${slot}`];
  const fields = cell instanceof RadioNodeList ? [...cell] : [cell];
  for (const field of fields) {
    if (field.type === "radio") field.checked = field.value === stood(slot).value;
    else if (field.type === "checkbox") field.checked = stood(slot).value !== "";
    else if (field.type !== "hidden") field.value = stood(slot).value;
  }
  settle(slot, stood(slot).value, null);
  contested.delete(slot);
  form.dispatchEvent(new Event("change"));
}

form.addEventListener("input", (event) => {
  const name = event.target.name ?? "";
  if (name.startsWith("theirs:")) return (event.target.value === "yes" ? takeTheirs : takeMine)(name.slice(7));
  if (contested.has(name.slice(5))) return;  // saved once one has said whose text counts
  if (!ended) say(form.dataset.waiting);
  wait();
});
form.addEventListener("submit", () => { handedOn = true; });
addEventListener("pageshow", () => { handedOn = false; });
addEventListener("pagehide", () => save(true));
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
addEventListener("beforeunload", (event) => {
  if (handedOn || !changed().size || (kept && told(changed()) === kept)) return;
  const size = [...changed()].reduce((sum, [slot, text]) => sum + text.length + stood(slot).value.length, 0);
  if (contested.size || ended || kept || size * 9 > KEEPALIVE) event.preventDefault();
});
