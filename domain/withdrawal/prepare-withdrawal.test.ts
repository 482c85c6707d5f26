import { expect, it } from 'vitest';
import { prepareWithdrawal } from './prepare-withdrawal.ts';

const track = {
  title: 'Slow Light',
  failedWithdrawals: 0,
  releaseTerms: { takedownSeconds: 60 },
  createdByPerson: false,
  partners: [
    { name: 'a', state: 'live', partnerReference: 'one' },
    { name: 'b', state: 'pending', partnerReference: null },
    { name: 'c', state: 'taken-down', partnerReference: 'three' },
  ],
} as const;
const withdrawal = { projectId: 'default', trackId: 'trk', releaseId: 'rel', reason: 'a claim' };

it('is requested from all partners that may still hold the release, or from the named ones', () => {
  const { request } = prepareWithdrawal(withdrawal, track);
  const { withdrawalId } = request.data;
  expect(request).toEqual({
    stream: `withdrawal/${withdrawalId}`,
    sequence: 1,
    type: 'withdrawal.requested',
    data: {
      ...{ withdrawalId, trackId: 'trk', releaseId: 'rel', reason: 'a claim' },
      partners: ['a', 'b'],
    },
  });
  const named = prepareWithdrawal({ ...withdrawal, partners: ['b'] }, track);
  expect(named.request.data.partners).toEqual(['b']);
});

it('has the same id when it is repeated, and a new one for other partners or after it has failed', () => {
  const idOf = (partners: readonly string[] | undefined, failedWithdrawals = 0): string =>
    prepareWithdrawal({ ...withdrawal, partners }, { ...track, failedWithdrawals }).request.data
      .withdrawalId;
  expect(idOf(['b', 'a'])).toBe(idOf(['a', 'b']));
  const ids = [idOf(undefined), idOf(['a']), idOf(['a', 'b']), idOf(undefined, 1), idOf(['a'], 1)];
  expect(new Set(ids).size).toBe(ids.length);
  const again = prepareWithdrawal({ ...withdrawal, reason: 'another' }, track).request.data;
  expect(again.withdrawalId).toBe(ids[0]);
});

it('has a new id after a person has requested a redelivery to one of its partners', () => {
  const again = { attempt: 2, state: 'ended' } as const;
  const [a, b, c] = track.partners;
  const redelivered: Parameters<typeof prepareWithdrawal>[1] = {
    ...track,
    partners: [a, b, { ...c, state: 'live', redelivery: again }],
  };
  const idOf = (from: Parameters<typeof prepareWithdrawal>[1], partners?: readonly string[]) =>
    prepareWithdrawal({ ...withdrawal, partners }, from).request.data.withdrawalId;
  expect(idOf(redelivered)).not.toBe(idOf(track));
  expect(idOf(redelivered, ['c'])).not.toBe(idOf(track, ['c']));
  expect(idOf(redelivered, ['a'])).toBe(idOf(track, ['a']));
});

it('tells its workflow which offers run, so that they end', () => {
  const [a, b] = track.partners;
  const running = { ...b, redelivery: { attempt: 2, state: 'requested' } } as const;
  const stored = { requestedBy: 'act_otto', reason: 'a claim', partners: ['a', 'b'] };
  expect(
    prepareWithdrawal(withdrawal, { ...track, partners: [a, running] }).inputOf(stored).offers,
  ).toEqual([
    { partner: 'a', partnerReference: 'one', redelivering: false },
    { partner: 'b', partnerReference: null, redelivering: true },
  ]);
});

it('tells its workflow that a person has created the release', () => {
  const stored = { requestedBy: 'act_otto', reason: 'a claim', partners: ['a'] };
  const inputOf = (changes: { createdByPerson?: boolean }) =>
    prepareWithdrawal(withdrawal, { ...track, ...changes }).inputOf(stored);
  expect(inputOf({ createdByPerson: true })).toMatchObject({ createdByPerson: true });
  expect(inputOf({})).toMatchObject({ createdByPerson: false });
});

it('runs as the stored request says, which may be the first of several', () => {
  const { request, inputOf } = prepareWithdrawal({ ...withdrawal, partners: ['a', 'b'] }, track);
  expect(
    inputOf({ requestedBy: 'act_otto', reason: 'the first claim', partners: ['b', 'c'] }),
  ).toEqual({
    projectId: 'default',
    withdrawalId: request.data.withdrawalId,
    trackId: 'trk',
    releaseId: 'rel',
    title: 'Slow Light',
    reason: 'the first claim',
    requestedBy: 'act_otto',
    offers: [{ partner: 'b', partnerReference: null, redelivering: false }],
    takedownSeconds: 60,
    createdByPerson: false,
  });
});
