import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LogEntryView } from '@fermata/contracts/http';
import { storedBytesOf } from '@fermata/contracts/values';
import {
  checkpointKeyId,
  contentSha256Of,
  FIRST_PREV_HASH,
  hashEvent,
  nextCheckpoint,
  openCheckpointSigner,
} from '@fermata/prisma';
import type { Evidence } from './evidence.ts';
import { verifyEvidence } from './verify-evidence.ts';

const TRACK = 'track/trk_1';
const signer = openCheckpointSigner(
  generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64'),
);

/**
 * A log of five events: a track's at 1, 3 and 4, a project's at 2 and 5; a checkpoint at 5. In the dossier are those of
 * the track, or of these positions.
 */
function recorded(positions: readonly number[] = [1, 3, 4]): {
  events: LogEntryView[];
  link: LogEntryView[];
  evidence: Evidence;
} {
  const log: LogEntryView[] = [];
  const ends = new Map<string, { sequence: number; hash: string }>();
  for (const stream of [TRACK, 'project/other', TRACK, TRACK, 'project/other']) {
    const before = ends.get(stream) ?? { sequence: 0, hash: FIRST_PREV_HASH };
    const event = {
      projectId: 'default',
      stream,
      sequence: before.sequence + 1,
      type: 'track.resumed',
      occurredAt: '2026-11-29T09:00:00.000Z',
      actor: 'act_ada',
      workflowId: null,
      runId: null,
      data: {},
    };
    const place = {
      contentSha256: contentSha256Of(event),
      position: log.length + 1,
      prevHash: before.hash,
      logPrevHash: log.at(-1)?.hash ?? FIRST_PREV_HASH,
    };
    const hash = hashEvent(place);
    ends.set(stream, { sequence: event.sequence, hash });
    log.push({ ...place, hash, event: positions.includes(place.position) ? event : null });
  }
  const { position = 0, hash = '' } = log.at(-1) ?? {};
  const checkpoint = signer.sign(nextCheckpoint(null, { position, hash }, new Date(0)));
  const events = log.filter(({ event }) => event !== null);
  const link = log.slice(positions.at(-1));
  const evidence: Evidence = {
    events,
    link,
    checkpoint: { number: 1, text: new TextDecoder().decode(storedBytesOf(checkpoint)) },
    keys: [{ keyId: checkpointKeyId(signer.publicKey), publicKey: signer.publicKey }],
  };
  return { events, link, evidence };
}

test('an intact record is confirmed by its checkpoint', () => {
  expect(verifyEvidence(recorded().evidence)).toMatchObject({
    events: 3,
    streams: 1,
    checkpoint: { number: 1, position: 5, keyId: signer.keyId },
    issues: [],
  });
});

test('the project’s stream may have gaps', () => {
  const { evidence } = recorded([1, 3, 4, 5]);
  expect(verifyEvidence(evidence)).toMatchObject({ events: 4, streams: 2, issues: [] });
});

test('without a checkpoint the chain of each stream is still verified', () => {
  const { evidence } = recorded();
  const unconfirmed = { ...evidence, link: [], checkpoint: null };
  expect(verifyEvidence(unconfirmed)).toMatchObject({ checkpoint: null, issues: [] });
});

test.each([
  [
    'a changed event',
    ({ events }: ReturnType<typeof recorded>) => {
      Object.assign(events[1]?.event ?? {}, { actor: 'act_eve' });
    },
    'position 3: contentSha256 is not that of the content',
  ],
  [
    'a changed hash',
    ({ events }: ReturnType<typeof recorded>) => {
      Object.assign(events[1] ?? {}, { contentSha256: 'a'.repeat(64) });
    },
    'position 3: hash is not that of its fields',
  ],
  [
    'a missing event',
    ({ events }: ReturnType<typeof recorded>) => {
      events.splice(1, 1);
    },
    'position 4: it does not follow sequence 1 of track/trk_1',
  ],
  [
    'a gap before the checkpoint',
    ({ link }: ReturnType<typeof recorded>) => {
      link.splice(0, 1);
    },
    'checkpoint 1 records another hash at position 5',
  ],
  [
    'a changed checkpoint',
    ({ evidence }: ReturnType<typeof recorded>) => {
      const { checkpoint } = evidence;
      if (checkpoint) Object.assign(checkpoint, { text: checkpoint.text.replace('1970', '1971') });
    },
    'checkpoint 1 is not genuine: its signature is not valid',
  ],
])('%s is named', (_name, damage, issue) => {
  const record = recorded();
  damage(record);
  expect(verifyEvidence(record.evidence).issues).toContain(issue);
});
