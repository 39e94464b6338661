// Says an amount in words while it is typed: "68 000 000" → "68 miljoner kronor".
// The same rules as loans/wording.py; the server has the last word.
"use strict";

(() => {
  const HARD_SPACE = "\u00a0";
  const LARGEST = 10 ** 12;
  const SCALES = [
    [10 ** 9, "miljard", "miljarder"],
    [10 ** 6, "miljon", "miljoner"],
  ];

  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, HARD_SPACE);

  const inWords = (sek) => {
    const scale = SCALES.find(([size]) => sek >= size && sek % (size / 10) === 0);
    if (!scale) {
      return `${grouped(String(sek))}${HARD_SPACE}${sek === 1 ? "krona" : "kronor"}`;
    }
    const [whole, decimal] = String(sek / scale[0]).split(".");
    const value = grouped(whole) + (decimal ? `,${decimal}` : "");
    return `${value}${HARD_SPACE}${value === "1" ? scale[1] : scale[2]} kronor`;
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-amount]")) return;
    const digits = event.target.value.replace(/\s/g, "");
    const isAmount = /^\d{1,13}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= LARGEST;
    const words = event.target.parentElement.querySelector("[data-amount-words]");
    words.textContent = isAmount ? inWords(Number(digits)) : "";
  });
})();
