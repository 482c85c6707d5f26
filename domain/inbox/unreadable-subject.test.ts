import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { unreadableSubject } from './unreadable-subject.ts';

const trackId = deriveId('trk', 'one');

test.each([
  ['a reference', { reference: 'prt_1', lines: 7 }, { partnerReference: 'prt_1', trackId: null }],
  ['a track', { trackId, requestId: '' }, { partnerReference: null, trackId }],
  ['no valid one', { reference: 'a b', trackId: 7 }, { partnerReference: null, trackId: null }],
])('the subject is %s', (_name, data, subject) => {
  expect(unreadableSubject(JSON.stringify({ type: 'unknown', data }))).toEqual(subject);
});

test.each(['no JSON', '7', '{}', '{"data":[]}'])('%s has no subject', (body) => {
  expect(unreadableSubject(body)).toEqual({ partnerReference: null, trackId: null });
});
