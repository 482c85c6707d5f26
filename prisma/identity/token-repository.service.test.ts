import { expect, test } from 'vitest';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

test('race: of 20 concurrent attempts to spend a token one succeeds, and may be repeated', async () => {
  const { catalogue } = await freshCatalogue();
  const spenders = Array.from({ length: 20 }, (_, index) => `track/trk_1#${index}`);
  const answers = await Promise.all(
    spenders.map((usedBy) => catalogue.tokens.spend('default', 'dec_1', usedBy)),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
  const again = await Promise.all(
    spenders.map((usedBy) => catalogue.tokens.spend('default', 'dec_1', usedBy)),
  );
  expect(again).toEqual(answers);
  expect(await catalogue.tokens.spend('other', 'dec_1', 'act_rita')).toBe(true);
});
