import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePassword, people } from './support/people.mjs';

// More rows than a page brings in while somebody waits.
const rows = Array.from({ length: 520 }, (_, row) => `L-${row + 1},Visit family ${row + 1},Team manager,31/03/2027`);

export default {
  title: 'A long tracker is brought in by a job, which its person follows to the result',
  views: ['desktop', 'plain'],
  async walk({ given, when, then, visitor, program, view }) {
    await given('a programme manager has read a tracker of 520 rows', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      const path = join(program.folder, 'tracker.csv');
      await writeFile(path, `Ref,Action,Owner,Target date\n${rows.join('\n')}\n`);
      await visitor.open('/plan/import');
      await visitor.attach('Tracker', path, 'text/csv');
      await visitor.press('Read the tracker');
      await visitor.sees(/520 rows read: 520 new/);
    });
    await when('they bring it in', () => visitor.press('Bring it in'));
    if (view.javaScript === false) {
      await then('the job’s page is loaded anew until it leads to the result', async () => {
        await visitor.sees('It is done.');
        await visitor.follow('See the result');
      });
    }
    await then('they see what was done', () => visitor.sees('520 actions added, 0 changed, 0 as they were.'));
    await when('they look at the jobs', () => visitor.open('/jobs'));
    await then('it stands there, done', async () => {
      await visitor.sees('Done');
      await visitor.follow('Bring in tracker.csv');
      await visitor.sees('See the result');
    });
  },
};
