import { expect, test } from 'vitest';
import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';
import { decisionTokenKey, deriveId } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

/** A track whose second version is under review, and whose first one is approved in its place. */
async function firstApproved({ proven = true }: { proven?: boolean } = {}) {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('earlier');
  const { trackId, streams, reviewIds, versionSha256s } = life;
  const decisionId = deriveId('dec', trackId, 'first');
  const opened = life.events.findLastIndex(({ type }) => type === 'review.opened') + 1;
  const before = life.events.slice(0, opened);
  await catalogue.events.append(before);
  const approved = { version: 1, versionSha256: versionSha256s[0] };
  let sequence = before.filter(({ stream }) => stream === streams.track).length;
  const append = async <T extends EventType>(type: T, data: EventData<T>): Promise<void> => {
    await catalogue.events.append([
      {
        ...{ projectId: 'default', stream: streams.track, sequence: ++sequence, type, data },
        ...{ occurredAt: '2026-11-22T12:00:00.000Z', actor: 'act_rita' },
        ...{ workflowId: streams.track, runId: 'run' },
      } as NewEvent,
    ]);
  };
  const completed = await catalogue.versions.findCompleted({
    ...{ projectId: 'default', trackId, version: 1 },
  });
  if (!completed) throw new Error('version 1 is not completed');
  const [, reviewId] = reviewIds;
  await append('review.decided', {
    ...{ reviewId, decisionId, verdict: 'approve', reviewer: 'act_rita', ...approved },
    via: 'update',
  });
  await append('review.closed', { reviewId, outcome: 'approved', approved });
  await append('track.version-restored', { reviewId, ...approved, intent: completed.intent });
  await append('track.stage-entered', { stage: 'publishing', version: 1 });
  if (proven)
    await catalogue.tokens.spend(
      'default',
      decisionTokenKey({
        ...{ action: 'approve', decisionId, reviewer: 'act_rita' },
        versionSha256: approved.versionSha256,
      }),
      'test',
    );
  const startOf = (version: number) => ({
    ...{ projectId: 'default', trackId, version, partners: ['sandbox'] },
    releaseId: deriveId('rel', trackId, version),
    versionSha256: versionSha256s[version - 1] ?? '',
  });
  return { catalogue, trackId, completed, startOf };
}

test('an approved earlier version may be released, and the version under review may not', async () => {
  const { catalogue, trackId, startOf } = await firstApproved();
  expect(await catalogue.authority.startIssue(startOf(1))).toBeNull();
  expect(await catalogue.authority.startIssue(startOf(2))).toBe(
    `no review has approved version 2 of ${trackId}`,
  );
});

test('its approval counts only if the token was signed for it', async () => {
  const { catalogue, trackId, startOf } = await firstApproved({ proven: false });
  expect(await catalogue.authority.startIssue(startOf(1))).toBe(
    `0 of 1 approvals of version 1 of ${trackId} were verified by their tokens`,
  );
});

test('the track has its version and its music again, and the record its notes', async () => {
  const { catalogue, trackId, completed } = await firstApproved();
  const track = await catalogue.tracks.find('default', trackId);
  expect(track).toMatchObject({ version: 1, intent: { mood: completed.intent.mood } });
  expect(track?.versions.map(({ feedback }) => feedback?.note ?? null)).toEqual([
    null,
    'too bright',
  ]);
  expect(track?.versions[1]?.feedback).toMatchObject({
    reviewer: 'act_rita',
    understanding: [{ quote: 'bright', outcome: 'ignored' }],
  });
  expect(track?.review).toMatchObject({
    version: 2,
    state: 'approved',
    decisions: [{ verdict: 'approve', version: 1 }],
    earlierVersions: [{ version: 1, sentBack: { note: 'too bright' } }],
  });
});

test('the audit finds an approval for its release', async () => {
  const { catalogue, startOf } = await firstApproved();
  const { projectId, ...started } = startOf(1);
  const stream = `release/${started.releaseId}`;
  await catalogue.events.append([
    {
      ...{ projectId, stream, sequence: 1, type: 'release.started', data: started },
      ...{ occurredAt: '2026-11-22T12:01:00.000Z', actor: 'act_system' },
      ...{ workflowId: stream, runId: 'run' },
    },
  ]);
  const { issues } = await catalogue.audit.verify({});
  expect(issues.filter(({ kind }) => kind === 'unapproved')).toEqual([]);
});
