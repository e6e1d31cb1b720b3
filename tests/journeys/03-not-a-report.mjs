import { join } from 'node:path';
import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'A file that is no report is refused in words, and nothing is stored',
  async walk({ given, when, then, visitor, program, documents, examples }) {
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));

    await when('they upload a text file', async () => {
      await visitor.open('/inspections/new');
      await visitor.attach('Report', join(examples, 'northmere', 'README.md'));
      await visitor.press('Read the report');
    });
    await then('the page says what was found and what to do', async () => {
      await visitor.seesHeading('There is a problem');
      await visitor.sees(/not a PDF/i);
    });

    await when('they upload a newsletter', async () => {
      await visitor.attach('Report', join(documents, 'newsletter.pdf'));
      await visitor.press('Read the report');
    });
    await then('the page says that it is none of the reports it knows', () => visitor.seesHeading('There is a problem'));

    await when('they send the form without a file', () => visitor.press('Read the report'));
    await then('the page asks for one', () => visitor.seesHeading('There is a problem'));

    await then('the server still answers', async () => {
      await visitor.open('/inspections');
      await visitor.seesHeading('Inspections');
    });
  },
};
