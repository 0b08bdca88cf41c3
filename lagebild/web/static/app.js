// Reading works without this file; it makes pages quicker to handle.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// The page that is shown is in view also where the navigation is too long for a phone.
const current = document.querySelector(".top nav [aria-current]");
if (current) current.closest("nav").scrollLeft = current.offsetLeft - 16;

// "As of": a slider over the days of the reports, beside the date.
const DAY = 86_400_000;
const iso = (days) => new Date(days * DAY).toISOString().slice(0, 10);

function slider(form) {
  const input = form.querySelector('input[type="date"]');
  const { first, last, label, locale } = form.dataset;
  const submit = () => form.requestSubmit();
  input.addEventListener("change", submit);
  if (!first || !last || first === last) return;
  const [from, to] = [Date.parse(first) / DAY, Date.parse(last) / DAY];
  const box = document.createElement("span");
  box.className = "slider";
  const range = Object.assign(document.createElement("input"), { type: "range", min: from, max: to, step: 1 });
  range.value = input.value ? Date.parse(input.value) / DAY : to;
  range.setAttribute("aria-label", label);
  const said = () => new Date(range.value * DAY).toLocaleDateString(locale, { dateStyle: "medium", timeZone: "UTC" });
  const speak = () => range.setAttribute("aria-valuetext", said());
  range.addEventListener("input", () => { input.value = iso(range.value); speak(); });
  range.addEventListener("change", () => { if (Number(range.value) === to) input.value = ""; submit(); });
  speak();
  box.append(range);
  form.append(box);
}

all("form[data-slider]").forEach(slider);

// Forms read by GET leave empty fields out of the URL.
all('form[method="get"]').forEach((form) => form.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
}));

// A document: marks and cards light up together; a mark that is pointed at or has the focus shows its statements.
function marks(text) {
  const cards = new Map(all(".said li").map((card) => [card.id.slice(2), card]));
  const own = (id) => all(".m", text).filter((mark) => mark.dataset.s.split(" ").includes(id));
  let note = null;
  const hide = () => { note?.remove(); note = null; all(".lit").forEach((lit) => lit.classList.remove("lit")); };
  const light = (ids) => ids.forEach((id) => [...own(id), cards.get(id)].forEach((part) => part?.classList.add("lit")));
  function show(mark) {
    hide();
    const ids = mark.dataset.s.split(" ");
    light(ids);
    note = document.createElement("div");
    note.className = "note";
    note.setAttribute("role", "tooltip");
    note.id = "note";
    for (const id of ids) {
      const part = document.createElement("div");
      const card = cards.get(id);
      part.className = card.classList[0];
      part.append(...[...card.cloneNode(true).childNodes]);
      all("a", part).forEach((link) => { link.tabIndex = -1; });
      note.append(part);
    }
    document.body.append(note);
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - 16);
    const below = box.bottom + 8 + note.offsetHeight < window.innerHeight;
    note.style.left = `${Math.max(8, left) + window.scrollX}px`;
    note.style.top = `${(below ? box.bottom + 8 : Math.max(60, box.top - note.offsetHeight - 8)) + window.scrollY}px`;
    mark.setAttribute("aria-describedby", "note");
  }
  for (const mark of all(".m[data-s]", text)) {
    mark.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(mark); });
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(mark); });
    mark.addEventListener("blur", hide);
  }
  for (const [id, card] of cards) {
    card.addEventListener("pointerenter", () => light([id]));
    card.addEventListener("pointerleave", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

all("[data-marks]").forEach(marks);

// A part of a page that is still changing is asked for again until it says that it is done.
async function poll(part) {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    part.replaceChildren(...fresh.childNodes);
    if (!fresh.hasAttribute("data-poll")) return;
  }
}

all("[data-poll]").forEach(poll);

// Files can be dropped anywhere on their field.
for (const field of all("[data-drop]")) {
  const input = field.querySelector('input[type="file"]');
  for (const name of ["dragover", "dragleave", "drop"]) {
    field.addEventListener(name, (event) => {
      event.preventDefault();
      field.classList.toggle("over", name === "dragover");
      if (name === "drop") input.files = event.dataTransfer.files;
    });
  }
}

// Something in the store changed since this page was made: say so, and leave the page as it is until it is wanted anew.
const news = document.querySelector("[data-live]");
if (news) {
  let known = null;
  const listen = () => {
    if (document.visibilityState !== "visible") return;
    const stream = new EventSource("/api/v1/events");
    const note = (event) => {
      const { state } = JSON.parse(event.data);
      if (known && known !== state) news.hidden = false;
      known ??= state;
    };
    stream.addEventListener("state", note);
    stream.addEventListener("change", note);
    const leave = () => { stream.close(); document.addEventListener("visibilitychange", listen, { once: true }); };
    document.addEventListener("visibilitychange", leave, { once: true });
  };
  setTimeout(listen, 3000);
}
