import assert from 'node:assert/strict';
import { choosePassword, people } from './support/people.mjs';

const theme = 'Children living with other families';
const action = 'Visit every privately fostered child within seven days of being told';

export default {
  title: 'A finding that nothing covers gets a theme and an action, and its thread is walked both ways',
  async walk({ given, when, then, visitor, program }) {
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));
    let finding;
    await given('a finding has neither theme nor action', async () => {
      await visitor.open('/plan/coverage');
      await visitor.seesHeading('Findings with no theme');
      assert.equal(await visitor.page.locator('.gt-gaps').getByText(/Private fostering/).count(), 2);
      await visitor.follow(/Private fostering/);
      finding = visitor.path();
      await visitor.sees('No theme answers this yet');
      await visitor.sees('No action answers this yet');
    });

    await when('they add a theme from the finding', async () => {
      await visitor.follow('Add a new theme for this finding');
      await visitor.fill('Title', theme);
      await visitor.press('Add the theme');
    });
    await when('they add an action from the finding', async () => {
      await visitor.open(finding);
      await visitor.follow('Add an action');
      await visitor.fill('What will be done', action);
      await visitor.fill('Owner, by role', 'Head of fostering');
      await visitor.fill('Due on', '31 March 2031');
      await visitor.press('Add the action');
    });
    await then('the action names its finding and its theme', async () => {
      await visitor.seesHeading(action);
      await visitor.sees(theme);
    });
    await then('the thread leads from the sentence to the theme and the action', async () => {
      await visitor.open(finding);
      await visitor.sees(theme);
      await visitor.sees('31 March 2031');
    });
    await then('and from the theme back to the finding', async () => {
      await visitor.follow(theme);
      assert.match(visitor.path(), /^\/themes\//);
      await visitor.follow(/Private fostering/);
      assert.equal(visitor.path(), finding);
    });
    await then('coverage no longer names it', async () => {
      await visitor.open('/plan/coverage');
      await visitor.seesHeading('Findings with no theme');
      assert.equal(await visitor.page.locator('.gt-gaps').getByText(/Private fostering/).count(), 0);
    });
  },
};
