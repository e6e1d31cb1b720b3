import { choosePassword, people } from './support/people.mjs';

function inDays(days) {
  const now = process.env.GOLDENTHREAD_NOW ? new Date(process.env.GOLDENTHREAD_NOW) : new Date();
  now.setUTCDate(now.getUTCDate() + days);
  return now.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
}

export default {
  title: 'A board’s year is planned, and each of seven themes is looked at',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program }) {
    let themes;
    await given('a second oversight board looks at two themes a meeting', async () => {
      await program.command('body', 'add', '--as', people.programmeManager, '--title', 'Oversight Board', '--body-kind', 'oversight board', '--themes-a-meeting', '2');
      ({ themes } = JSON.parse(await program.command('plan', 'show', '--as', people.programmeManager, '--json')));
      await choosePassword(visitor, program, people.programmeManager);
    });

    await when('twelve monthly meetings are planned', async () => {
      await visitor.open('/meetings/series');
      await visitor.select('Body that meets', 'Oversight Board');
      await visitor.fill('First meeting', inDays(30));
      await visitor.select('How often', 'Every month');
      await visitor.fill('How many meetings', '12');
      await visitor.press('Add the meetings');
    });
    await then('they are in the calendar', async () => {
      await visitor.sees(/12 meetings added/);
    });

    await when('the rota is suggested and accepted', async () => {
      await visitor.open('/bodies');
      await visitor.follow('Oversight Board');
      await visitor.follow('Rota');
      await visitor.sees(/A full round takes 4 meetings/);
      await visitor.press('Accept the suggestions');
    });
    await then('every theme has its turns', async () => {
      await visitor.sees(/put on agendas/);
      for (const theme of themes) await visitor.sees(theme.title);
    });

    await when('the first agenda is opened', async () => {
      await visitor.open('/bodies');
      await visitor.follow('Oversight Board');
      await visitor.follow(inDays(30));
      await visitor.follow('Agenda for print');
    });
    await then('two themes stand on it', async () => {
      await visitor.seesHeading('Oversight Board');
    });
  },
};
