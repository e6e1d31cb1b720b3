// Walks every journey (NN-name.mjs beside this file) in each of its views, each with a program and data of its own.
//   node tests/journeys/run.mjs --program build/release/goldenthread [--pictures FOLDER] [--view phone] [--at-once 2]
//     [word of a file's name...]
// Prints TAP and, last, "N passed, N failed". Exit status 1 when one fails or none ran.
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { Program } from './support/program.mjs';
import { views } from './support/views.mjs';
import { Visitor } from './support/visitor.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    program: { type: 'string', default: 'build/release/goldenthread' },
    pictures: { type: 'string', default: 'build/journeys' },
    view: { type: 'string' },
    'at-once': { type: 'string', default: String(Math.min(cpus().length, 4)) },
  },
});
const binary = resolve(options.program);
if (!existsSync(binary)) {
  console.error(`There is no program at ${options.program}. Run script/build first.`);
  process.exit(5);
}
if (options.view && !views[options.view]) {
  console.error(`No view is called ${options.view}. There are: ${Object.keys(views).join(', ')}.`);
  process.exit(2);
}

// Debian's browser, kept from calling home. Its sandbox is left out only where the kernel gives it none, and said so.
async function openBrowser() {
  const settings = {
    executablePath: '/usr/bin/chromium',
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  };
  try {
    return await chromium.launch({ ...settings, chromiumSandbox: true });
  } catch (refusal) {
    const browser = await chromium.launch({ ...settings, chromiumSandbox: false });
    console.log(`# Chromium could not set up its sandbox here and runs without it (for these tests only): ${refusal.message.split('\n')[0]}`);
    return browser;
  }
}

async function walk(browser, journey, view) {
  const steps = [];
  const step = (kind) => async (said, action) => {
    steps.push(`${kind} ${said}`);
    return action();
  };
  const program = await Program.start(binary, { holding: journey.holding });
  let visitor;
  let trouble;
  const others = [];
  try {
    if (!journey.withoutBrowser) visitor = await Visitor.arrive(browser, program, views[view]);
    const another = async () => {
      others.push(await Visitor.arrive(browser, program, views[view]));
      return others.at(-1);
    };
    const examples = resolve(here, '../../examples');
    const documents = resolve(here, '../documents');
    await journey.walk({ given: step('given'), when: step('when'), then: step('then'), visitor, another, program, view: views[view], examples, documents });
    if (visitor?.pagesExamined === 0) throw new Error('the journey visited no page');
  } catch (error) {
    const name = `${journey.file}-${view}`;
    await mkdir(options.pictures, { recursive: true });
    if (visitor) {
      await visitor.page.screenshot({ path: join(options.pictures, `${name}.png`), fullPage: true }).catch((trouble) => steps.push(`(no picture: ${trouble.message})`));
      await writeFile(join(options.pictures, `${name}.html`), await visitor.page.content().catch(() => ''));
    }
    error.steps = steps;
    error.program = program.words.split('\n').slice(-15).join('\n');
    error.place = visitor?.page.url();
    trouble = error;
  }
  for (const each of [visitor, ...others]) await each?.leave();
  const status = await program.stop();
  if (!trouble && status !== 0) trouble = new Error(`the program ended with status ${status}:\n${program.words.split('\n').slice(-15).join('\n')}`);
  if (trouble) throw trouble;
}

const files = (await readdir(here)).filter((file) => /^\d\d-.*\.mjs$/.test(file)).sort();
const wanted = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
const walks = [];
for (const file of wanted) {
  const journey = (await import(pathToFileURL(join(here, file)))).default;
  journey.file = file.replace(/\.mjs$/, '');
  const ways = journey.withoutBrowser ? ['desktop'] : journey.views ?? Object.keys(views);
  for (const view of ways) if (!options.view || options.view === view) walks.push({ journey, view });
}
let browser;
let passed = 0;
let failed = 0;

// Each walk has a program, data and a browser context of its own, so that several may be on their way at once.
async function walkOn() {
  for (let next = walks.shift(); next; next = walks.shift()) {
    const { journey, view } = next;
    const begun = performance.now();
    const title = journey.withoutBrowser ? journey.title : `${journey.title} (${views[view].says})`;
    let trouble;
    try {
      await walk(browser, journey, view);
    } catch (error) {
      trouble = error;
    }
    const took = `# time=${((performance.now() - begun) / 1000).toFixed(1)}`;
    const number = passed + failed + 1;
    if (!trouble) {
      passed++;
      console.log(`ok ${number} - ${title} ${took}`);
    } else {
      failed++;
      console.log(`not ok ${number} - ${title} ${took}`);
      const lines = [...(trouble.steps ?? []), `at ${trouble.place ?? 'no page'}`, trouble.stack ?? String(trouble), 'The program said last:', trouble.program ?? ''];
      console.log(lines.join('\n').split('\n').map((line) => `  # ${line}`).join('\n'));
    }
  }
}

try {
  browser = await openBrowser();
  await Promise.all(Array.from({ length: Number(options['at-once']) }, walkOn));
} finally {
  await browser?.close();
}
console.log(`1..${passed + failed}`);
if (passed + failed === 0) console.log('# No journey ran, which counts as a failure.');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
