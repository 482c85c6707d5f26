import { expect, it } from 'vitest';
import { cancellationIssue, phaseOf } from './release-cancellation.ts';

const album = { releaseId: 'rel', trackId: 'trk', createdByPerson: true };
const at = '2026-11-30T12:00:00.000Z';

it.each([
  [{ keptAt: null, endedAt: null }, 'open'],
  [{ keptAt: at, endedAt: null }, 'kept'],
  [{ keptAt: at, endedAt: at }, 'kept'],
  [{ keptAt: null, endedAt: at }, 'ending'],
] as const)('a release with %o is %s', (release, phase) => {
  expect(phaseOf(release)).toBe(phase);
});

it.each([
  ['open', undefined],
  ['cancelling', 'twice'],
  ['kept', 'late'],
  ['ending', 'late'],
] as const)('a cancellation of a release that is %s is refused as %s', (phase, reason) => {
  expect(cancellationIssue(album, phase)?.reason).toBe(reason);
});

it('the release of a track is cancelled with its track only', () => {
  expect(cancellationIssue({ ...album, createdByPerson: false }, 'open')).toEqual({
    reason: 'not-allowed',
    detail: 'rel is the release of trk: cancel the track',
  });
});
