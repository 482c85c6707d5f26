import { expect, it } from 'vitest';
import { ReleaseTerms, STAGES } from '@fermata/contracts/values';
import { closedAnswer } from '../partner-request/release-request.ts';
import { isOpenTrack } from './is-open-track.ts';

it('finds the tracks whose release a request starts', () => {
  const releaseTerms = ReleaseTerms.parse({ publishOn: 'request', partners: ['shop'] });
  const found = STAGES.filter((stage) => isOpenTrack({ stage, releaseTerms }, 'shop'));
  expect(found).toEqual(['approved']);
  for (const stage of found) expect(closedAnswer(stage)).toBeNull();
  expect(isOpenTrack({ stage: 'approved', releaseTerms }, 'other')).toBe(false);
  const atOnce = ReleaseTerms.parse({ partners: ['shop'] });
  expect(isOpenTrack({ stage: 'approved', releaseTerms: atOnce }, 'shop')).toBe(false);
});
