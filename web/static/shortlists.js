// Copies the link that is shown, and prints: both need a script, so their buttons show only with one.
function showActs() {
  for (const button of document.querySelectorAll("[data-copies], [data-prints]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies], [data-prints]");
  if (!button) return;
  if ("prints" in button.dataset) return window.print();
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // over plain http there is no clipboard
  }
  button.textContent = button.dataset.done;
});
document.addEventListener("htmx:after:swap", showActs);
showActs();
