import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePassword, people } from './support/people.mjs';

const finance = 'finance.partner@northmere.example';
const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

// The first day of the month so many before or after this one, by the program's own clock.
function monthFrom(offset) {
  const now = process.env.GOLDENTHREAD_NOW ? new Date(process.env.GOLDENTHREAD_NOW) : new Date();
  const there = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
  const printed = `${names[there.getUTCMonth()]} ${there.getUTCFullYear()}`;
  return { printed, firstDay: `1 ${printed}`, iso: there.toISOString().slice(0, 7) };
}

export default {
  title: 'Posts are filled late, three months of actuals come in, and what is not needed goes back',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program, another }) {
    const second = await another();
    let approval, line, draw, giveBack;
    const begins = monthFrom(-3).firstDay;
    const lastDay = `28 ${monthFrom(8).printed}`;
    await given('£750,000 that was approved, and a line for five therapists', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await choosePassword(second, program, finance);
      await visitor.open('/funds/new');
      await visitor.fill('Its name', 'Corporate reserve');
      await visitor.select('Kind', 'Corporate one-off');
      await visitor.fill('Where an underspend goes (optional)', 'Back to corporate budgets.');
      await visitor.press('Add');
      await visitor.follow('Add an approval');
      await visitor.fill('What the money is for', 'Improvement 2026');
      await visitor.fill('Amount', '£750k');
      await visitor.select('One-off or recurring', 'One-off');
      await visitor.press('Add');
      approval = visitor.path();
      await second.open(`${approval}/decide`);
      await second.select('Decision', 'Approved');
      await second.fill('Decided by', 'Cabinet');
      await second.press('Record the decision');
      await visitor.open(approval);
      await visitor.follow('Add a cost line');
      await visitor.fill('What is bought', 'Five therapists');
      await visitor.select('Kind', 'Post');
      await visitor.fill('Amount', '420,000');
      await visitor.fill('From (optional)', begins);
      await visitor.fill('Until (optional)', lastDay);
      await visitor.press('Add');
      line = visitor.path();
      await visitor.open(`${line}/profile`);
      await visitor.press('Keep this profile');
    });

    await when('the money is drawn down', async () => {
      await visitor.open(approval);
      await visitor.follow('Add a draw-down');
      await visitor.fill('What it is for', 'Therapists, first year');
      await visitor.fill('Amount in its first year', '420,000');
      await visitor.select('One-off or recurring', 'One-off');
      await visitor.fill('First financial year', '2026/27');
      await visitor.press('Add');
      draw = visitor.path();
      await second.open(`${draw}/decide`);
      await second.select('Decision', 'Approved');
      await second.fill('Decided by', 'Cabinet');
      await second.press('Record the decision');
    });

    await when('five posts are to be filled, and nobody is in them yet', async () => {
      for (const letter of 'ABCDE') {
        await visitor.open(line);
        await visitor.follow('Add a post');
        await visitor.fill('Its title', `Therapist ${letter}`);
        await visitor.fill('Full-time equivalent', '1');
        await visitor.select('Basis', 'Fixed-term');
        await visitor.fill('Cost in a full year (optional)', '84,000');
        await visitor.fill('Meant to start (optional)', begins);
        await visitor.press('Add');
      }
    });

    await given('finance opens closed months again, with the reason', async () => {
      for (const at of [-3, -2]) {
        await second.open(`/resources/month-end?month=${monthFrom(at).iso}`);
        await second.press(`Open again: ${monthFrom(at).printed}`);
        await second.sees('Say why it is opened again');
        await second.fill('Why it is opened again', 'A second ledger comes in');
        await second.press(`Open again: ${monthFrom(at).printed}`);
        await second.sees('was opened again');
      }
    });

    await when('finance sends three months, by its own code', async () => {
      const file = join(program.folder, 'ledger.csv');
      const rows = [-3, -2, -1].map((at, place) => `TH01,Therapists,${monthFrom(at).iso},${[7000, 7000, 14000.5][place]}`);
      await writeFile(file, `Cost centre,Name,Period,Net amount (£)\n${rows.join('\n')}\nTotal,,,28000.50\n`);
      await visitor.open('/ledgers/new');
      await visitor.fill('Its name', 'Finance system');
      await visitor.press('Add');
      await visitor.follow('Bring a file in');
      await visitor.attach('File of the finance system', file, 'text/csv');
      await visitor.press('Read the file');
    });
    await then('it asks what the code is booked to, and a wrong control total stops it', async () => {
      await visitor.select('What is TH01 booked to?', 'Cost line: Five therapists');
      await visitor.fill('Control total (optional)', '28,001');
      await visitor.press('Keep these answers');
      await visitor.sees('The rows come to £28,000.50, and the control total is £28,001');
      await visitor.fill('Control total (optional)', '28,000.50');
      await visitor.press('Keep these answers');
      await visitor.press('Bring it in');
      await visitor.sees('3 amounts were brought in');
    });
    await then('the forecast has fallen below the profile', async () => {
      await visitor.open(`${line}/forecast`);
      await visitor.sees(`Spent to ${monthFrom(-1).printed}: £28,001`);
      await visitor.sees('under the profile');
    });
    await then('the month’s end names what is missing, and is closed', async () => {
      await visitor.open(`/resources/month-end?month=${monthFrom(-1).iso}`);
      await visitor.sees('Say why lines differ from their profiles');
      await visitor.press(`Close ${monthFrom(-1).printed}`);
      await visitor.sees('Closed: no file changes what was spent in it');
    });

    await when('a month is set by hand, and the line is re-profiled', async () => {
      await visitor.open(`${line}/forecast`);
      await visitor.fill('Month', monthFrom(0).printed);
      await visitor.fill('Expected amount', '9,000');
      await visitor.fill('Why', 'An agency worker covers');
      await visitor.press('Set this month');
      await visitor.sees('The month was set.');
      await visitor.open(`${line}/profile`);
      await visitor.fill('Months and amounts', `${monthFrom(-3).printed} 7,000\n${monthFrom(-2).printed} 7,000\n${monthFrom(-1).printed} 14,000\n${monthFrom(2).printed} 35,000`);
      await visitor.fill('Why it changes', 'Posts are filled late');
      await visitor.press('Keep this as the next version');
    });

    await when('what is not needed is offered back', async () => {
      await visitor.open(`/underspend-returns/new?inside=${approval.split('/').pop()}`);
      await visitor.fill('Why it is not needed', 'Posts are filled late');
      await visitor.fill('Amount', '722,000');
      await visitor.press('Add');
      await visitor.sees('At most £721,999.50 can go back');
      await visitor.fill('Amount', '300,000');
      await visitor.press('Add');
      giveBack = visitor.path();
    });
    await then('somebody else approves it, and it has gone back', async () => {
      await second.open(`${giveBack}/decide`);
      await second.select('Decision', 'Approved');
      await second.fill('Decided by', 'Director of finance');
      await second.press('Record the decision');
      await visitor.open(giveBack);
      await visitor.sees('Approved');
    });

    await then('the finance section is there to be printed', async () => {
      await visitor.open('/resources/tables');
      await visitor.select('Of', 'Approved: Improvement 2026');
      await visitor.press('Apply');
      await visitor.follow('Print');
      await visitor.sees('Five therapists');
      await visitor.sees('420,000');
    });
  },
};
