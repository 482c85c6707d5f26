import { describe, expect, it } from 'vitest';
import { declaredGoneIssue } from './declared-gone-issue.ts';

type Release = Parameters<typeof declaredGoneIssue>[0];
const failed: Release = {
  releaseId: 'rel_1',
  partners: [
    { name: 'shop', state: 'taking-down' },
    { name: 'other', state: 'live' },
    { name: 'gone', state: 'taken-down' },
  ],
  failedWithdrawal: { partners: ['shop'] },
};

describe('that a partner has nothing of a release', () => {
  it('may be declared once its withdrawal there has failed', () => {
    expect(declaredGoneIssue(failed, 'shop')).toBeNull();
  });

  it('may not be declared before, nor while it is delivered there again', () => {
    const redelivery = { state: 'requested' } as const;
    for (const release of [
      { ...failed, failedWithdrawal: null },
      { ...failed, partners: [{ name: 'shop', state: 'taking-down' as const, redelivery }] },
      { ...failed, partners: [{ name: 'shop', state: 'live' as const }] },
    ])
      expect(declaredGoneIssue(release, 'shop')).toMatchObject({ reason: 'not-now' });
    expect(declaredGoneIssue(failed, 'other')).toMatchObject({ reason: 'not-now' });
    expect(declaredGoneIssue(failed, 'unknown')).toMatchObject({ reason: 'not-now' });
  });

  it('need not be declared where the partner has shown it', () => {
    expect(declaredGoneIssue(failed, 'gone')).toMatchObject({ reason: 'twice' });
  });
});
