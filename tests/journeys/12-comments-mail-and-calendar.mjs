import assert from 'node:assert/strict';
import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'Someone comments on an action, chooses when mail comes, and puts due dates into their calendar',
  async walk({ given, when, then, visitor, program }) {
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));
    await when('they comment on an action and name somebody who is nobody', async () => {
      await visitor.open('/plan');
      await visitor.page.locator('a[href^="/actions/"]').first().waitFor();
      const address = await visitor.page.locator('a[href^="/actions/"]:not([href="/actions/new"])').first().getAttribute('href');
      await visitor.open(address);
      await visitor.follow('Add a comment');
      await visitor.seesHeading('Comments');
      await visitor.fill('Your comment', '@Nobody has this begun?');
      await visitor.press('Add comment');
    });
    await then('the page says so and keeps the words', async () => {
      await visitor.sees('There is a problem');
      await visitor.sees('“@Nobody” is nobody who may sign in here.');
    });
    await when('they leave the name out', async () => {
      await visitor.fill('Your comment', 'Has this begun?');
      await visitor.press('Add comment');
    });
    await then('the comment stands there, and can be changed', async () => {
      await visitor.sees('Your comment was added.');
      await visitor.follow(/^Change/);
      await visitor.fill('Your comment', 'Has this begun yet?');
      await visitor.press('Save');
      await visitor.sees('Has this begun yet?');
    });
    await when('they withdraw it', async () => {
      await visitor.follow(/^Withdraw/);
      await visitor.press('Withdraw');
    });
    await then('its words are gone', async () => {
      await visitor.sees('withdrawn by');
      await visitor.doesNotSee('Has this begun yet?');
    });
    await when('they choose mail once a week', async () => {
      await visitor.open('/account/mail');
      await visitor.choose('Once a week');
      await visitor.press('Save');
    });
    await then('it is kept', () => visitor.sees('Your choice was saved.'));
    await when('they make a calendar address', async () => {
      await visitor.open('/account/calendar');
      await visitor.choose('The whole programme’s');
      await visitor.press('Make an address');
    });
    await then('a calendar program reads it without signing in', async () => {
      await visitor.sees('The address, shown this once');
      const text = await visitor.page.locator('main').innerText();
      const address = /https?:\/\/\S+\/calendar\/\S+\.ics/.exec(text)[0];
      const answer = await fetch(address);
      assert.equal(answer.status, 200);
      assert.match(await answer.text(), /^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT[\s\S]*END:VCALENDAR\r\n$/);
    });
  },
};
