import { expect, test } from 'vitest';
import { accountOf } from './account.ts';
import { exchanges, sample } from './sample.test-data.ts';
import { requirementLookup } from './selection.ts';

const requirementOf = requirementLookup(sample);
const broken = sample.cases[2] as (typeof sample.cases)[0];
const account = (evidence: typeof exchanges) => accountOf({ ...broken, evidence }, requirementOf(broken.requirement));

test('of much evidence the last exchanges are shown, up to 4 kB, and the rest is counted', () => {
  const text = account(Array.from({ length: 50 }, () => exchanges).flat());
  const [, shown] = text.match(/^Exchanges \(the last (\d+) of 150; run\.json has all\):$/m) ?? [];
  expect(text.match(/^> (POST|PATCH|GET) /gm)?.length).toBe(Number(shown));
  expect(text.endsWith('> GET /api/v1/namespaces/covenant-1/pods/a\n< 200 after 3 ms\n< {}')).toBe(true);
  expect(text.slice(text.indexOf('\nExchanges')).length).toBeLessThan(4200);
});

test('a last exchange that is too long by itself is shown as far as it fits', () => {
  const long = {
    ...(exchanges[1] as (typeof exchanges)[0]),
    requestBody: '\n'.repeat(5000),
    responseBody: '\n'.repeat(5000),
  };
  const text = account([long]);
  expect(text).toContain('> PATCH /api/v1/');
  expect(text.endsWith('…')).toBe(true);
  expect(text.slice(text.indexOf('\nExchanges')).length).toBeLessThan(4200);
});

test('a case of a requirement that the record does not list is told all the same', () => {
  expect(accountOf(broken, requirementOf('update.unlisted'))).toContain('What happened: the field changed');
});
