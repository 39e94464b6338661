// The list of projects without full loads: what is chosen, sought or followed within the list is
// fetched from the same address, and the parts of that page take the place of the old ones.
// Form and links do the same without it; whatever goes wrong is left to the browser.
"use strict";

(() => {
  const LIST = location.pathname;
  const PAUSE = 200; // milliseconds without a key, before what is typed is sought
  const HEAD = "link[rel=canonical], link[rel=alternate], meta[name=description], meta[name=robots], "
    + "meta[property], script[type='application/ld+json']";

  const one = (selector, root = document) => root.querySelector(selector);
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = () => one("[data-list]");
  const result = () => one("[data-result]");
  const answer = () => result() ?? one("[data-wrong]") ?? one("main"); // what it came to
  const address = (url) => url.pathname + url.search;

  if (!form() || new URL(form().action).pathname !== LIST) return;

  let here = address(location); // of the entry of the history that is shown or on its way
  let asking = new AbortController(); // the latest answer that is waited for
  let seeking = new AbortController();
  let timer, typed;

  // --- Asking ---

  const asked = () => {
    const params = new URLSearchParams();
    for (const [name, value] of new FormData(form())) {
      const isSeeking = /^(find|sought)_/.test(name);
      if (value.trim() && !isSeeking) params.append(name, value.trim());
    }
    const query = `${params}`;
    return new URL(query ? `${LIST}?${query}` : LIST, location);
  };

  // The list at an address, with what is sought in its facets; null where something else came.
  const get = async (url, signal) => {
    const request = new URL(url);
    const sought = every("[data-find]").filter((field) => field.value.trim());
    sought.forEach(({ name, value }) => request.searchParams.set(name, value.trim()));
    const got = await fetch(request, { signal });
    const landed = new URL(got.url);
    sought.forEach(({ name }) => landed.searchParams.delete(name));
    if (landed.pathname !== LIST || ![200, 400].includes(got.status)) return null;
    const page = new DOMParser().parseFromString(await got.text(), "text/html");
    return one("[data-list]", page) && { page, landed };
  };

  // --- Showing ---

  const kind = (control) => {
    if (control.matches("a")) return `${control.getAttribute("href")} ${control.textContent}`;
    if (control.matches("summary")) return `summary ${control.parentElement.id}`;
    return `${control.name} ${control.type === "checkbox" ? control.value : ""}`;
  };

  const same = (control) => every("a, summary, input, select, button", one("main"))
    .find((each) => each.tagName === control.tagName && !each.disabled && kind(each) === kind(control));

  // Folds stay as they are, and the facet in use keeps its order: nothing moves under the pointer.
  const keepPlaces = (page, control) => {
    for (const old of every("details[id]")) {
      const fresh = one(`#${old.id}`, page);
      if (!fresh) continue;
      fresh.open = old.open;
      const rows = every("li:has(> label)", fresh);
      const isInUse = control?.matches("[type=checkbox]") && control.closest("details") === old;
      if (!isInUse || !rows.length) continue;
      const places = every("[type=checkbox]", old).map((box) => box.value);
      const place = (row) => (places.indexOf(one("input", row).value) + 1) || places.length + 1;
      rows[0].parentElement.append(...rows.sort((a, b) => place(a) - place(b)));
    }
  };

  const swapAll = (parts, page) => {
    for (const part of parts) {
      const fresh = one(`[data-part="${part.dataset.part}"]`, page);
      if (fresh) part.replaceWith(fresh);
    }
  };

  const swapParts = (page, isBack) => {
    const lists = every("[data-found] > ul").map((list) => [list.closest("details").id, list.scrollTop]);
    keepPlaces(page, isBack ? null : document.activeElement);
    swapAll(every("main [data-part]"), page);
    for (const [id, top] of lists) one(`#${id} [data-found] > ul`)?.scrollTo(0, top);
    for (const name of ["q", "sort"]) {
      const field = form().elements[name];
      const fresh = one(`[name=${name}]`, page);
      const isKept = !isBack && field === document.activeElement;
      const value = isKept ? field.value : fresh.value;
      if (name === "sort") field.replaceChildren(...fresh.children); // a search has an order more
      if (!isKept || field.value !== value) field.value = value;
    }
  };

  // Page and order, where they alone are other than those shown: the number is the same.
  const movedTo = (page) => {
    const isSame = (part) => one(part)?.textContent === one(part, page)?.textContent;
    const where = one("[data-where]", page)?.textContent ?? "";
    return isSame("[role=status] > *") && !isSame("[data-where]") ? where.trim() : "";
  };

  // What was found within a facet goes when another list has come.
  const say = (text, moved = "") => {
    if (!moved) one("[role=status] > *").textContent = text;
    one("[data-sought]").textContent = moved;
  };

  // Which words were read otherwise than they were typed; what stays as it is isn't said again.
  const sayRead = (page) => {
    const [old, fresh] = [one("[data-read]"), one("[data-read]", page)];
    if (old.textContent !== fresh.textContent) old.replaceChildren(...fresh.childNodes);
  };

  // Puts a fetched list in the place of the one that is shown; returns the control in use.
  const swap = (page, isBack) => {
    const control = document.activeElement;
    const said = one("[role=status] > *", page)?.textContent;
    const moved = movedTo(page);
    document.title = page.title;
    every(HEAD, document.head).forEach((element) => element.remove());
    document.head.append(...every(HEAD, page.head));
    swapAll(every("header [data-part]"), page);
    if (result() && said) {
      swapParts(page, isBack);
      say(said, moved);
      sayRead(page);
    } else {
      for (const { id } of every("details[id][open]")) one(`#${id}`, page)?.setAttribute("open", "");
      one("main").replaceChildren(...one("main", page).childNodes);
      if (said) {
        say("");
        requestAnimationFrame(() => say(said)); // what comes with its words isn't announced
      }
    }
    return refocused(control, isBack);
  };

  const refocused = (control, isBack) => {
    if (control === document.body || control.isConnected) return control.isConnected;
    const fresh = same(control);
    (fresh ?? answer()).focus({ preventScroll: true });
    if (fresh && !isBack && fresh.matches("input:not([type=checkbox])")) fresh.value = control.value;
    return Boolean(fresh);
  };

  const isSeen = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  };

  const goToResult = () => {
    const target = answer();
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };

  const isOfFacet = (hash) => /^#(facet|values)-\w+$/.test(hash);

  const reveal = (hash) => {
    const fold = isOfFacet(hash) && one(hash)?.closest("details");
    if (!fold) return;
    for (let each = fold; each; each = each.parentElement.closest("details")) each.open = true;
    fold.scrollIntoView();
  };

  // --- From one list to another ---

  const busy = (isBusy) => one("main").setAttribute("aria-busy", isBusy);

  // `goes` says whether the result is to be seen afterwards: "always", "unless seen" or never.
  const load = async (url, { isBack = false, goes = "never" } = {}) => {
    asking.abort();
    seeking.abort();
    const mine = asking = new AbortController();
    const { hash } = url;
    url.hash = "";
    busy(true);
    const found = await get(url, mine.signal).catch(() => null);
    if (mine.signal.aborted) return;
    if (!found) {
      url.hash = hash;
      return location.assign(url);
    }
    busy(false);
    clearTimeout(timer);
    if (!isBack && address(found.landed) !== here) {
      history.replaceState({ top: scrollY }, "");
      history.pushState(null, "", address(found.landed));
      here = address(location);
    }
    const typed = every("[data-find]");
    const isKept = swap(found.page, isBack);
    keepSought(typed);
    if (isBack && history.state) scrollTo(0, history.state.top);
    if (goes === "always" || !result()) goToResult();
    else if (goes === "unless seen" && !(isKept && isSeen(one("[role=status]")))) goToResult();
    reveal(hash);
  };

  // What was typed in a facet while the answer was on its way is sought again in what it shows.
  const keepSought = (typed) => {
    for (const { name, value } of typed) {
      const field = one(`[name=${name}]`);
      if (!field || field.defaultValue === value.trim()) continue;
      field.value = value;
      seek(name);
    }
  };

  const seek = async (name) => {
    seeking.abort();
    const mine = seeking = new AbortController();
    const field = one(`[name=${name}]`);
    if (!field) return;
    const place = `#${field.dataset.find} [data-found]`;
    const found = await get(asked(), mine.signal).catch(() => null);
    const fresh = found && one(place, found.page);
    if (!fresh || mine.signal.aborted) return;
    one(place).replaceWith(fresh);
    const heard = one("[data-sought]");
    if (heard) heard.textContent = one("[data-words]", fresh)?.textContent ?? "";
  };

  // --- What visitors do ---

  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href]");
    const isOther = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || isOther || link.target || link.getAttribute("href").startsWith("#")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== LIST) return;
    event.preventDefault();
    load(url, { goes: isOfFacet(url.hash) ? "never" : "unless seen" });
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const find = event.submitter?.closest("[data-seek]")?.querySelector("[data-find]");
    if (find) seek(find.name);
    else load(asked(), { goes: "always" });
  });

  document.addEventListener("change", ({ target }) => {
    if (target.form === form() && target !== typed && !target.matches("[data-find]")) load(asked());
  });

  // A day is whole when one leaves it: while it is typed, each key makes another.
  document.addEventListener("focusout", ({ target }) => {
    if (target !== typed) return;
    typed = null;
    if (target.isConnected && target.value !== target.defaultValue) load(asked());
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("[data-list] [type=date]") && event.key !== "Tab") typed = event.target;
    if (event.key !== "Enter" || !event.target.matches("[data-find]")) return;
    event.preventDefault();
    seek(event.target.name);
  });

  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-find]")) return;
    clearTimeout(timer);
    timer = setTimeout(seek, PAUSE, target.name);
  });

  // What suggests while one types comes when somebody is about to, and not with each list.
  document.addEventListener("focusin", ({ target }) => {
    const source = target.dataset.suggestScript;
    if (!source || one(`script[src="${source}"]`)) return;
    const script = document.createElement("script");
    script.src = source;
    document.head.append(script);
  });

  addEventListener("popstate", () => {
    if (address(location) === here) return;
    here = address(location);
    load(new URL(location), { isBack: true });
  });

  reveal(location.hash);
})();
