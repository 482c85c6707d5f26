import { expect, it } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { resumedWithdrawal, type StoredWithdrawal } from './resumed-withdrawal.ts';

const stored: StoredWithdrawal = {
  ...{ projectId: 'default', withdrawalId: deriveId('wdr', 'one'), reason: 'rights unclear' },
  ...{ trackId: deriveId('trk', 'one'), releaseId: deriveId('rel', 'one') },
  ...{ requestedBy: 'act_otto', partners: ['one', 'two'], failed: false },
};
const release: Parameters<typeof resumedWithdrawal>[1] = {
  ...{ title: 'Slow Light', releaseTerms: { takedownSeconds: 60 }, createdByPerson: true },
  partners: [
    { name: 'one', state: 'taken-down', partnerReference: 'ref-one' },
    {
      name: 'two',
      state: 'live',
      partnerReference: 'ref-two',
      redelivery: { attempt: 2, state: 'requested' },
    },
    { name: 'three', state: 'live', partnerReference: 'ref-three' },
  ],
};

it('a withdrawal goes on at all of its partners, of which its workflow finds those that are done', () => {
  const { partners: _partners, failed: _failed, ...same } = stored;
  expect(resumedWithdrawal(stored, release)).toEqual({
    ...{ ...same, title: 'Slow Light', takedownSeconds: 60, createdByPerson: true },
    offers: [
      { partner: 'one', partnerReference: 'ref-one', redelivering: false },
      { partner: 'two', partnerReference: 'ref-two', redelivering: true },
    ],
  });
});

it('a withdrawal that has failed goes on without a limit', () => {
  expect(resumedWithdrawal({ ...stored, failed: true }, release)).toMatchObject({
    overdue: ['one', 'two'],
  });
});
