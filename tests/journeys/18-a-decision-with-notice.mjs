import { choosePassword, people } from './support/people.mjs';

function today() {
  const now = process.env.GOLDENTHREAD_NOW ? new Date(process.env.GOLDENTHREAD_NOW) : new Date();
  return { iso: now.toLocaleDateString('en-CA', { timeZone: 'Europe/London' }), typed: now.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' }) };
}

export default {
  title: 'A key decision without its notice is remedied, taken, called in and settled',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program }) {
    const { iso, typed } = today();
    let decision;
    await given('a key decision of Cabinet is planned for today, and no notice was published', async () => {
      const listed = JSON.parse(await program.command('body', 'list', '--as', people.programmeManager, '--json'));
      const cabinet = listed.records.find((each) => each.title === 'Cabinet');
      await program.command('decision', 'plan', '--as', people.programmeManager, '--title', 'Emergency places for children', '--body', cabinet.id, '--day', iso, '--is-key', 'yes', '--why-key', 'It spends more than the threshold.', '--is-private', 'no', '--decision-maker', 'Cabinet', '--contact', 'Head of placements');
      await choosePassword(visitor, program, people.programmeManager);
    });

    await when('its page is opened', async () => {
      await visitor.open('/decisions');
      await visitor.follow(/Emergency places for children/);
      decision = visitor.path();
    });
    await then('it says what was missed and what the law offers', async () => {
      await visitor.sees(/missed/);
      await visitor.sees(/scrutiny chair/);
    });

    const enter = async (step, button = 'Save') => {
      await visitor.open(`${decision}/steps/${step}`);
      await visitor.fill('The day it was done', typed);
      await visitor.press(button);
    };
    await when('the scrutiny chair agrees that it is urgent, and the decision is taken', async () => {
      await enter('urgency_agreed');
      await visitor.open(`${decision}/take`);
      await visitor.fill('The day it was taken', typed);
      await visitor.fill('What was decided, in its own words', 'Twelve emergency places are bought for six months.');
      await visitor.press('Save');
    });
    await then('what was decided stands on its page', async () => {
      await visitor.sees('Twelve emergency places are bought for six months.');
    });

    await when('the record is published and the decision is called in', async () => {
      await enter('record_published');
      await enter('called_in');
    });
    await then('it may not be put into effect', async () => {
      await visitor.sees('Call-in settled');
    });
    await when('scrutiny has settled it', async () => {
      await visitor.follow('Call-in settled');
      await visitor.fill('The day it was done', typed);
      await visitor.press('Save');
    });
    await then('what was done may be written down, and the thread from decision to result is whole', async () => {
      await visitor.follow('Say what was done');
      await visitor.fill('What was done', 'Nine places were filled in the first week.');
      await visitor.press('Save');
      await visitor.sees('Nine places were filled in the first week.');
    });
  },
};
