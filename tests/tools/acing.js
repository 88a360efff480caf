// Ace by DAISY for many books, one after another, in one Node and one Chromium: beginning anew for
// each takes longer than looking. Each line of standard input is a book and a folder for its
// report, as a list in JSON; for each, a line is answered: "" when it went well, else what went wrong.
"use strict";

const ace = require("./node_modules/@daisy/ace-core");
const chromium = require("./node_modules/@daisy/ace-axe-runner-puppeteer");
const readline = require("node:readline");

let launched = null;
const runner = {
  ...chromium,
  launch: () => (launched ??= chromium.launch()),
  close: async () => {},
};

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [book, outdir] = JSON.parse(line);
    const options = { cwd: process.cwd(), outdir, verbose: false, silent: true, jobId: "" };
    let wrong = "";
    try {
      await ace(book, options, runner);
    } catch (error) {
      wrong = String(error);
    }
    process.stdout.write(JSON.stringify(wrong) + "\n");
  }
  if (launched) await chromium.close();
  process.exit(0);
}

main();
