// Says an amount in words while it is typed: "68 000 000" → "68 miljoner kronor".
// The same rules as loans/wording.py; the server has the last word.
"use strict";

(() => {
  const HARD_SPACE = "\u00a0";
  const LARGEST = 10 ** 12;
  const SCALES = [
    { unit: 10 ** 9, parts: 10000, one: "miljard", many: "miljarder" },
    { unit: 10 ** 6, parts: 100, one: "miljon", many: "miljoner" },
  ];

  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, HARD_SPACE);

  const inWords = (sek) => {
    const scale = SCALES.find(({ unit, parts }) => sek >= unit && sek % (unit / parts) === 0);
    if (!scale) {
      return `${grouped(String(sek))}${HARD_SPACE}${sek === 1 ? "krona" : "kronor"}`;
    }
    const [whole, decimal] = String(sek / scale.unit).split(".");
    const value = grouped(whole) + (decimal ? `,${decimal}` : "");
    return `${value}${HARD_SPACE}${value === "1" ? scale.one : scale.many} kronor`;
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-amount]")) return;
    const digits = event.target.value.replace(/\s/g, "");
    const isAmount = /^\d{1,13}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= LARGEST;
    const words = event.target.parentElement.querySelector("[data-amount-words]");
    words.textContent = isAmount ? inWords(Number(digits)) : "";
  });
})();
