import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'An action is not done without proof, and its date moves only when someone else agrees',
  views: ['desktop', 'phone', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program, another }) {
    let action;
    const lead = await another();
    await given('a programme manager has opened an action', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/plan');
      await visitor.follow(/Move every open child-in-need plan to the new template/);
      action = visitor.path();
    });

    await when('they say that it is done', async () => {
      await visitor.follow('Say how it goes');
      await visitor.choose('Done');
      await visitor.fill('Done on', '20 November 2026');
      await visitor.press('Save');
    });
    await then('the refusal names the proof that is missing', async () => {
      await visitor.sees('cannot be marked done yet');
    });
    await when('they add evidence of the output', async () => {
      await visitor.open(action);
      await visitor.follow('Add evidence');
      await visitor.fill('What it is', 'Dip sample of forty plans on the new template');
      await visitor.select('Source', 'Observation');
      await visitor.choose('Output');
      await visitor.fill('Dated', '19 November 2026');
      await visitor.fill('What it shows', 'Forty of forty are on the new template.');
      await visitor.fill('Last day it counts', '31 December 2035');
      await visitor.press('Add the evidence');
    });
    await then('it stands at the action', async () => {
      await visitor.seesHeading('Move every open child-in-need plan to the new template');
      await visitor.sees('Dip sample of forty plans on the new template');
    });

    await when('the theme’s lead asks for another date', async () => {
      await choosePassword(lead, program, 'head.of.assessment@northmere.example');
      await lead.open(action);
      await lead.follow('Ask for another date');
      await lead.fill('The new due date', '31 March 2036');
      await lead.fill('Why the date cannot be kept', 'Three posts in the assessment teams are vacant.');
      await lead.press('Ask for this date');
      await lead.sees('Waits to be agreed.');
    });
    await when('the programme manager agrees', async () => {
      await visitor.open(action);
      await visitor.follow('Decide');
      await visitor.choose('Agree');
      await visitor.press('Save the decision');
    });
    await then('the action says that its date has moved, and from when', async () => {
      await visitor.sees('31 March 2036');
      await visitor.sees('Moved once');
    });
    await then('its history says who changed what and why', async () => {
      await visitor.follow('History: what it has been, who changed it and why');
      await visitor.sees('Three posts in the assessment teams are vacant.');
    });
  },
};
