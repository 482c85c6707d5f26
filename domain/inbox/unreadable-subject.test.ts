import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { unreadableSubject } from './unreadable-subject.ts';

const trackId = deriveId('trk', 'one');
const releaseId = deriveId('rel', 'one');
const none = { partnerReference: null, trackId: null, releaseId: null };

test.each([
  ['a reference', { reference: 'prt_1', lines: 7 }, { ...none, partnerReference: 'prt_1' }],
  ['a track', { trackId, requestId: '' }, { ...none, trackId }],
  ['a release', { releaseId, requestId: '' }, { ...none, releaseId }],
  ['no valid one', { reference: 'a b', trackId: 7, releaseId: 'rel_1' }, none],
])('the subject is %s', (_name, data, subject) => {
  expect(unreadableSubject(JSON.stringify({ type: 'unknown', data }))).toEqual(subject);
});

test.each(['no JSON', '7', '{}', '{"data":[]}'])('%s has no subject', (body) => {
  expect(unreadableSubject(body)).toEqual(none);
});
