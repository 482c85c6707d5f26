import { expect, it } from 'vitest';
import { ReleaseView } from '@fermata/contracts/http';
import { deriveId, MAX_ATTEMPTS, sha256Hex } from '@fermata/contracts/values';
import { releaseCard } from './release-card.ts';

const at = '2026-11-30T09:00:00.000Z';
const trackId = deriveId('trk', 'one');
const versionSha256 = sha256Hex('version');
const waiting = ReleaseView.parse({
  ...{ releaseId: deriveId('rel', 'one'), title: 'Night Rides', trackId, upc: null },
  recordings: [
    { trackId, version: 1, versionSha256, disc: 1, number: 1, title: 'Night', isrc: null },
  ],
  ...{ workflowId: 'release/rel', version: 1, versionSha256, onRejection: 'ask' },
  ...{ createdBy: 'act_rita', createdAt: at, publishOn: 'request', publishesAt: null },
  ...{ startedAt: null, keptAt: null, endedAt: null, outcome: null, detail: null },
  ...{ question: null, projectHold: null, recall: null, partners: [], failedWithdrawal: null },
  ...{ metadataVersion: 1, amendments: [], allowedActions: [] },
  ...{ metadata: null, territories: null },
});
const offer = (name: string, state: string, attempt = 1) => ({
  ...{ name, state, partnerReference: null, detail: null, metadataVersion: 1, attempt },
});

it('a release that waits names its wait, and the command that starts it', () => {
  const card = releaseCard({ ...waiting, allowedActions: ['start'] });
  expect(card).toMatch(/waits for +a request of a partner/);
  expect(card).toContain(`fermata release start ${waiting.releaseId}`);
});

it('a release that has ended before its start has the reason, and waits for nothing', () => {
  const detail = 'not authorised: a person has cancelled the track';
  const card = releaseCard({ ...waiting, endedAt: at, outcome: 'failed', detail });
  expect(card).toContain(`failed: ${detail}`);
  expect(card).not.toContain('waits for');
});

it('a failed withdrawal is shown with the partners that may still have it, and the next step', () => {
  const failedWithdrawal = {
    ...{ withdrawalId: deriveId('wdr', 'one'), partners: ['south'], reason: 'not cleared' },
    ...{ requestedBy: 'act_otto', endedAt: at, detail: 'south does not answer' },
  };
  const card = releaseCard({ ...waiting, startedAt: at, endedAt: at, failedWithdrawal });
  expect(card).toMatch(/withdrawal failed +at south, .*: south does not answer/);
  expect(card).toContain(`fermata release withdraw ${waiting.releaseId}`);
});

it('names the answers that the question allows: none keeps what no partner sells', () => {
  const question = {
    ...{ workflowId: 'release/rel', askedAt: at, answerBefore: at, soldBy: ['north'] },
    lost: [{ partner: 'south', outcome: 'rejected' as const, detail: 'too quiet' }],
  };
  const asked = ReleaseView.parse({
    ...{ ...waiting, startedAt: at, question, allowedActions: ['answer'] },
    partners: [offer('north', 'live'), offer('south', 'taken-down')],
  });
  const answersIn = (release: ReleaseView) =>
    /release answer rel_\w+ (\S+)$/m.exec(releaseCard(release))?.[1];
  expect(answersIn(asked)).toBe('keep|withdraw|redeliver');
  expect(answersIn({ ...asked, question: { ...question, soldBy: [] } })).toBe('withdraw|redeliver');
  expect(answersIn({ ...asked, endedAt: at })).toBe('keep|withdraw');
});

it('counts the attempts that answers have started: none is offered after the last one', () => {
  const question = {
    ...{ workflowId: 'release/rel', askedAt: at, answerBefore: at, soldBy: [] },
    lost: [{ partner: 'south', outcome: 'rejected' as const, detail: 'too quiet' }],
  };
  const after = (attempt: number): string =>
    releaseCard(
      ReleaseView.parse({
        ...{ ...waiting, startedAt: at, question, allowedActions: ['answer'] },
        partners: [offer('south', 'taken-down', attempt)],
      }),
    );
  expect(after(2)).toContain('taken-down, attempt 2');
  expect(after(2)).toContain('withdraw|redeliver');
  expect(after(MAX_ATTEMPTS)).not.toContain('redeliver');
});
