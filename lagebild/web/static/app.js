// Reading works without this file; it makes pages quicker to handle.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

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
