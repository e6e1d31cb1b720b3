// The description of the API at /api/v1/openapi.json is a valid OpenAPI 3.1 document.
import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';

export default {
  title: 'The API describes itself in valid OpenAPI 3.1',
  withoutBrowser: true,
  holding: 'nothing',
  async walk({ when, then, program }) {
    const answer = await when('the description is asked for', () => fetch(`${program.address}/api/v1/openapi.json`));
    await then('it is there, as JSON', () => {
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type'), /json/);
    });
    const document = await answer.json();
    await then('it is valid, of version 3.1', async () => {
      const validator = new Validator();
      const outcome = await validator.validate(document);
      assert.ok(outcome.valid, JSON.stringify(outcome.errors, null, 2));
      assert.equal(validator.version, '3.1');
    });
    await then('it names operations', () => assert.ok(Object.keys(document.paths).length > 0));
  },
};
