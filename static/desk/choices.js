// Gives each autocomplete the name of its label, and tells that it is required: select2 leaves both out, and those who
// hear the page need them.
(() => {
  function name(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling;
    if (!label || !box || !box.classList.contains("select2-container")) return;
    const text = label.textContent.trim().replace(/:$/, "");
    box.querySelectorAll("[role=combobox], [role=textbox]").forEach((part) => part.setAttribute("aria-label", text));
    const combobox = box.querySelector("[role=combobox]");
    if (!combobox) return;
    combobox.removeAttribute("aria-labelledby");
    if (label.classList.contains("required")) combobox.setAttribute("aria-required", "true");
  }

  function nameAll() {
    document.querySelectorAll("select.admin-autocomplete").forEach(name);
  }

  // After select2 has been set up, which Django does when jQuery is ready.
  if (window.django && window.django.jQuery) window.django.jQuery(nameAll);
  document.addEventListener("formset:added", () => setTimeout(nameAll));
})();
