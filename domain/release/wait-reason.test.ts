import { describe, expect, it } from 'vitest';
import type { OfferState } from '@fermata/contracts/values';
import { waitReason } from './wait-reason.ts';

const track = {
  stage: 'publishing',
  version: 2,
  held: false,
  partners: ['sandbox'],
  onRejection: 'best-effort',
  termsIssue: null,
} as const;

describe('a step of an offer', () => {
  it('waits while the track is held', () => {
    for (const step of ['reserve', 'deliver', 'confirm'] as const) {
      expect(waitReason(step, { track, release: null })).toBeNull();
      expect(waitReason(step, { track: { ...track, held: true }, release: null })).toBe(
        'the track is held',
      );
    }
  });

  it('goes on sale, all or nothing, only once every partner has accepted', () => {
    const terms = {
      ...track,
      partners: ['a', 'b', 'c'],
      onRejection: 'all-or-nothing' as const,
    };
    const offers = (b: OfferState) => ({
      ended: false,
      offers: [
        { partner: 'a', state: 'accepted' as const, attempt: 1 },
        { partner: 'b', state: b, attempt: 1 },
        { partner: 'c', state: 'live' as const, attempt: 1 },
      ],
    });
    const waiting = { track: terms, release: offers('delivered') };
    expect(waitReason('confirm', waiting)).toBe('not accepted yet by b');
    expect(waitReason('deliver', waiting)).toBeNull();
    expect(waitReason('confirm', { track: terms, release: offers('accepted') })).toBeNull();
    expect(waitReason('confirm', { track: terms, release: null })).toBe(
      'not accepted yet by a, b, c',
    );
    expect(
      waitReason('confirm', { ...waiting, track: { ...terms, onRejection: 'best-effort' } }),
    ).toBeNull();
  });
});
