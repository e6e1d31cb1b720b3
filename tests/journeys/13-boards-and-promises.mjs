import { choosePassword, people } from './support/people.mjs';

// The day before the program's own today, as people type it.
function yesterday() {
  const now = process.env.GOLDENTHREAD_NOW ? new Date(process.env.GOLDENTHREAD_NOW) : new Date();
  now.setUTCDate(now.getUTCDate() - 1);
  return now.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
}

export default {
  title: 'A board’s rota is planned, a meeting is minuted, and a promise made there is answered and closed',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program }) {
    const day = yesterday();
    const promise = 'We will bring how many permanent staff have left, team by team.';
    let meeting;
    await given('a programme manager has opened the improvement board', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/bodies');
      await visitor.follow('Improvement Board');
    });

    await when('they accept the rota that is suggested', async () => {
      await visitor.follow('Rota');
      await visitor.press('Accept the suggestions');
    });
    await then('its themes are on the agendas', async () => {
      await visitor.sees(/put on agendas/);
    });

    await when('they record a meeting that was held yesterday, with an item', async () => {
      await visitor.open('/meetings/new');
      await visitor.select('Body that meets', 'Improvement Board');
      await visitor.fill('Day', day);
      await visitor.choose('It was held before its record was kept here');
      await visitor.press('Add the meeting');
      meeting = visitor.path();
      await visitor.follow('Add an item');
      await visitor.fill('What it is about', 'Turnover of staff');
      await visitor.fill('Presented by, by role (optional)', 'HR partner');
      await visitor.press('Add the item');
    });
    await when('they minute it, and a promise is made', async () => {
      await visitor.follow('Write the minutes');
      await visitor.fill('What was said and decided', 'Members asked who leaves, and from which teams.');
      await visitor.fill('A promise made aloud, in the words used', promise);
      await visitor.press('Save item 1');
    });
    await then('the promise stands under the item', async () => {
      await visitor.sees(promise);
    });

    await when('the promise is answered', async () => {
      await visitor.follow(new RegExp(promise));
      await visitor.follow('Answer it');
      await visitor.fill('What the body is told', 'Forty-one left in twelve months, fifteen of them from assessment.');
      await visitor.press('Record the answer');
    });
    await then('it waits for the board to close it', async () => {
      await visitor.sees(/has not closed it yet/);
    });
    await when('the board closes it', async () => {
      await visitor.follow('Close it');
      await visitor.select('Closed at this meeting of the body', `Improvement Board, ${day}`);
      await visitor.press('Close it');
    });
    await then('it was kept in time', async () => {
      await visitor.sees(/Kept in time, and closed/);
    });

    await when('they print the minutes', async () => {
      await visitor.open(`${meeting}/minutes/paper`);
    });
    await then('what was said and what was promised stand on the paper', async () => {
      await visitor.sees('Members asked who leaves, and from which teams.');
      await visitor.sees('Action log');
    });
  },
};
