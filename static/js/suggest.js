// Suggests members, borrowers, categories and the like while somebody types in a field of search:
// a combobox with a list of options (ARIA 1.2), none of which is chosen until somebody goes to it,
// so that Enter searches for what is typed. Without it, the field is a field.
"use strict";

(() => {
  const PAUSE = 150; // milliseconds without a key, before suggestions are asked for
  const SHORTEST = 2;

  const made = (name, properties, attributes = {}) => {
    const element = Object.assign(document.createElement(name), properties);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const known = new WeakSet();

  const suggestFor = (field) => {
    known.add(field);
    const list = made("ul", { id: `${field.id}-suggestions`, className: "suggestions", hidden: true },
      { role: "listbox", "aria-label": field.dataset.suggestName });
    const heard = made("p", { className: "visually-hidden" }, { "aria-live": "polite" });
    field.parentElement.append(list, heard);
    const closed = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id };
    for (const [name, value] of Object.entries(closed)) field.setAttribute(name, value);

    let asking = new AbortController();
    let timer;
    let chosen = -1; // the option that is gone to, and none at first

    const close = () => {
      clearTimeout(timer);
      asking.abort();
      list.hidden = true;
      choose(-1);
      heard.textContent = "";
      field.setAttribute("aria-expanded", "false");
    };

    const choose = (number) => {
      chosen = number;
      [...list.children].forEach((option, place) => {
        option.setAttribute("aria-selected", place === chosen);
      });
      const option = list.children[chosen];
      if (option) field.setAttribute("aria-activedescendant", option.id);
      else field.removeAttribute("aria-activedescendant");
      option?.scrollIntoView({ block: "nearest" });
    };

    const show = ({ said, suggestions }) => {
      list.replaceChildren(...suggestions.map(({ name, lang, kind, href }, place) => {
        const option = made("li", { id: `${list.id}-${place}`, className: "suggestions__option" },
          { role: "option", "data-href": href });
        const words = made("span", { textContent: name, lang });
        option.append(words, " ", made("span", { className: "suggestions__kind", textContent: kind }));
        return option;
      }));
      choose(-1);
      list.hidden = !suggestions.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      heard.textContent = said;
    };

    const ask = async () => {
      const mine = asking = new AbortController();
      const address = `${field.dataset.suggest}?${new URLSearchParams({ q: field.value.trim() })}`;
      try {
        const got = await fetch(address, { signal: mine.signal });
        const answer = got.ok ? await got.json() : { said: "", suggestions: [] };
        if (!mine.signal.aborted && document.activeElement === field) show(answer);
      } catch {
        if (!mine.signal.aborted) close();
      }
    };

    const askSoon = () => {
      clearTimeout(timer);
      asking.abort();
      if (field.value.trim().length < SHORTEST) close();
      else timer = setTimeout(ask, PAUSE);
    };

    const goTo = (option) => location.assign(option.dataset.href);

    // Past either end nothing is chosen, as when one began.
    const move = (step) => {
      const places = list.children.length + 1;
      choose((chosen + 1 + step + places) % places - 1);
    };

    const keys = {
      ArrowDown: () => (list.hidden ? askSoon() : move(1)),
      ArrowUp: () => (list.hidden ? askSoon() : move(-1)),
      Escape: () => !list.hidden && (close(), true),
      Enter: () => {
        const option = list.children[chosen];
        close();
        return option && (goTo(option), true);
      },
      Tab: () => (close(), false),
    };

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const isArrow = event.key.startsWith("Arrow");
      const isDone = keys[event.key]?.();
      if (isDone || (isArrow && keys[event.key])) event.preventDefault();
      else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) choose(-1);
    });
    field.addEventListener("input", askSoon);
    field.addEventListener("blur", close);
    field.form.addEventListener("submit", close);

    // The focus stays in the field while somebody points at an option.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) goTo(option);
    });
    if (field.value !== field.defaultValue) askSoon();
  };

  const begin = ({ target }) => {
    if (target?.dataset?.suggest && !known.has(target)) suggestFor(target);
  };

  document.addEventListener("focusin", begin);
  begin({ target: document.activeElement });
})();
