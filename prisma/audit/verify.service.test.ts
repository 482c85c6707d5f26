import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { contentSha256Of, hashEvent } from '../events/hash-event.ts';
import { freshCatalogue, tamper } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import type { AuditIssue } from './audit-issue.ts';

const COPY =
  'project_id, stream, sequence, type, occurred_at, actor, workflow_id, run_id, data, content_sha256, prev_hash, ' +
  'log_prev_hash, hash';

/** Two tracks whose events alternate, so that a stream's positions are not its sequences. */
async function audited() {
  const { catalogue, database } = await freshCatalogue();
  const life = sampleTrack('audited');
  const other = sampleTrack('neighbour');
  for (let index = 0; index < 12; index += 1) {
    for (const { events } of [life, other]) {
      const event = events[index];
      if (event) await catalogue.events.append([event]);
    }
  }
  return {
    catalogue,
    stream: life.streams.track,
    other: other.streams.track,
    tampered: (...statements: string[]) => tamper(database, ...statements),
  };
}

/** Issues without their details. */
async function issuesOf(catalogue: Catalogue): Promise<Omit<AuditIssue, 'detail'>[]> {
  const { events, streams, issues } = await catalogue.audit.verify();
  expect(events).toBeGreaterThan(20);
  expect(streams).toBe(2);
  return issues.map(({ detail, ...issue }) => {
    expect(detail).toMatch(/\S/);
    return issue;
  });
}

// Unique keys are checked row by row, so a shift goes through negative numbers.
const shift = (stream: string, from: number, by: number): string[] => [
  `UPDATE event SET sequence = -(sequence + ${by}) WHERE stream = '${stream}' AND sequence >= ${from}`,
  `UPDATE event SET sequence = -sequence WHERE stream = '${stream}' AND sequence < 0`,
];
const shiftPositions = (from: number, by: number): string[] => [
  `UPDATE event SET position = -(position + ${by}) WHERE position >= ${from}`,
  'UPDATE event SET position = -position WHERE position < 0',
];

test('an untouched trail has no issues', async () => {
  const { catalogue } = await audited();
  expect(await catalogue.audit.verify()).toEqual({ events: 24, streams: 2, issues: [] });
  expect(await catalogue.audit.verify({ projectId: 'default' })).toEqual({
    events: 24,
    streams: 2,
    issues: [],
  });
  expect(await catalogue.audit.verify({ projectId: 'another' })).toEqual({
    events: 0,
    streams: 0,
    issues: [],
  });
});

test.each([
  ['data', `data = jsonb_set(data, '{version}', '2')`],
  ['type', `type = 'track.resumed'`],
  ['actor', `actor = 'act_rita'`],
  ['time', `occurred_at = occurred_at + interval '1 millisecond'`],
  ['workflow', 'workflow_id = NULL'],
  ['run', `run_id = 'run-9'`],
  ['project', `project_id = 'another'`],
  ['hash', `hash = repeat('a', 64)`],
  ['content hash', `content_sha256 = repeat('a', 64)`],
  ['previous hash', `prev_hash = repeat('b', 64)`],
  ['previous hash of the log', `log_prev_hash = repeat('b', 64)`],
])('a changed event is reported: its %s', async (_, assignment) => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(`UPDATE event SET ${assignment} WHERE stream = '${stream}' AND sequence = 4`);
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'changed', stream, sequence: 4, position: 7 },
  ]);
});

test.each([1, 12])(
  'a changed event is reported at the end of its chain: event %i',
  async (sequence) => {
    const { catalogue, stream, tampered } = await audited();
    await tampered(
      `UPDATE event SET actor = 'act_x' WHERE stream = '${stream}' AND sequence = ${sequence}`,
    );
    expect(await issuesOf(catalogue)).toEqual([
      { kind: 'changed', stream, sequence, position: sequence * 2 - 1 },
    ]);
  },
);

test('an event that was changed and rehashed is reported', async () => {
  const { catalogue, stream, tampered } = await audited();
  const event = (await catalogue.events.readStream(stream))[3];
  if (!event) throw new Error('the event is missing');
  const contentSha256 = contentSha256Of({ ...event, actor: 'act_x' });
  await tampered(
    `UPDATE event SET actor = 'act_x', content_sha256 = '${contentSha256}',
      hash = '${hashEvent({ ...event, contentSha256 })}' WHERE stream = '${stream}' AND sequence = 4`,
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'changed', stream, sequence: 4, position: 7 },
  ]);
});

test('two changed events side by side are both reported', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    `UPDATE event SET actor = 'act_x' WHERE stream = '${stream}' AND sequence IN (4, 5)`,
  );
  expect(await issuesOf(catalogue)).toEqual(
    [4, 5].map((sequence) => ({ kind: 'changed', stream, sequence, position: sequence * 2 - 1 })),
  );
});

test('reordered events are reported', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    `UPDATE event SET sequence = -(9 - sequence) WHERE stream = '${stream}' AND sequence IN (4, 5)`,
    `UPDATE event SET sequence = -sequence WHERE stream = '${stream}' AND sequence < 0`,
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'reordered', stream, sequence: 4, position: 9 },
    { kind: 'reordered', stream, sequence: 5, position: 7 },
  ]);
});

test('events whose global positions were exchanged are reported', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    `UPDATE event SET position = -(16 - position) WHERE position IN (7, 9)`,
    'UPDATE event SET position = -position WHERE position < 0',
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'reordered', stream, sequence: 5, position: 7 },
    { kind: 'reordered', stream, sequence: 4, position: 9 },
  ]);
});

test('an inserted event is reported, and the events moved by it are not', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    ...shift(stream, 5, 1),
    ...shiftPositions(9, 1),
    `INSERT INTO event (position, ${COPY})
      SELECT 9, project_id, stream, 5, type, occurred_at,
        'act_x', workflow_id, run_id, data, content_sha256, prev_hash, log_prev_hash, repeat('c', 64)
      FROM event WHERE stream = '${stream}' AND sequence = 4`,
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'inserted', stream, sequence: 5, position: 9 },
  ]);
});

test('an inserted event with a valid hash and a valid link is reported', async () => {
  const { catalogue, stream, tampered } = await audited();
  const before = (await catalogue.events.readStream(stream))[3];
  if (!before) throw new Error('the event is missing');
  const content = { ...before, sequence: 5, actor: 'act_x' };
  const beforeInLog = (await catalogue.audit.point(8))?.hash ?? '';
  const forged = {
    contentSha256: contentSha256Of(content),
    position: 9,
    prevHash: before.hash,
    logPrevHash: beforeInLog,
  };
  await tampered(
    ...shift(stream, 5, 1),
    ...shiftPositions(9, 1),
    `INSERT INTO event (position, ${COPY})
      SELECT 9, project_id, stream, 5, type, occurred_at,
        'act_x', workflow_id, run_id, data, '${forged.contentSha256}', '${before.hash}', '${beforeInLog}',
        '${hashEvent(forged)}'
      FROM event WHERE stream = '${stream}' AND sequence = 4`,
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'inserted', stream, sequence: 5, position: 9 },
  ]);
});

test('an event appended without its link is reported', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    `INSERT INTO event (position, ${COPY})
      SELECT 25, project_id, stream, 13, type, occurred_at,
        actor, workflow_id, run_id, data, content_sha256, repeat('d', 64), log_prev_hash, repeat('e', 64)
      FROM event WHERE stream = '${stream}' AND sequence = 12`,
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'inserted', stream, sequence: 13, position: 25 },
  ]);
});

test('a missing event is reported, with the position that it had', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(`DELETE FROM event WHERE stream = '${stream}' AND sequence = 5`);
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'missing', stream, sequence: 5, position: 9 },
  ]);
});

test('a missing event is reported even if later events were moved up, in the stream and in the positions', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    `DELETE FROM event WHERE stream = '${stream}' AND sequence = 5`,
    ...shift(stream, 6, -1),
    ...shiftPositions(10, -1),
  );
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'missing', stream, sequence: 5, position: 9 },
  ]);
});

test('a missing first event and several missing ones are reported', async () => {
  const { catalogue, stream, other, tampered } = await audited();
  await tampered(
    `DELETE FROM event WHERE stream = '${stream}' AND sequence = 1`,
    `DELETE FROM event WHERE stream = '${other}' AND sequence IN (6, 7)`,
  );
  const issues = await issuesOf(catalogue);
  expect(
    issues
      .filter((issue) => issue.stream !== null)
      .map((issue) => [issue.kind, issue.stream, issue.sequence])
      .sort(),
  ).toEqual(
    [
      ['missing', stream, 1],
      ['missing', other, 6],
      ['missing', other, 7],
    ].sort(),
  );
  expect(issues.filter((issue) => issue.kind !== 'missing')).toEqual([]);
});

test('a truncated tail shows as a gap in the positions', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(`DELETE FROM event WHERE stream = '${stream}' AND sequence = 12`);
  expect(await issuesOf(catalogue)).toEqual([
    { kind: 'missing', stream: null, sequence: null, position: 23 },
  ]);
});

test('a changed, a moved and a missing event are distinguished in one chain', async () => {
  const { catalogue, stream, tampered } = await audited();
  await tampered(
    `UPDATE event SET actor = 'act_x' WHERE stream = '${stream}' AND sequence = 2`,
    `UPDATE event SET sequence = -(11 - sequence) WHERE stream = '${stream}' AND sequence IN (5, 6)`,
    `UPDATE event SET sequence = -sequence WHERE stream = '${stream}' AND sequence < 0`,
    `DELETE FROM event WHERE stream = '${stream}' AND sequence = 9`,
  );
  expect((await issuesOf(catalogue)).map(({ kind, sequence }) => [kind, sequence])).toEqual([
    ['changed', 2],
    ['reordered', 5],
    ['reordered', 6],
    ['missing', 9],
  ]);
});
