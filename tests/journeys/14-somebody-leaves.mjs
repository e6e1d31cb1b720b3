import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'Somebody leaves, and all their work goes to somebody else with its history',
  async walk({ given, when, then, visitor, program }) {
    await given('a programme manager looks at what the systems lead answers for', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/plan/work');
      await visitor.select('Their account', 'Systems lead (Theme lead)');
      await visitor.press('Show what they answer for');
      await visitor.seesHeading('Work of Systems lead');
      await visitor.sees(/Move the emergency duty team/);
    });
    await when('they move it without a reason', async () => {
      await visitor.select('Who takes it over', 'Performance analyst (Analyst)');
      await visitor.press('Move all of it');
    });
    await then('they are asked for one', () => visitor.sees('There is a problem'));
    await when('they say why', async () => {
      await visitor.fill('Why', 'The systems lead has left the council.');
      await visitor.press('Move all of it');
    });
    await then('nothing is left, and the history says why', async () => {
      await visitor.sees('They answer for nothing in the plan that is still open.');
      await visitor.open('/plan');
      await visitor.follow(/Move the emergency duty team/);
      await visitor.sees('Systems lead (Performance analyst)');
      await visitor.follow('History: what it has been, who changed it and why');
      await visitor.sees('The systems lead has left the council.');
    });
  },
};
