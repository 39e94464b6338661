// Names the fields that search while one types: select2 draws them without their labels.
"use strict";

(() => {
  const name = (select) => {
    const label = select.labels[0];
    const drawn = select.nextElementSibling;
    if (!label || !drawn) return;
    label.id ||= `${select.id}_label`;
    for (const field of drawn.querySelectorAll("[role=combobox], [role=textbox]")) {
      const value = drawn.querySelector("[role=textbox]");
      const ids = value && field !== value ? `${label.id} ${value.id}` : label.id;
      field.setAttribute("aria-labelledby", ids);
    }
    for (const field of drawn.querySelectorAll("input")) field.setAttribute("aria-label", label.innerText);
  };

  // In jQuery's queue, behind the admin's own script that has the fields drawn.
  window.django?.jQuery?.(() => {
    document.querySelectorAll("select.admin-autocomplete").forEach(name);
  });

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(".select2-search__field:not([aria-label])")) target.setAttribute("aria-label", "Sök");
  });
})();
