/* What links and forms do not do by themselves: filters apply at once, Escape closes, an edited filter is shown. */
addEventListener("change", ({ target }) => {
  if (target.form?.dataset.live !== undefined && target.matches("[type=checkbox], [type=radio], select")) {
    target.form.requestSubmit();
  }
});

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (document.activeElement?.matches(".term")) {
    document.activeElement.blur();
  }
});

function show(fragment) {
  const found = fragment.length > 1 ? document.getElementById(decodeURIComponent(fragment.slice(1))) : null;
  const closed = found?.closest("details:not([open])");
  if (closed) closed.open = true;
  if (found?.matches("fieldset")) {
    found.scrollIntoView({ block: "nearest" });
    found.querySelector("input:not([type=hidden])")?.focus();
  }
}

addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[href^='#facet-']");
  if (link) setTimeout(() => show(link.hash));
});

addEventListener("DOMContentLoaded", () => show(location.hash));
