import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'Tables go into a report, and a review keeps what becomes of each post',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program }) {
    let review;
    await given('the programme manager of a council with money', () =>
      choosePassword(visitor, program, people.programmeManager));

    await when('they choose the tables of a bid in thousands', async () => {
      await visitor.open('/resources/tables');
      await visitor.sees('Draw-downs: All funds (£)');
      await visitor.select('Of', 'Bid: Second front-door duty manager');
      await visitor.select('In', 'Thousands of pounds');
      await visitor.press('Apply');
    });
    await then('the unit and the rounding are said, and the paper has no navigation', async () => {
      await visitor.sees('Money by financial year: Second front-door duty manager (£ thousand)');
      await visitor.sees('No figure is rounded.');
      await visitor.follow('Print');
      await visitor.seesHeading('Financial tables: Second front-door duty manager');
    });

    await then('what was done stands beside what it cost, and on the theme what pays for it', async () => {
      await visitor.open('/resources/value');
      await visitor.sees('Nothing here is divided by anything else.');
      await visitor.follow('Adolescent safeguarding');
      await visitor.sees('What pays for it');
      await visitor.sees('Family therapist A');
    });

    await when('they record that the review was held', async () => {
      await visitor.open('/funding-reviews');
      await visitor.follow('Review after the first year');
      review = visitor.path();
      await visitor.follow('Record that it was held');
      await visitor.fill('Held on', '20 November 2026');
      await visitor.fill('What it found', 'Supervision is regular in five teams of seven.');
      await visitor.press('Record it');
    });
    await then('it is refused by the posts that nobody decided', () =>
      visitor.sees('Nobody has decided yet what becomes of “Family therapist A”'));

    await when('a review of money without posts is held', async () => {
      await visitor.open('/approvals');
      await visitor.follow('Second front-door duty manager');
      await visitor.follow('Add a funding review');
      await visitor.fill('What is reviewed', 'Whether it is still needed');
      await visitor.press('Add');
      await visitor.follow('Record that it was held');
      await visitor.fill('Held on', '20 November 2026');
      await visitor.fill('What it found', 'It is.');
      await visitor.press('Record it');
    });
    await then('it stays as it was', async () => {
      await visitor.sees('The review was recorded with what becomes of each post.');
      await visitor.sees('No post hung on this money when the review was held.');
      await visitor.open(review);
      await visitor.sees('It cannot be recorded as held before somebody decides what becomes of 6 posts');
    });
  },
};
