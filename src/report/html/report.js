"use strict";
// Tables can be sorted by each heading and searched. Without this the page says the same, in the order in which it was written.
(() => {
  const words = document.getElementById("words").dataset;

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v !== undefined ? Number(cell.dataset.v) : cell.textContent.trim();
  };

  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);

  const sort = (table, column) => {
    const heading = table.tHead.rows[0].cells[column];
    const body = table.tBodies[0];
    const numbers = body.rows.length > 0 && typeof valueOf(body.rows[0], column) === "number";
    const before = heading.getAttribute("aria-sort");
    const down = before ? before === "ascending" : numbers;
    const rows = Array.from(body.rows).map((row, at) => ({ row, at, value: valueOf(row, column) }));
    rows.sort((a, b) => (down ? -1 : 1) * compare(a.value, b.value) || a.at - b.at);
    for (const other of table.tHead.rows[0].cells)
      other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows.map(({ row }) => row));
  };

  const addButtons = table => {
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, column));
      heading.append(button);
    });
  };

  const addSearch = table => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    label.className = "search";
    input.type = "search";
    count.setAttribute("role", "status");
    label.append(words.search, input, count);
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !wanted.every(word => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = wanted.length ? words.shown.replace("{shown}", shown).replace("{all}", table.tBodies[0].rows.length) : "";
    });
    table.closest(".frame").before(label);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    addButtons(table);
    if (table.classList.contains("searchable") && table.tBodies[0].rows.length > 10)
      addSearch(table);
  }
  // What is folded away is printed too.
  const folded = new Set();
  addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach(part => { folded.add(part); part.open = true; }));
  addEventListener("afterprint", () => { folded.forEach(part => { part.open = false; }); folded.clear(); });
})();
