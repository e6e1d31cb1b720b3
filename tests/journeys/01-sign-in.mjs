import assert from 'node:assert/strict';
import { choosePassword, password, people, signIn } from './support/people.mjs';

export default {
  title: 'A programme manager signs in, and is told plainly when the password is wrong',
  async walk({ given, when, then, visitor, program }) {
    await given('they chose a password by a one-time link', () => choosePassword(visitor, program, people.programmeManager));
    await given('they signed out', () => visitor.press('Sign out'));

    await when('they sign in with a wrong password', async () => {
      await visitor.open('/plan');
      await visitor.fill('Email address', people.programmeManager);
      await visitor.fill('Password', 'not the password');
      await visitor.press('Sign in');
    });
    await then('they are told so, beside the form, and their address is still there', async () => {
      await visitor.seesHeading('There is a problem');
      assert.equal(await visitor.page.getByLabel('Email address', { exact: true }).inputValue(), people.programmeManager);
      assert.equal(await visitor.page.getByLabel('Password', { exact: true }).inputValue(), '');
    });

    await when('they give the right one', async () => {
      await visitor.fill('Password', password);
      await visitor.press('Sign in');
    });
    await then('they are where they wanted to go', () => assert.equal(visitor.path(), '/plan'));

    await when('they sign out', () => visitor.press('Sign out'));
    await then('the plan asks who they are', async () => {
      await visitor.open('/plan');
      await visitor.seesHeading('Sign in');
    });
    await then('they can come back', async () => {
      await signIn(visitor, people.programmeManager);
      await visitor.seesHeading('My work');
    });
  },
};
