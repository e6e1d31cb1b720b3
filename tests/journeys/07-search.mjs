import assert from 'node:assert/strict';
import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'Someone finds the inspector’s sentence by its words, from any page',
  async walk({ given, when, then, visitor, program }) {
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));
    await when('they look for words from the report', async () => {
      await visitor.fill('Search', 'private foster*');
      await visitor.press('Search');
    });
    await then('what was found stands there, the words marked', async () => {
      await visitor.seesHeading('Search');
      assert.ok((await visitor.page.locator('.gt-found mark').count()) > 0);
    });
    await then('one kind of record can be chosen', async () => {
      await visitor.follow(/^Findings \(/);
      assert.match(visitor.page.url(), /kind=finding/);
      await visitor.follow(/Private fostering/);
      assert.match(visitor.path(), /^\/findings\//);
    });
    await when('they look for what is nowhere', async () => {
      await visitor.fill('Search', 'zymurgy');
      await visitor.press('Search');
    });
    await then('the page says what to do', async () => {
      await visitor.sees('Nothing found for “zymurgy”');
      await visitor.sees('How to search');
    });
    await then('an empty search says how to begin', async () => {
      await visitor.open('/search');
      await visitor.sees('What are you looking for?');
    });
  },
};
