// Keys for review. Every key presses a button that is on the page, so that nothing depends on this file.

const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
const remember = (on) => { try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* kept for this page alone */ } };
const typing = (node) => node.closest("input, select, textarea, [contenteditable]") !== null;

// Single keys can be switched off, for people who speak to their computer.
function switcher(line) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain" });
  const show = () => { button.textContent = off() ? line.dataset.off : line.dataset.on; button.setAttribute("aria-pressed", String(!off())); };
  button.addEventListener("click", () => { remember(off()); show(); });
  show();
  line.append(" ", button);
}

document.querySelectorAll("[data-keys]").forEach(switcher);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z]$/.test(key)) return;
  const field = document.querySelector(`[data-focus="${key}"]`);
  const target = document.querySelector(`[data-key="${key}"]`);
  if (field) { event.preventDefault(); field.focus(); } else if (target) { event.preventDefault(); target.click(); }
});
