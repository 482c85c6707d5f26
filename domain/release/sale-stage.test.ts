import { expect, it } from 'vitest';
import { saleStage } from './sale-stage.ts';

it('is the stage of the track that has started the release', () => {
  const release = { createdByPerson: false, outcome: 'live' } as const;
  expect(saleStage(release, 'delisted')).toBe('delisted');
});

it('is that of the outcome of a release that a person has created, whatever its tracks do', () => {
  expect(saleStage({ createdByPerson: true, outcome: 'live' }, 'approved')).toBe('published');
  expect(saleStage({ createdByPerson: true, outcome: null }, 'published')).toBe('publishing');
});
