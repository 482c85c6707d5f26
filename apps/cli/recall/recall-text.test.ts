import { expect, it } from 'vitest';
import { RecallDryRun } from '@fermata/contracts/http';
import { deriveId } from '@fermata/contracts/values';
import { dryRunText } from './recall-text.ts';

it('a dry run names the releases that are withdrawn or stopped, and the number to start it with', () => {
  const trackId = deriveId('trk', 'one');
  const releaseId = deriveId('rel', 'album');
  const text = dryRunText(
    RecallDryRun.parse({
      subject: { kind: 'model', name: 'theory', version: '2' },
      ...{ expectedTracks: 2, expectedReleases: 1, recallId: null },
      counts: { withdraw: 2, stopRelease: 0, refuse: 1, nothing: 0 },
      releases: [{ releaseId, title: 'Both Sides', recordings: 2, action: 'withdraw' }],
      tracks: [{ trackId, title: 'Rain', version: 2, stage: 'approved', action: 'withdraw' }],
    }),
  );
  expect(text).toMatch(/releases +1 release to be withdrawn or stopped/);
  expect(text).toMatch(new RegExp(`${releaseId} +2 +withdraw +Both Sides`));
  expect(text).toMatch(new RegExp(`${trackId} +2 +approved +withdraw +Rain`));
  expect(text).toMatch(/Start it with --expected-tracks 2\.$/);
});
