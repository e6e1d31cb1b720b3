import { choosePassword, people } from './support/people.mjs';

const finance = 'finance.partner@northmere.example';

export default {
  title: 'Money is asked for, approved by somebody else, itemised, drawn, moved and re-profiled',
  views: ['desktop', 'phone', 'narrow', 'plain', 'keyboard'],
  async walk({ given, when, then, visitor, program, another }) {
    const second = await another();
    let bid, line;
    await given('a fund, and a finance partner who may decide', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await choosePassword(second, program, finance);
      await visitor.open('/funds/new');
      await visitor.fill('Its name', 'Social care reserve');
      await visitor.select('Kind', 'Corporate one-off');
      await visitor.press('Add');
    });

    await when('£750,000 is asked for', async () => {
      await visitor.follow('Add an approval');
      await visitor.fill('What the money is for', 'Extra therapists');
      await visitor.fill('Amount', '£750k');
      await visitor.select('One-off or recurring', 'One-off');
      await visitor.press('Add');
      bid = visitor.path();
    });
    await then('whoever asked cannot approve it', async () => {
      await visitor.follow('Record the decision');
      await visitor.select('Decision', 'Approved');
      await visitor.fill('Decided by', 'Cabinet');
      await visitor.press('Record the decision');
      await visitor.sees('Above £0 somebody else approves it');
    });
    await when('the finance partner records what Cabinet decided', async () => {
      await second.open(`${bid}/decide`);
      await second.select('Decision', 'Approved');
      await second.fill('Decided by', 'Cabinet');
      await second.press('Record the decision');
      await second.sees('The decision was recorded.');
    });

    await when('the money is itemised', async () => {
      await visitor.open(bid);
      await visitor.follow('Add a cost line');
      await visitor.fill('What is bought', 'Five therapists');
      await visitor.select('Kind', 'Post');
      await visitor.fill('Amount', '676,000');
      await visitor.press('Add');
      line = visitor.path();
    });
    await then('what no line names is shown, and nobody has said why', async () => {
      await visitor.open(bid);
      await visitor.sees('£74,000 is unallocated (9.9% of what was approved). Nobody has said why.');
    });
    await then('more than was approved cannot be itemised', async () => {
      await visitor.follow('Add a cost line');
      await visitor.fill('What is bought', 'Laptops');
      await visitor.select('Kind', 'Equipment');
      await visitor.fill('Amount', '74,001');
      await visitor.press('Add');
      await visitor.sees('At most £74,000 is left');
    });

    await when('the line is spread over a year, and then starts late', async () => {
      await visitor.open(`${line}/profile`);
      await visitor.fill('Spread from (optional)', '1 April 2026');
      await visitor.fill('Spread until (optional)', '31 March 2027');
      await visitor.press('Keep this profile');
      await visitor.fill('Months and amounts', 'January 2027 100,000\nFebruary 2027 100,000');
      await visitor.fill('Why it changes', 'The therapists start late');
      await visitor.press('Keep this as the next version');
    });
    await then('both are there, and the difference is not made to fit', async () => {
      await visitor.sees('The months come to £200,000; the line has £676,000.');
      await visitor.open(line);
      await visitor.sees('£200,000 of it has months, from January 2027 to February 2027');
    });

    await when('a post is put on the line and created', async () => {
      await visitor.follow('Add a post');
      await visitor.fill('Its title', 'Family therapist F');
      await visitor.fill('Full-time equivalent', '0.6');
      await visitor.select('Basis', 'Fixed-term');
      await visitor.press('Add');
      await visitor.follow('Record a step');
      await visitor.select('Step', 'Created');
      await visitor.fill('On', '1 September 2026');
      await visitor.press('Record it');
    });
    await then('the board of posts has it', async () => {
      await visitor.open('/resources/posts');
      await visitor.sees('Family therapist F');
    });
  },
};
