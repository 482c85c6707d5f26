import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { sampleTrack } from '../testing/sample-track.ts';
import { storedEvent } from './event-row.ts';

const [accepted] = sampleTrack('row').events;
if (accepted?.type !== 'track.accepted') throw new Error('the sample begins otherwise');
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

test('an event is read whatever fields a newer writer has added, at any depth', () => {
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

test('an event that says something else than its type is not read', () => {
  const { data } = accepted;
  expect(() =>
    storedEvent(
      row({ ...data, brief: { ...data.brief, weather: 'rain', durationSeconds: 'long' } }),
    ),
  ).toThrow(ZodError);
});
