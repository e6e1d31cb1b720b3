import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'Two people change one action, and neither loses what they wrote',
  views: ['desktop', 'phone', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program, another }) {
    let action;
    const second = await another();
    await given('a programme manager has opened an action to change it', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/plan');
      await visitor.follow(/Agree with parents and partners one plan template/);
      action = visitor.path();
      await visitor.follow('Change this action');
    });
    await given('meanwhile its theme’s lead changed it', async () => {
      await choosePassword(second, program, 'head.of.assessment@northmere.example');
      await second.open(`${action}/edit`);
      await second.fill('Owner, by role', 'Service manager, West');
      await second.press('Save');
      await second.sees('Service manager, West');
    });

    await when('the programme manager saves another owner', async () => {
      await visitor.fill('Owner, by role', 'Head of fostering');
      await visitor.press('Save');
    });
    await then('both versions are shown', async () => {
      await visitor.sees('Service manager, West');
      await visitor.sees('Head of fostering');
    });
    await then('nothing was overwritten', async () => {
      await second.open(action);
      await second.sees('Service manager, West');
    });
  },
};
