import assert from 'node:assert/strict';
import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'The plan is filtered, the view kept under a name, seen along time, and many actions are changed at once',
  async walk({ given, when, then, visitor, program, view }) {
    await given('a programme manager reads the plan', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/plan');
      await visitor.sees('35 actions');
    });
    await when('they ask for what is late', async () => {
      await visitor.select('Due', 'Late');
      await visitor.press('Apply');
    });
    await then('the list and its address say so', async () => {
      await visitor.sees('7 of 35 actions');
      assert.match(visitor.path(), /due=late/);
    });
    await when('they sort by date and save the view', async () => {
      // On a narrow screen the list has no headings to sort by.
      if (view.width < 1280) await visitor.open('/plan?due=late&sort=due');
      else await visitor.follow('Due');
      await visitor.fill('Name of the view', 'Late, oldest first');
      await visitor.press('Save the view');
    });
    await then('it opens from the plan as it was saved', async () => {
      await visitor.open('/plan');
      await visitor.follow('Late, oldest first');
      await visitor.sees('7 of 35 actions');
      assert.match(visitor.path(), /^\/plan\?due=late&sort=due$/);
    });

    await when('they look at one theme along time', async () => {
      await visitor.follow('Timeline');
      // What the list was narrowed to goes along.
      assert.match(visitor.path(), /^\/plan\/timeline\?.*due=late/);
      await visitor.select('Due', 'Any time');
      await visitor.select('Theme', 'Planning');
      await visitor.press('Apply');
      await visitor.follow('Months');
    });
    await then('the drawing and the table below say the same', async () => {
      await visitor.sees('8 of 35 actions');
      await visitor.sees('The same in words');
      await visitor.sees(/Move every open child-in-need plan to the new template/);
      await visitor.page.locator('main svg.gt-timeline[role=img] title').waitFor({ state: 'attached' });
    });
    await when('they choose two late actions and give them another owner', async () => {
      await visitor.open('/plan?due=late');
      await visitor.choose('Choose action 3');
      await visitor.choose('Choose action 4');
      await visitor.press('Change the chosen actions');
      await visitor.choose('Who owns them');
      await visitor.fill('New owner, by role', 'Service manager, North');
      await visitor.press('Show what would change');
    });
    await then('they see what would change before anything does', async () => {
      await visitor.seesHeading('2 actions would change');
      await visitor.sees('Nothing has been changed yet');
      await visitor.sees('Service manager, West');
      await visitor.sees(/Service manager, North, with no account/);
    });
    await when('they go on', () => visitor.press('Change 2 actions'));
    await then('both have the new owner, and their history says so', async () => {
      await visitor.sees('2 actions were changed.');
      await visitor.follow(/Move every open child-in-need plan to the new template/);
      await visitor.sees('Service manager, North');
      await visitor.follow('History: what it has been, who changed it and why');
      await visitor.sees('Service manager, West');
    });
  },
};
