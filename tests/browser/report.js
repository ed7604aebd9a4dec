// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML report in a real browser: node report.js PAGE FOLDER; prints TAP, leaves screenshots in FOLDER.
"use strict";
const { chromium } = require("playwright-core");

const [page_path, folder] = process.argv.slice(2);
let number = 0;
let failed = 0;

const ok = (good, name, detail = "") => {
  number++;
  failed += good ? 0 : 1;
  console.log(`${good ? "ok" : "not ok"} ${number} - ${name}${good || detail === "" ? "" : `\n# ${detail}`}`);
};

// A page that nothing may leave: what it asks for and what it complains of is kept.
const open = async (browser, options) => {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on("console", message => said.push(message.text()));
  page.on("pageerror", error => said.push(String(error)));
  page.on("request", request => asked.push(request.url()));
  await page.goto(`file://${page_path}`);
  return { context, page, said, asked };
};

const looks = [
  ["wide", { viewport: { width: 1440, height: 1000 }, colorScheme: "light" }],
  ["narrow", { viewport: { width: 360, height: 780 }, colorScheme: "light" }],
  ["dark", { viewport: { width: 1440, height: 1000 }, colorScheme: "dark" }],
  ["narrow-dark", { viewport: { width: 360, height: 780 }, colorScheme: "dark" }],
];

const testLooks = async browser => {
  for (const [name, options] of looks) {
    const { context, page, said, asked } = await open(browser, options);
    ok(said.length === 0, `${name}: the console is silent`, said.join("; "));
    ok(asked.length === 1, `${name}: nothing is asked for but the page`, asked.join("; "));
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    ok(content <= window, `${name}: the page does not scroll sideways`, `${content} > ${window}`);
    await page.screenshot({ path: `${folder}/report-${name}.png` });
    await context.close();
  }
};

// The luminance contrast of WCAG 2.1 between a text and what lies behind it.
const contrasts = page => page.evaluate(() => {
  const channels = color => color.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0.5)
        return color;
    }
    return [255, 255, 255];
  };
  const bad = new Set();
  for (const element of document.querySelectorAll("p, dt, dd, th, td, h1, h2, a, summary, .tag, label")) {
    const [a, b] = [luminance(channels(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5)
      bad.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...bad];
});

const testReading = async browser => {
  for (const colorScheme of ["light", "dark"]) {
    const { context, page } = await open(browser, { colorScheme });
    const bad = await contrasts(page);
    ok(bad.length === 0, `${colorScheme}: every text has a contrast of 4.5 or more`, bad.join("; "));
    await context.close();
  }
  const { context, page } = await open(browser, {});
  const nameless = await page.evaluate(() => document.querySelectorAll("svg:not([aria-label]), section:not([aria-label]):not([aria-labelledby]), table:not(:has(caption)), th:not([scope])").length);
  ok(nameless === 0, "pictures, sections, tables and headings have names for a screen reader", `${nameless} have none`);
  const foreign = await page.evaluate(() => [document.querySelectorAll("img, iframe, object, embed, form, link, base, [style], [onclick], [onerror]").length,
    document.scripts.length, Array.from(document.links).filter(link => !link.getAttribute("href").startsWith("#")).length]);
  ok(foreign.join() === "0,1,0", "nothing from mail has become markup", foreign.join());
  await context.close();
};

const column = (page, table, at) => page.evaluate(([selector, i]) =>
  Array.from(document.querySelector(selector).tBodies[0].rows).filter(row => !row.hidden).map(row => Number(row.cells[i].dataset.v)), [table, at]);

const isSorted = (values, sign) => values.every((value, i) => i === 0 || sign * values[i - 1] <= sign * value);

const testTables = async browser => {
  const { context, page, said } = await open(browser, { viewport: { width: 1440, height: 1000 } });
  const heading = page.locator("#mailboxes th").nth(5);
  await heading.locator("button").click();
  ok(isSorted(await column(page, "#mailboxes table", 5), -1), "a click on a heading of numbers sorts them down");
  ok(await heading.getAttribute("aria-sort") === "descending", "and says so");
  await heading.locator("button").focus();
  await page.keyboard.press("Enter");
  ok(isSorted(await column(page, "#mailboxes table", 5), 1), "the same key again sorts them up");
  ok(await heading.getAttribute("aria-sort") === "ascending", "and says so");

  const all = await page.locator("#worst tbody tr").count();
  await page.locator("#worst .search input").fill("roster");
  const shown = await page.locator("#worst tbody tr:not([hidden])").count();
  ok(shown > 0 && shown < all, "a search leaves the rows that match", `${shown} of ${all}`);
  ok((await page.locator("#worst .search [role=status]").textContent()).includes(String(shown)), "and says how many");
  await page.locator("#worst .search input").fill("");
  ok(await page.locator("#worst tbody tr:not([hidden])").count() === all, "an empty search shows all again");

  await page.locator("#worst summary").first().focus();
  await page.keyboard.press("Enter");
  ok(await page.locator("#worst details[open] li").first().isVisible(), "the reasons of a message open by keyboard");
  ok(said.length === 0, "no error meanwhile", said.join("; "));
  await context.close();
};

const testAccess = async browser => {
  const { context, page, said } = await open(browser, { viewport: { width: 1440, height: 1000 } });
  const lead = await page.locator("#access .lead").textContent();
  ok(/^Of \d+ message copies in \d+ mailboxes, \d+ were accessed/.test(lead), "what was accessed is told first", lead);
  const heights = await page.locator("#access .columns, #access .strip").evaluateAll(all => all.map(one => one.getBoundingClientRect().height));
  ok(heights.length === 3 && heights.every(height => height > 5), "records, exposure and holes of the logs are drawn", heights.join());
  ok(await page.locator("#access rect.gap").count() > 0, "holes of the logs are hatched");
  ok(await page.locator("#access rect.critical").count() > 0 && await page.locator("#access rect.high").count() > 0,
    "verdicts by category have their colours");
  ok(await page.locator("#access details[open] summary", { hasText: "Limits" }).count() === 1, "the limits stand in the open");
  const actors = page.locator("#access table").filter({ hasText: "203.0.113.77" });
  ok(await actors.locator("tbody tr").count() === 3, "every actor has a row");
  const worst = page.locator("#access table.searchable").last();
  const scores = await worst.locator("tbody tr td:first-child").evaluateAll(all => all.map(one => Number(one.dataset.v)));
  ok(scores.length > 0 && isSorted(scores, -1), "the worst that was accessed comes first", scores.join());
  await page.locator("#access summary", { hasText: "The numbers" }).focus();
  await page.keyboard.press("Enter");
  ok(await page.locator("#access details[open] tbody tr").first().isVisible(), "the numbers of the picture open by keyboard");
  ok(!/was read|were read/.test(await page.locator("#access").textContent()), "nothing is said to have been read");
  ok(said.length === 0, "no error meanwhile", said.join("; "));
  const box = await page.locator("#access").boundingBox();
  await page.screenshot({ path: `${folder}/report-access.png`, fullPage: true, clip: { x: box.x, y: box.y, width: box.width, height: Math.min(box.height, 1600) } });
  await context.close();
};

const testWithoutScript = async browser => {
  const { context, page } = await open(browser, { javaScriptEnabled: false });
  ok(await page.locator("#answer p").first().isVisible(), "without script the answer is there");
  ok(await page.locator("#worst tbody tr").count() > 0, "and the tables");
  ok(await page.locator("#access .lead").isVisible(), "and what was accessed");
  ok(await page.locator("th button, .search").count() === 0, "and nothing that would not work");
  await context.close();
};

const testPrint = async browser => {
  const { context, page } = await open(browser, { viewport: { width: 800, height: 1000 } });
  await page.emulateMedia({ media: "print" });
  ok(!await page.locator("nav").isVisible(), "in print there are no links to click");
  ok((await page.pdf({ path: `${folder}/report.pdf`, format: "A4" })).length > 20000, "it prints");
  await context.close();
};

(async () => {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  for (const test of [testLooks, testReading, testTables, testAccess, testWithoutScript, testPrint])
    await test(browser);
  await browser.close();
  console.log(`1..${number}`);
  process.exit(failed > 0 ? 1 : 0);
})().catch(error => { console.log(`Bail out! ${error}`); process.exit(1); });
