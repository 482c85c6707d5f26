import { expect, test } from 'vitest';
import type { PartName, Variation } from '@fermata/contracts/values';
import type { Preview } from './preview.ts';
import { variationIssue } from './variation-issue.ts';

const preview = {
  made: {
    parts: (['drums', 'bass', 'chords'] satisfies PartName[]).map((part) => ({ part })),
    intent: { withoutParts: ['lead'] },
  },
} as unknown as Pick<Preview, 'made'>;

const issueOf = (variation: Variation) => variationIssue(preview, variation);

test('a part that is not there is named, with those that are', () => {
  expect(issueOf({ part: 'pad' })).toBe(
    'the preview has no pad; its parts are drums, bass, chords',
  );
  expect(issueOf({ part: 'lead' })).toContain('has no lead');
  expect(issueOf({ withoutParts: ['drums', 'pad'] })).toContain('has no pad');
});

test('a part that is there, or is left out already, may be left out', () => {
  expect(issueOf({ part: 'bass' })).toBeNull();
  expect(issueOf({ withoutParts: ['drums', 'lead'] })).toBeNull();
  expect(issueOf({ tempoBpm: 90 })).toBeNull();
});
