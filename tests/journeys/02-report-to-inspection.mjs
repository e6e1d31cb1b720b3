import assert from 'node:assert/strict';
import { join } from 'node:path';
import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'A published report becomes an inspection once a person has checked it',
  async walk({ given, when, then, visitor, program, documents }) {
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));

    await when('they upload a report', async () => {
      await visitor.follow('Inspections');
      await visitor.follow('Add an inspection report');
      await visitor.attach('Report', join(documents, 'ilacs-2026-standard.pdf'));
      await visitor.press('Read the report');
    });
    await then('they see what was read, beside the text it came from', async () => {
      await visitor.seesHeading('Check what was read');
      assert.match(await visitor.page.getByLabel('Authority', { exact: true }).inputValue(), /Merrow/);
      assert.ok((await visitor.page.getByLabel('Finding 1', { exact: true }).inputValue()).length > 20);
      await visitor.seesHeading('The report’s text');
    });

    await when('they take out one inspector’s name and confirm', async () => {
      await visitor.fill('Lead inspector, one a line', 'Inspector, Invented');
      await visitor.press('Confirm and store the inspection');
    });
    await then('the inspection is stored, with the correction', async () => {
      assert.match(visitor.path(), /^\/inspections\/[a-z0-9]{16}$/);
      await visitor.sees('The inspection is stored. Now give its findings themes and actions.');
      await visitor.sees('Inspector, Invented');
    });

    await when('they upload the same file again', async () => {
      await visitor.open('/inspections/new');
      await visitor.attach('Report', join(documents, 'ilacs-2026-standard.pdf'));
      await visitor.press('Read the report');
    });
    await then('they are told that it is there already', async () => {
      await visitor.seesHeading('There is a problem');
      assert.equal(visitor.path(), '/inspections/new');
    });
  },
};
