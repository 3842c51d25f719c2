"use strict";

/* Copies a citation; everything else works without a script. */
for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest(".form").querySelector("pre").textContent);
    button.textContent = "Copied";
  });
}
