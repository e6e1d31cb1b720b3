// A person at the browser. Every page the person meets is examined: accessibility, width, errors, foreign requests.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const tabsAtMost = 400;

export class Visitor {
  static async arrive(browser, program, view) {
    const context = await browser.newContext({
      viewport: { width: view.width, height: view.height },
      javaScriptEnabled: view.javaScript !== false,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(15_000);
    return new Visitor(context, await context.newPage(), program, view);
  }

  constructor(context, page, program, view) {
    this.context = context;
    this.page = page;
    this.program = program;
    this.view = view;
    this.pagesExamined = 0;
    this.troubles = [];
    // Someone listens from the start, so that the browser never opens a window of its own for choosing a file.
    if (view.keyboard) page.on('filechooser', () => {});
    page.on('console', (message) => {
      // A refused form is answered 422, which the browser calls an error; answers are judged below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.troubles.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.troubles.push(`script: ${error.message}`));
    page.on('request', (request) => {
      const address = new URL(request.url());
      if (address.protocol.startsWith('http') && address.origin !== program.address) this.troubles.push(`asks another host: ${request.url()}`);
    });
    page.on('response', (response) => {
      const isPage = response.request().resourceType() === 'document';
      if (response.status() >= 500 || (!isPage && response.status() >= 400)) this.troubles.push(`${response.status()} for ${response.url()}`);
    });
  }

  async open(path) {
    await this.page.goto(this.program.address + path);
    await this.examine();
  }

  // Clicks a link by its words; the page it leads to is examined. Several such links must lead to one place.
  async follow(name, within) {
    const links = await this.reveal(this.control('link', name, within));
    const places = new Set(await links.evaluateAll((elements) => elements.map((element) => element.href)));
    assert.equal(places.size, 1, `links called ${name} lead to ${[...places].join(', ') || 'nowhere'}`);
    await this.moveOn(links.first());
  }

  // Fetches the file behind a link by its words, as the browser would save it.
  async download(name, within) {
    const links = await this.reveal(this.control('link', name, within));
    const answer = await this.page.context().request.get(await links.first().evaluate((element) => element.href));
    assert.equal(answer.status(), 200, `the file behind ${name} answers ${answer.status()}`);
    const [, file] = /filename="([^"]+)"/.exec(answer.headers()['content-disposition'] ?? '') ?? [];
    return { name: file ?? '', bytes: await answer.body() };
  }

  // Presses a button by its words; the page it leads to is examined.
  async press(name, within) {
    await this.moveOn(await this.reveal(this.control('button', name, within)));
  }

  async fill(label, value, within) {
    const field = await this.reveal(this.scope(within).getByLabel(label, { exact: true }));
    if (this.view.keyboard) {
      await this.tabTo(field);
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.press('Delete');
      await this.page.keyboard.type(value);
    } else {
      await field.fill(value);
    }
  }

  // Ticks a checkbox or takes a radio button.
  async choose(label, within) {
    const field = await this.reveal(this.scope(within).getByLabel(label, { exact: true }));
    if (!this.view.keyboard) return field.check();
    if ((await field.getAttribute('type')) === 'checkbox') {
      await this.tabTo(field);
      if (!(await field.isChecked())) await this.page.keyboard.press('Space');
    } else {
      // A group of radio buttons is one stop; the arrow keys move within it.
      const name = await field.getAttribute('name');
      const group = this.page.locator(`input[type=radio][name="${name}"]`);
      await this.tabTo(group);
      for (let step = 0; step <= (await group.count()) && !(await field.isChecked()); step++) {
        await this.page.keyboard.press(step === 0 ? 'Space' : 'ArrowDown');
      }
    }
    assert.ok(await field.isChecked(), `"${label}" could not be chosen`);
  }

  async select(label, option, within) {
    const field = await this.reveal(this.scope(within).getByLabel(label, { exact: true }));
    if (this.view.keyboard) {
      await this.tabTo(field);
      await this.page.keyboard.type(option);
      assert.equal(await field.evaluate((element) => element.selectedOptions[0]?.label), option);
    } else {
      await field.selectOption({ label: option });
    }
  }

  // Hands a file to an upload field, as bytes, so that only this process must be able to read it.
  async attach(label, path, mimeType = 'application/pdf') {
    const file = { name: basename(path), mimeType, buffer: await readFile(path) };
    const field = this.page.getByLabel(label, { exact: true });
    if (this.view.keyboard) {
      await this.tabTo(field);
      const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Enter')]);
      await chooser.setFiles(file);
    } else {
      await field.setInputFiles(file);
    }
  }

  // Waits until the page's main part says so: a text, or a pattern.
  async sees(words) {
    await this.page.locator('main').getByText(words).filter({ visible: true }).first().waitFor();
  }

  async seesHeading(words) {
    await this.page.locator('main').getByRole('heading', { name: words }).first().waitFor();
  }

  async doesNotSee(words) {
    assert.equal(await this.page.locator('main').getByText(words).filter({ visible: true }).count(), 0, `the page says "${words}"`);
  }

  path() {
    const address = new URL(this.page.url());
    return address.pathname + address.search;
  }

  scope(within) {
    if (!within) return this.page;
    return typeof within === 'string' ? this.page.getByRole('region', { name: within }) : within;
  }

  control(role, name, within) {
    return this.scope(within).getByRole(role, { name, exact: typeof name === 'string', includeHidden: true });
  }

  // The one visible match; opens the folded menu or details it may lie in.
  async reveal(locator) {
    await locator.first().waitFor({ state: 'attached' });
    for (const match of await locator.all()) {
      if (await match.isVisible()) continue;
      const folded = match.locator('xpath=ancestor::details[not(@open)][last()]/summary');
      if ((await locator.filter({ visible: true }).count()) === 0 && (await folded.count()) > 0 && (await folded.isVisible())) {
        if (this.view.keyboard) {
          await this.tabTo(folded);
          await this.page.keyboard.press('Enter');
        } else {
          await folded.click();
        }
      }
    }
    return locator.filter({ visible: true });
  }

  async moveOn(locator) {
    if (this.view.keyboard) await this.tabTo(locator);
    const arrived = this.page.waitForEvent('load');
    if (this.view.keyboard) await this.page.keyboard.press('Enter');
    else await locator.click();
    await arrived;
    await this.examine();
  }

  // Presses Tab until the focus is on one of the matches, and sees that the focus shows.
  async tabTo(locator) {
    const hasFocus = (elements) => elements.includes(document.activeElement);
    for (let step = 0; step < tabsAtMost; step++) {
      if (await locator.evaluateAll(hasFocus)) {
        const shows = await this.page.evaluate(() => {
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        });
        // A checkbox or radio button of the design is drawn by its label.
        const drawnByLabel = await this.page.evaluate(() => ['checkbox', 'radio'].includes(document.activeElement.type));
        assert.ok(shows || drawnByLabel, `the focus cannot be seen on ${await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 200))}`);
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${tabsAtMost} presses of Tab did not reach ${locator}`);
  }

  // A page that follows a job moves on by itself, perhaps while it is examined: then the page it leads to is.
  async examine() {
    for (let again = 3; ; again--) {
      try {
        return await this.examineOnce();
      } catch (error) {
        if (again === 0 || !/context was destroyed|because of a navigation/.test(error.message)) throw error;
      }
    }
  }

  async examineOnce() {
    await this.page.waitForLoadState('load');
    this.pagesExamined++;
    const where = this.path();
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${where} is ${wide} pixels wider than the window`);
    assert.ok((await this.page.title()).trim().length > 0, `${where} has no title`);
    if (process.env.GOLDENTHREAD_NOW) {
      assert.match(await this.page.locator('body').innerText(), /clock/i, `${where} does not say that its clock is set`);
    }
    if (this.view.javaScript !== false) {
      await this.page.evaluate(axeSource);
      const found = await this.page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), standard);
      const words = found.violations.map((violation) => `${violation.id}: ${violation.help}\n${violation.nodes.slice(0, 4).map((node) => `      ${node.html.slice(0, 200)}`).join('\n')}`);
      assert.ok(words.length === 0, `${where} fails WCAG 2.2 AA:\n    ${words.join('\n    ')}`);
    }
    const troubles = this.troubles.splice(0);
    assert.ok(troubles.length === 0, `${where}:\n    ${troubles.join('\n    ')}`);
  }

  async leave() {
    await this.context.close();
  }
}
