import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { people } from './support/people.mjs';

const rowsAtOnce = 3000;
const rows = Array.from({ length: rowsAtOnce }, (_, row) => `K-${row + 1},Visit family ${row + 1},Team manager,31/03/2027`);

export default {
  title: 'Jobs outlive the server: killed while one runs, it has failed and runs again; what waited is done',
  withoutBrowser: true,
  async walk({ given, when, then, program }) {
    const asked = async (...words) => JSON.parse(await program.command(...words, '--as', people.programmeManager, '--json'));
    const actions = async () => (await asked('plan', 'show')).actions.filter((each) => each.reference.startsWith('K-')).length;
    const state = async (job) => (await asked('job', 'show', '--job', job)).state;
    const until = async (wanted, job) => {
      for (let tries = 0; tries < 600; tries++) {
        const now = await state(job);
        if (wanted.includes(now)) return now;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`the job never was ${wanted.join(' or ')}`);
    };
    let first;
    let last;
    let second;
    await given(`a tracker of ${rowsAtOnce} rows waits to be brought in`, async () => {
      const path = join(program.folder, 'tracker.csv');
      await writeFile(path, `Ref,Action,Owner,Target date\n${rows.join('\n')}\n`);
      first = (await asked('tracker', 'read', path)).import;
    });
    await when('it is brought in by a job and the server is killed meanwhile', async () => {
      last = (await asked('tracker', 'confirm', '--import', first, '--as-job')).job;
      await until(['running', 'done'], last);
      await program.kill();
    });
    await then('all of it was done or nothing, and the next server says which', async () => {
      const before = await state(last);
      assert.equal(await actions(), before === 'done' ? rowsAtOnce : 0);
      await program.serve();
      const after = await until(['failed', 'done'], last);
      assert.equal(after, before === 'done' ? 'done' : 'failed');
      assert.equal(await actions(), after === 'done' ? rowsAtOnce : 0);
    });
    await when('it is asked for again while no server runs', async () => {
      await program.kill();
      if ((await state(last)) === 'failed') second = (await asked('job', 'run-again', '--job', last)).job;
    });
    await then('it waits, and the next server does it', async () => {
      if (second) assert.equal(await state(second), 'queued');
      await program.serve();
      if (second) await until(['done'], second);
      assert.equal(await actions(), rowsAtOnce);
      await program.command('audit', 'verify');
    });
  },
};
