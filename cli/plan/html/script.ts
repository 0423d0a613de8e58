/** The filter. Without it the page is whole, and the field is not there. */
export const SCRIPT = `
"use strict";
const field = document.querySelector("input[type=search]");
const output = document.querySelector("output");
if (field !== null && output !== null) {
  const cards = [...document.querySelectorAll(".card")];
  const rows = [...document.querySelectorAll("tbody tr")];
  const quiet = document.querySelector("details");
  document.querySelector(".controls").hidden = false;
  const holds = (element, words) => {
    const names = element.dataset.names.toLowerCase();
    return words.every((word) => names.includes(word));
  };
  const filter = () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    for (const element of [...cards, ...rows]) element.hidden = !holds(element, words);
    for (const branch of document.querySelectorAll(".branch")) {
      const name = branch.dataset.name.toLowerCase();
      branch.classList.toggle("hit", words.length > 0 && words.some((word) => name.includes(word)));
    }
    const shown = cards.filter((card) => !card.hidden).length;
    output.textContent = output.dataset.pattern.replace("{count}", shown).replace("{all}", cards.length);
    if (quiet !== null && words.length > 0) quiet.open = [...quiet.querySelectorAll(".card")].some((card) => !card.hidden);
  };
  field.addEventListener("input", filter);
  filter();
}
`;
