import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePassword, people } from './support/people.mjs';

const heading = 'Improvement tracker,,,,,,\nRef,Action,Owner,Theme,Target date,RAG,Comments\n';
const faulty = `${heading}N-1,Agree a neglect strategy with partners,Head of safeguarding,Neglect,31/02/2027,Green,
N-2,Train every practitioner in the strategy,Head of safeguarding,Planning,Q2 2026/27,Green,
`;
const right = `${heading}N-1,Agree a neglect strategy with partners,Head of safeguarding,Planning,26/02/2027,Green,First draft is out
N-2,Train every practitioner in the strategy,Head of safeguarding,Planning,Q2 2026/27,Green,
`;
const later = right.replace('First draft is out', 'Partners have agreed it').replace('26/02/2027', '31/03/2027').replace('Q2 2026/27', '');

export default {
  title: 'A tracker with faults is read, mended, brought in, and brought in again',
  async walk({ given, when, then, visitor, program }) {
    const read = async (content) => {
      const path = join(program.folder, 'tracker.csv');
      await writeFile(path, content);
      await visitor.open('/plan/import');
      await visitor.attach('Tracker', path, 'text/csv');
      await visitor.press('Read the tracker');
    };
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));
    await when('they read a tracker with faults', () => read(faulty));
    await then('each is named with what would be right, and nothing can be brought in', async () => {
      await visitor.sees(/February 2027 has 28 days/);
      await visitor.sees(/There is no theme “Neglect” in the plan/);
      await visitor.sees(/Nothing is brought in while one remains/);
      await visitor.doesNotSee('Bring it in');
    });
    await when('they read it again, mended', () => read(right));
    await then('a date that names no day is asked about, never guessed', async () => {
      await visitor.sees('2 rows read: 2 new, 0 change the plan, 0 as in the plan. 1 date names no day and must be answered.');
      await visitor.press('Bring it in');
      await visitor.sees('There is a problem');
    });
    await when('they answer', async () => {
      await visitor.fill('Row 4, column E: which day is “Q2 2026/27”?', '30 September 2026');
      await visitor.press('Bring it in');
    });
    await then('both are in the plan', async () => {
      await visitor.sees('2 actions added, 0 changed, 0 as they were.');
      await visitor.open('/plan');
      await visitor.sees(/Agree a neglect strategy with partners/);
    });
    await when('the same tracker comes back changed', () => read(later));
    await then('only the difference is shown', async () => {
      await visitor.sees('2 rows read: 0 new, 1 changes the plan, 1 as in the plan.');
      await visitor.sees('Partners have agreed it');
    });
    await when('they bring it in', () => visitor.press('Bring it in'));
    await then('the words change and the date is asked for', async () => {
      await visitor.sees('0 actions added, 1 changed, 1 as they were.');
      await visitor.open('/plan');
      await visitor.follow(/Agree a neglect strategy with partners/);
      await visitor.sees('Partners have agreed it');
      await visitor.sees('26 February 2027');
      await visitor.sees('Waits to be agreed.');
    });
  },
};
