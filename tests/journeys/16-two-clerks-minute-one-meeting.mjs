import { choosePassword, people } from './support/people.mjs';

const clerk = 'democratic.services@northmere.example';

// The day before the program's own today, as people type it.
function yesterday() {
  const now = process.env.GOLDENTHREAD_NOW ? new Date(process.env.GOLDENTHREAD_NOW) : new Date();
  now.setUTCDate(now.getUTCDate() - 1);
  return now.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
}

export default {
  title: 'Two clerks minute one meeting at once, and neither loses a word',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program, another }) {
    const second = await another();
    let meeting;
    await given('a meeting of two items was held yesterday', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/meetings/new');
      await visitor.select('Body that meets', 'Improvement Board');
      await visitor.fill('Day', yesterday());
      await visitor.choose('It was held before its record was kept here');
      await visitor.press('Add the meeting');
      meeting = visitor.path();
      for (const title of ['Turnover of staff', 'Missing children']) {
        await visitor.follow('Add an item');
        await visitor.fill('What it is about', title);
        await visitor.press('Add the item');
      }
    });
    await given('somebody else is a clerk too', async () => {
      const listed = JSON.parse(await program.command('user', 'list', '--as', people.administrator, '--json'));
      const { account } = listed.accounts.find((each) => each.email === clerk);
      await program.command('role', 'grant', '--as', people.administrator, '--account', account, '--role', 'clerk');
      await choosePassword(second, program, clerk);
    });

    await when('each opens another item and saves what was said', async () => {
      await visitor.open(`${meeting}/minutes`);
      await second.open(`${meeting}/minutes`);
      await second.follow(/^Write/);
      await visitor.fill('What was said and decided', 'Members asked who leaves.');
      await visitor.press('Save item 1');
      await second.fill('What was said and decided', 'The police gave the figures.');
      await second.press('Save item 2');
    });
    await then('both texts stand', async () => {
      await visitor.open(`${meeting}/minutes/paper`);
      await visitor.sees('Members asked who leaves.');
      await visitor.sees('The police gave the figures.');
    });

    await when('both write under the same item', async () => {
      await visitor.open(`${meeting}/minutes`);
      await visitor.follow(/Go on writing.*item 1/);
      await second.open(`${meeting}/minutes`);
      await second.follow(/Go on writing.*item 1/);
      await visitor.fill('What was said and decided', 'Members asked who leaves, and from which teams.');
      await visitor.press('Save item 1');
      await second.fill('What was said and decided', 'Members asked how many leave each month.');
      await second.fill('A promise made aloud, in the words used', 'We will bring the monthly figures.');
      await second.fill('Promised by, by role', 'HR partner');
      await second.press('Save item 1');
    });
    await then('whoever saves last sees both, with the promise, and nothing was overwritten', async () => {
      await second.sees('Members asked who leaves, and from which teams.');
      await second.sees('Members asked how many leave each month.');
      await second.sees('We will bring the monthly figures.');
      await visitor.open(`${meeting}/minutes/paper`);
      await visitor.sees('Members asked who leaves, and from which teams.');
      await visitor.doesNotSee('We will bring the monthly figures.');
    });
    await when('they choose theirs', async () => {
      await second.choose('Save mine over theirs, in every field above');
      await second.press('Continue');
    });
    await then('their text stands, and the promise is in the action log', async () => {
      await second.open(`${meeting}/action-log`);
      await second.sees('We will bring the monthly figures.');
    });
  },
};
