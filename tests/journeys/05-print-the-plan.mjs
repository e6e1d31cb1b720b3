import assert from 'node:assert/strict';
import { choosePassword, people } from './support/people.mjs';

export default {
  title: 'The improvement plan prints without the frame around it',
  async walk({ given, when, then, visitor, program }) {
    await given('a programme manager is signed in', () => choosePassword(visitor, program, people.programmeManager));

    await when('they open the plan for print', async () => {
      await visitor.follow('Plan');
      await visitor.follow('Print the plan');
    });
    await then('it holds what the inspectors said, and every theme with its actions', async () => {
      await visitor.seesHeading('What the inspectors said');
      await visitor.seesHeading(/Supervision and oversight/);
      await visitor.sees('Where it stands');
    });
    await then('on paper there is no header, menu or footer', async () => {
      await visitor.page.emulateMedia({ media: 'print' });
      for (const part of ['header.gt-header', 'nav.gt-nav', 'footer.gt-footer']) {
        assert.equal(await visitor.page.locator(part).filter({ visible: true }).count(), 0, `${part} would be printed`);
      }
      await visitor.seesHeading('What the inspectors said');
    });
    await then('it becomes a PDF of several pages', async () => {
      const paper = await visitor.page.pdf({ preferCSSPageSize: true });
      assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
      assert.ok((paper.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length > 2);
    });
  },
};
