import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'What the law asks for after an inspection counts down, and says how late it was',
  async walk({ given, when, then, visitor, program }) {
    let inspection;
    await given('a programme manager opens an inspection', async () => {
      await choosePassword(visitor, program, people.programmeManager);
      await visitor.open('/inspections');
      await visitor.follow(/Standard inspection, June 2025/);
      inspection = visitor.path();
      await visitor.seesHeading('Statutory clocks');
      await visitor.sees('Done with 2 working days to spare');
    });
    await when('they correct the day on which the report was published', async () => {
      await visitor.follow(/^Change\s*: Publish the inspection report$/);
      await visitor.fill('Day it was done, if it was', '12 September 2025');
      await visitor.press('Save');
    });
    await then('the clock says how late that was', async () => {
      await visitor.sees('The clock was changed.');
      await visitor.sees(/3 working days late/);
    });
    await when('they enter a day that has not come', async () => {
      await visitor.follow(/^Change\s*: Publish the inspection report$/);
      await visitor.fill('Day it was done, if it was', '1 September 2099');
      await visitor.press('Save');
    });
    await then('it is refused and what stood stays', async () => {
      await visitor.sees('There is a problem');
      await visitor.open(inspection);
      await visitor.sees(/3 working days late/);
    });
  },
};
