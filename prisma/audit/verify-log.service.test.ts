import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import { freshCatalogue, tamper } from '../testing/fresh-catalogue.ts';
import { recomputeHashes } from '../testing/recompute-hashes.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import type { AuditIssue } from './audit-issue.ts';

/** Two tracks whose events alternate: one has the odd positions to 23, the other the even ones to 24. */
async function audited() {
  const { catalogue, database } = await freshCatalogue();
  const [one, other] = [sampleTrack('audited'), sampleTrack('neighbour')];
  for (let index = 0; index < 12; index += 1) {
    for (const { events } of [one, other]) {
      const event = events[index];
      if (event) await catalogue.events.append([event]);
    }
  }
  return {
    catalogue,
    database,
    stream: one.streams.track,
    other: other.streams.track,
    tampered: (...statements: string[]) => tamper(database, ...statements),
    /** Checkpoints of the log as it is now. */
    checkpoints: await checkpointsOf(catalogue, [6, 12, 18, 24]),
  };
}

const checkpointsOf = (catalogue: Catalogue, positions: readonly number[]): Promise<Checkpoint[]> =>
  Promise.all(
    positions.map(async (position, index) => ({
      number: index + 1,
      position,
      hash: (await catalogue.audit.point(position))?.hash ?? '',
      at: new Date().toISOString(),
      previousSha256: '0'.repeat(64),
      keyId: '0'.repeat(64),
    })),
  );

const closeUp = (from: number, by = 1): string[] => [
  `UPDATE event SET position = -(position - ${by}) WHERE position >= ${from}`,
  'UPDATE event SET position = -position WHERE position < 0',
];

const brief = (issues: readonly AuditIssue[]) =>
  issues.map(({ kind, stream, sequence, position }) => [kind, stream, sequence, position]);

async function issuesOf(catalogue: Catalogue, checkpoints?: readonly Checkpoint[]) {
  const { issues } = await catalogue.audit.verify(checkpoints ? { checkpoints } : {});
  for (const { detail } of issues) expect(detail).toMatch(/\S/);
  return brief(issues);
}

describe('without checkpoints, verify reports', () => {
  test('the last event of a stream, changed and rehashed', async () => {
    const { catalogue, database, stream, tampered } = await audited();
    await tampered(`UPDATE event SET actor = 'act_x' WHERE stream = '${stream}' AND sequence = 12`);
    await recomputeHashes(database, stream);
    expect(await issuesOf(catalogue)).toEqual([['changed', stream, 12, 23]]);
  });

  test('an event changed in the middle, with all later hashes of its stream recomputed', async () => {
    const { catalogue, database, stream, tampered } = await audited();
    await tampered(`UPDATE event SET actor = 'act_x' WHERE stream = '${stream}' AND sequence = 10`);
    await recomputeHashes(database, stream);
    expect(await issuesOf(catalogue)).toEqual([
      ['changed', stream, 10, 19],
      ['changed', stream, 11, 21],
      ['changed', stream, 12, 23],
    ]);
  });

  test('the cut tail of one stream, with the positions closed up', async () => {
    const { catalogue, stream, tampered } = await audited();
    await tampered(
      `DELETE FROM event WHERE stream = '${stream}' AND sequence >= 11`,
      ...closeUp(22),
      ...closeUp(23),
    );
    expect(await issuesOf(catalogue)).toEqual([
      ['missing', null, null, 21],
      ['missing', null, null, 23],
    ]);
  });

  test('a removed stream, with the positions closed up', async () => {
    const { catalogue, other, tampered } = await audited();
    await tampered(
      `DELETE FROM event WHERE stream = '${other}'`,
      'UPDATE event SET position = -((position + 1) / 2)',
      'UPDATE event SET position = -position',
    );
    expect(await issuesOf(catalogue)).toEqual(
      Array.from({ length: 11 }, (_, index) => ['missing', null, null, 2 * index + 2]),
    );
  });

  test('the positions of two streams, exchanged', async () => {
    const { catalogue, stream, other, tampered } = await audited();
    await tampered(
      'UPDATE event SET position = -(19 - position) WHERE position IN (9, 10)',
      'UPDATE event SET position = -position WHERE position < 0',
    );
    expect(await issuesOf(catalogue)).toEqual([
      ['reordered', other, 5, 9],
      ['reordered', stream, 5, 10],
    ]);
  });

  test('an inserted stream with a valid hash and valid links', async () => {
    const { catalogue, database, tampered } = await audited();
    const { streams, events } = sampleTrack('rogue');
    const [opening] = events;
    if (!opening) throw new Error('the sample is empty');
    await tampered(...closeUp(13, -1));
    await tampered(
      `INSERT INTO event (position, project_id, stream, sequence, type, occurred_at, actor, data, content_sha256,
        prev_hash, log_prev_hash, hash) VALUES (13, 'default', '${streams.track}', 1, 'track.accepted', now(), 'act_x',
        '${JSON.stringify(opening.data)}', repeat('0', 64), repeat('0', 64), repeat('0', 64), repeat('0', 64))`,
    );
    // Its own hash only: the event that followed position 12 keeps its link to it.
    await recomputeHashes(database, streams.track);
    expect(await issuesOf(catalogue)).toEqual([['inserted', streams.track, 1, 13]]);
  });
});

describe('with checkpoints, verify reports', () => {
  test('nothing for an untouched log, with any checkpoints', async () => {
    const { catalogue, checkpoints } = await audited();
    expect(await issuesOf(catalogue, checkpoints)).toEqual([]);
  });

  test('the cut tail of the whole log', async () => {
    const { catalogue, checkpoints, tampered } = await audited();
    await tampered('DELETE FROM event WHERE position > 20');
    expect(await issuesOf(catalogue, checkpoints)).toEqual([['missing', null, null, 21]]);
  });

  test('a rewritten history with all later hashes recomputed', async () => {
    const { catalogue, database, checkpoints, tampered } = await audited();
    await tampered(`UPDATE event SET actor = 'act_x' WHERE position = 14`);
    await recomputeHashes(database);
    expect(await issuesOf(catalogue)).toEqual([]);
    const { issues } = await catalogue.audit.verify({ checkpoints });
    expect(brief(issues)).toEqual([['rewritten', null, null, 18]]);
    expect(issues[0]?.detail).toContain('rewritten after position 12');
  });

  test('the last event, changed and rehashed', async () => {
    const { catalogue, database, checkpoints, tampered } = await audited();
    await tampered(`UPDATE event SET actor = 'act_x' WHERE position = 24`);
    await recomputeHashes(database);
    expect(await issuesOf(catalogue, checkpoints)).toEqual([['rewritten', null, null, 24]]);
  });

  test('an inserted event with the chain recomputed', async () => {
    const { catalogue, database, checkpoints, tampered } = await audited();
    const { streams, events } = sampleTrack('rogue');
    await tampered(
      ...closeUp(8, -1),
      `INSERT INTO event (position, project_id, stream, sequence, type, occurred_at, actor, data, content_sha256,
        prev_hash, log_prev_hash, hash) VALUES (8, 'default', '${streams.track}', 1, 'track.accepted', now(), 'act_x',
        '${JSON.stringify(events[0]?.data)}', repeat('0', 64), repeat('0', 64), repeat('0', 64), repeat('0', 64))`,
    );
    await recomputeHashes(database);
    expect(await issuesOf(catalogue)).toEqual([]);
    expect(await issuesOf(catalogue, checkpoints)).toEqual([
      ['rewritten', null, null, 12],
      ['checkpoint-missing', null, null, 25],
    ]);
  });

  test('a removed stream with positions closed up and every hash recomputed', async () => {
    const { catalogue, database, checkpoints, other, tampered } = await audited();
    await tampered(
      `DELETE FROM event WHERE stream = '${other}'`,
      'UPDATE event SET position = -((position + 1) / 2)',
      'UPDATE event SET position = -position',
    );
    await recomputeHashes(database);
    expect(await issuesOf(catalogue)).toEqual([]);
    expect(await issuesOf(catalogue, checkpoints)).toEqual([
      ['missing', null, null, 13],
      ['rewritten', null, null, 6],
    ]);
  });

  test('old events that no checkpoint confirms', async () => {
    const { catalogue, checkpoints } = await audited();
    expect(await issuesOf(catalogue, checkpoints.slice(0, 2))).toEqual([
      ['checkpoint-missing', null, null, 13],
    ]);
  });
});

describe('verify reports an effect without a decision', () => {
  /** The events of a track that `keep` accepts; later ones move up in their streams. */
  async function lived(
    keep: (event: { type: string; data: unknown }) => boolean,
    change: (type: string, data: object) => object = (_, data) => data,
  ) {
    const { catalogue, database } = await freshCatalogue();
    const life = sampleTrack('life');
    const sequences = new Map<string, number>();
    for (const event of life.events.filter(keep)) {
      const sequence = (sequences.get(event.stream) ?? 0) + 1;
      sequences.set(event.stream, sequence);
      const data = change(event.type, event.data);
      await catalogue.events.append([{ ...event, sequence, data } as typeof event]);
    }
    return { catalogue, database, life };
  }
  /** The start of the sample's offer, and the events of its delivery. */
  const OFFER_EFFECTS = 6;
  const isApproval = ({ type, data }: { type: string; data: unknown }): boolean =>
    type === 'review.closed' &&
    typeof data === 'object' &&
    data !== null &&
    Reflect.get(data, 'outcome') === 'approved';

  test('a complete track has none', async () => {
    const { catalogue } = await lived(() => true);
    expect(await issuesOf(catalogue)).toEqual([]);
  });

  test('a release and its deliveries, without an approval', async () => {
    const { catalogue, life } = await lived((event) => !isApproval(event));
    const issues = await issuesOf(catalogue);
    expect(issues.map(([kind, stream]) => [kind, stream])).toEqual([
      ['unapproved', life.streams.release],
      ...Array.from({ length: OFFER_EFFECTS }, () => ['unapproved', life.streams.offer]),
    ]);
    expect(issues[0]?.[2]).toBe(1);
  });

  test('a release of another version than the approved one', async () => {
    const { catalogue } = await lived(
      () => true,
      (type, data) =>
        type === 'release.started' ? { ...data, versionSha256: 'ab'.repeat(32) } : data,
    );
    const { issues } = await catalogue.audit.verify();
    expect(new Set(issues.map(({ kind }) => kind))).toEqual(new Set(['unapproved']));
    expect(issues[0]?.detail).toContain('ab'.repeat(32));
  });

  test('a release that was started before its approval', async () => {
    const { catalogue } = await freshCatalogue();
    const { events } = sampleTrack('early');
    const release = events.find(({ type }) => type === 'release.started');
    const approval = events.findIndex(isApproval);
    if (!release) throw new Error('the sample has no release');
    for (const event of [
      ...events.slice(0, approval),
      release,
      ...events.slice(approval, approval + 1),
    ])
      await catalogue.events.append([event]);
    expect((await issuesOf(catalogue)).map(([kind]) => kind)).toEqual(['unapproved']);
  });

  test('a takedown or an amendment of a release that was never started', async () => {
    const { catalogue, life } = await lived(
      ({ type }) => !/^(release|offer|delivery)\./.test(type),
    );
    expect((await issuesOf(catalogue)).map(([kind, stream]) => [kind, stream])).toEqual([
      ['unrequested', life.streams.amendment],
      ['unrequested', life.streams.amendment],
      ['unrequested', life.streams.withdrawal],
      ['unrequested', life.streams.withdrawal],
    ]);
  });

  test('a takedown of which only the effects are in the log', async () => {
    const { catalogue, database, life } = await lived(() => true);
    await tamper(
      database,
      `UPDATE event SET type = 'takedown.requested' WHERE stream = '${life.streams.withdrawal}' AND sequence = 1`,
    );
    await recomputeHashes(database);
    expect(new Set((await issuesOf(catalogue)).map(([kind]) => kind))).toEqual(
      new Set(['unrequested']),
    );
  });
});
