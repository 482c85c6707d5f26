import { expect, it } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { comparedVersions } from './compare-command.ts';

const trackId = deriveId('trk', 'compared');

it('two versions of one track are compared, or those that the API chooses', () => {
  expect(comparedVersions(`${trackId}@1`, `${trackId}@3`)).toEqual({ trackId, versions: [1, 3] });
  expect(comparedVersions(trackId)).toEqual({ trackId, versions: undefined });
});

it.each([
  [`${trackId}@1`, undefined],
  [`${trackId}@1`, `${deriveId('trk', 'other')}@2`],
  [`${trackId}@1`, trackId],
  [`${trackId}@x`, `${trackId}@2`],
])('%s and %s are not compared', (a, b) => {
  expect(() => comparedVersions(a, b)).toThrow(`write ${trackId}@1 ${trackId}@2`);
});
