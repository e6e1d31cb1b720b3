import assert from 'node:assert/strict';

import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'Judgements stand beside earlier ones, a target is set and ended, and the plan leaves as a document',
  async walk({ given, when, then, visitor, program }) {
    await given('a programme manager enters an earlier inspection from a paper', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/inspections/record');
      await visitor.select('What the inspectorate came for', 'Single inspection (SIF)');
      await visitor.select('The framework it was made under', 'Single inspection framework (SIF), 2015-18');
      await visitor.press('Continue');
      await visitor.fill('The paper it is entered from', 'the Cabinet report of March 2017');
      await visitor.fill('When it was, in the paper’s words', 'November 2016');
      await visitor.select('Children who need help and protection', 'Inadequate');
      await visitor.select('Adoption performance', 'Good');
      await visitor.select('Overall effectiveness', 'Inadequate');
      await visitor.press('Enter this inspection');
    });
    await when('they open the judgement history', async () => {
      await visitor.open('/inspections');
      await visitor.follow('Judgement history');
    });
    await then('both stand there, joined by data that is shown', async () => {
      await visitor.sees(/requires improvement overall\./);
      await visitor.sees('No later counterpart; joined to no other line');
      await visitor.sees(/Usually between 20 December 2027 and 20 December 2028/);
      await visitor.sees(/third anniversary/);
      await visitor.sees('The same subject, other criteria');
    });
    await when('they set a target', async () => {
      await visitor.follow('Set a target');
      await visitor.select('Judgement area', 'Care leavers');
      await visitor.choose('Good');
      await visitor.fill('By which day', '30 April 2099');
      await visitor.fill('Who set it', 'Improvement Board');
      await visitor.fill('The decision, or the reason', 'Agreed with the plan');
      await visitor.press('Set this target');
    });
    await then('it stands as open', async () => {
      await visitor.sees('The target was set.');
      await visitor.sees('Good by 30 April 2099');
      await visitor.sees(/Open: /);
    });
    await when('they give it up', async () => {
      await visitor.follow(/^End it\s*: Care leavers, Good by 30 April 2099$/);
      await visitor.choose('Withdrawn');
      await visitor.fill('Who decided so', 'Improvement Board');
      await visitor.fill('Why', 'The date was set too far away');
      await visitor.press('End this target');
    });
    await then('it is kept with its end', async () => {
      await visitor.sees(/Withdrawn on /);
      await visitor.sees(/The date was set too far away/);
    });
    await when('they look at a day before', async () => {
      await visitor.fill('As it was known on', '31 December 2016');
      await visitor.press('Show that day');
    });
    await then('only what was known then stands there', async () => {
      await visitor.sees(/inadequate overall\./);
      await visitor.doesNotSee('Good by 30 April 2099');
    });
    await then('the plan and the inspection are there as documents', async () => {
      for (const [page, file] of [['/plan', 'improvement-plan'], ['/inspections', 'inspection-2025-06-09']]) {
        await visitor.open(page);
        if (page === '/inspections') await visitor.follow(/Standard inspection, June 2025/);
        for (const [format, ending, start] of [['OpenDocument', 'odt', 'PK'], ['Word', 'docx', 'PK'], ['PDF', 'pdf', '%PDF-']]) {
          const { name, bytes } = await visitor.download(format);
          assert.match(name, new RegExp(`^${file}.*\\.${ending}$`));
          assert.equal(bytes.subarray(0, start.length).toString('latin1'), start);
        }
      }
    });
  },
};
