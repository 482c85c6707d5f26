import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { sampleTrack } from '../testing/sample-track.ts';
import { storedEvent } from './event-row.ts';

const [accepted] = sampleTrack('row').events;
if (accepted?.type !== 'track.accepted') throw new Error('the sample begins with another event');
const row = (data: unknown) => ({
  position: 1,
  project_id: accepted.projectId,
  stream: accepted.stream,
  sequence: 1,
  type: accepted.type,
  occurred_at: new Date(accepted.occurredAt),
  actor: accepted.actor,
  workflow_id: null,
  run_id: null,
  data,
  content_sha256: '',
  prev_hash: '',
  log_prev_hash: '',
  hash: '',
});

test('fields that a newer writer has added are ignored, at any depth', () => {
  const { data } = accepted;
  expect(
    storedEvent(
      row({
        ...data,
        colour: 'blue',
        brief: { ...data.brief, weather: 'rain' },
        review: { ...data.review, jury: { size: 3 } },
      }),
    ).data,
  ).toEqual(data);
});

test('an event whose data does not match its type is rejected', () => {
  const { data } = accepted;
  expect(() =>
    storedEvent(
      row({ ...data, brief: { ...data.brief, weather: 'rain', durationSeconds: 'long' } }),
    ),
  ).toThrow(ZodError);
});
