import { choosePassword, people } from './support/people.mjs';

const director = 'director@northmere.example';

export default {
  title: 'A project’s initiation document is written, approved by somebody else, locked, and changed only on request',
  async walk({ given, when, then, visitor, program, another }) {
    let document;
    const approver = await another();
    await given('a programme manager reads the draft of a pilot', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/projects');
      await visitor.follow(/Group supervision every fortnight/);
      await visitor.follow('a draft');
      document = visitor.path();
      await visitor.sees(/Still empty, and required/);
    });
    await when('they submit it as it is', async () => {
      await visitor.follow('Submit for approval');
      await visitor.press('Submit it');
    });
    await then('the refusal names what is missing', async () => {
      await visitor.sees('There is a problem');
      await visitor.sees(/In scope/);
    });
    await when('they write what is missing and submit it to the director', async () => {
      await visitor.open(document);
      await visitor.follow('Write');
      await visitor.fill('In scope', 'The two teams of East and North.');
      await visitor.fill('Success measures', 'Plans reviewed within six weeks.');
      await visitor.fill('Deliverables', 'Twelve sessions and a report of what changed.');
      await visitor.fill('Governance, tolerances and escalation', 'Two weeks without asking.');
      await visitor.fill('Risks and issues', 'East has no team manager.');
      await visitor.fill('Equality and data protection screening', 'No adverse effect found.');
      await visitor.press('Save');
      await visitor.follow('Submit for approval');
      await visitor.select('Who is asked to approve it', 'Director of children’s services (Board member)');
      await visitor.press('Submit it');
    });
    await then('it waits for the director', () => visitor.sees('The document was submitted for approval.'));

    await when('the director approves it', async () => {
      await choosePassword(approver, program, director);
      await approver.open(document);
      await approver.follow('Approve or return it');
      await approver.choose('Approve it');
      await approver.press('Save the decision');
    });
    await then('it is locked as version 1', async () => {
      await approver.sees('The document was approved and is locked.');
      await approver.sees('Approved and locked');
      await visitor.open(document + '/edit');
      await visitor.sees('Approved and locked');
    });

    await when('the programme manager asks for a change', async () => {
      await visitor.open(document);
      await visitor.follow('Ask for a change');
      await visitor.fill('Why it must change', 'A third team has asked to take part.');
      await visitor.fill('In scope', 'The three teams of East, North and West.');
      await visitor.press('Ask for this change');
    });
    await then('the document stands as it was, and the request shows the difference', async () => {
      await visitor.open(document);
      await visitor.sees('The two teams of East and North.');
      await visitor.follow('Change 1');
      await visitor.seesHeading('What differs, section by section');
      await visitor.sees('As it would be');
      await approver.open(visitor.path());
    });
    await when('the director accepts it', async () => {
      await approver.choose('Accept it');
      await approver.press('Save the decision');
    });
    await then('version 2 stands and version 1 is kept', async () => {
      await visitor.open(document);
      await visitor.sees('The three teams of East, North and West.');
      await visitor.follow('Version 1');
      await visitor.sees('The two teams of East and North.');
    });
  },
};
