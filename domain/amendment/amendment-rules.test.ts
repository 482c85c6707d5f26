import { describe, expect, it } from 'vitest';
import {
  type AmendmentChanges,
  deriveId,
  MetadataTerms,
  type ReleasedVersion,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import { amendMetadata, approvedMetadata } from './amend-metadata.ts';
import {
  amendmentEnd,
  amendmentIssue,
  decideAmendment,
  decideUpdate,
  lostTerritories,
  partnersInFlight,
  type RequestedAmendment,
  type SaleFacts,
  type SaleOffer,
} from './amendment-rules.ts';
import { offeredVersion } from './offered-version.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const approved: ReleasedVersion = {
  ...{ version: 1, versionSha256: sha256Hex('version'), title: 'Slow Light' },
  metadata: releaseMetadataOf(MetadataTerms.parse({}), {
    ...{ title: 'Slow Light', style: 'lo-fi', year: 2026 },
  }),
  ...{ durationSeconds: 30, pcmSha256: sha256Hex('pcm'), recipeId: sha256Hex('recipe') },
  ...{ aiDisclosure: 'all', credits: [], tags: [], files: [] },
  territories: ['AT', 'CH', 'DE'],
};
const at = (partner: string, change: Partial<SaleOffer> = {}): SaleOffer => ({
  ...{ partner, partnerReference: `prt_${partner}`, state: 'live', metadataVersion: 1 },
  ...{ withdrawing: false, offering: false, ...change },
});
const requested = (
  changes: AmendmentChanges,
  change: Partial<RequestedAmendment> = {},
): RequestedAmendment => ({
  ...{ metadataVersion: 2, changes, reason: 'renamed', requestedBy: 'act_otto', ended: false },
  amended: amendMetadata(approvedMetadata(approved), changes),
  ...change,
});
const onSale: SaleFacts = {
  ...{ trackId, releaseId, stage: 'published', approved },
  ...{ lastAmendment: null, recall: null, offers: [at('one'), at('two')] },
  shownAmendments: [],
  awaiting: [],
};
const recall = {
  ...{ recallId: deriveId('rcl', 'one'), reason: 'not licensed' },
  subject: { kind: 'model', name: 'theory', version: '1' },
} as const;

describe('an amendment', () => {
  it('makes the complete metadata from the last one', () => {
    const first = decideAmendment({ title: 'Late Rain' }, onSale);
    expect(first).toMatchObject({ refused: null, amended: { title: 'Late Rain' } });
    const lastAmendment = requested({ title: 'Late Rain' }, { ended: true });
    const offers = [at('one', { metadataVersion: 2 })];
    expect(decideAmendment({ label: 'Nova' }, { ...onSale, lastAmendment, offers })).toMatchObject({
      amended: { title: 'Late Rain', metadata: { label: 'Nova' } },
    });
  });

  it.each<[string, string, AmendmentChanges, Partial<SaleFacts>]>([
    ['not-now', `${trackId} is withdrawn, not on sale`, {}, { stage: 'withdrawn' }],
    ['recalled', expect.stringContaining('not licensed') as string, {}, { recall }],
    [
      'late',
      `no partner sells ${releaseId}`,
      {},
      { offers: [at('one', { state: 'taking-down' }), at('two', { withdrawing: true })] },
    ],
    [
      'not-now',
      `metadata version 2 of ${releaseId} is still being sent`,
      { title: 'Other' },
      { lastAmendment: requested({ title: 'Late Rain' }) },
    ],
    [
      'not-allowed',
      'no territory of sale would be left: withdraw the track',
      { withoutTerritories: ['AT', 'CH', 'DE'] },
      {},
    ],
    ['not-allowed', 'the approved terms do not include FR', { territories: ['AT', 'FR'] }, {}],
    ['twice', 'nothing changes: every partner shows metadata version 1', {}, {}],
    [
      'twice',
      'nothing changes: every partner shows metadata version 1',
      { title: approved.title },
      {},
    ],
    [
      'not-allowed',
      `${releaseId} is one recording: amend the title, artists and credits of the release`,
      { recordings: [{ number: 1, title: 'Late Rain' }] },
      {},
    ],
  ])('is refused as %s: %s', (reason, detail, changes, change) => {
    expect(decideAmendment(changes, { ...onSale, ...change })).toEqual({
      refused: { reason, detail },
    });
  });

  it('is for the next delivery while a person is asked, although no partner sells the release', () => {
    const asked: SaleFacts = {
      ...{ ...onSale, stage: 'publishing', awaiting: ['one'] },
      offers: [at('one', { state: 'delivered' }), at('two', { state: 'delivered' })],
    };
    expect(decideAmendment({ title: 'Late Rain' }, asked)).toMatchObject({
      ...{ refused: null, amended: { title: 'Late Rain' } },
    });
    expect(decideAmendment({}, asked)).toEqual({
      refused: {
        reason: 'twice',
        detail: 'nothing changes: the next delivery has metadata version 1',
      },
    });
    expect(decideAmendment({ title: 'Late Rain' }, { ...asked, awaiting: [] })).toMatchObject({
      refused: { reason: 'not-now', detail: `${trackId} is publishing, not on sale` },
    });
  });

  it('that only takes territories away is not refused while another one is being sent', () => {
    const lastAmendment = requested({ title: 'Late Rain' });
    expect(decideAmendment({ withoutTerritories: ['DE'] }, { ...onSale, lastAmendment })).toEqual({
      refused: null,
      amended: { ...lastAmendment.amended, territories: ['AT', 'CH'] },
    });
    const more = { withoutTerritories: ['DE'], label: 'Nova' };
    expect(decideAmendment(more, { ...onSale, lastAmendment })).toMatchObject({
      refused: { reason: 'not-now' },
    });
  });

  it('may restore a territory of the approved terms', () => {
    const lastAmendment = requested({ withoutTerritories: ['DE'] }, { ended: true });
    expect(decideAmendment({ territories: ['DE'] }, { ...onSale, lastAmendment })).toMatchObject({
      refused: null,
      amended: { territories: ['DE'] },
    });
  });

  it('without a change sends the last metadata again while a partner lacks it', () => {
    const lastAmendment = requested({ title: 'Late Rain' }, { ended: true });
    const behind = [at('one', { metadataVersion: 2 }), at('two')];
    const facts = { ...onSale, lastAmendment, offers: behind };
    expect(decideAmendment({}, facts)).toEqual({ refused: null, amended: lastAmendment.amended });
  });

  it('is authorised from its request to its end', () => {
    const key = { releaseId, metadataVersion: 2 };
    expect(amendmentIssue(key, onSale)).toMatch(/^nobody has requested metadata version 2/);
    const lastAmendment = requested({ title: 'Late Rain' });
    expect(amendmentIssue(key, { lastAmendment })).toBeNull();
    expect(amendmentIssue({ ...key, metadataVersion: 3 }, { lastAmendment })).toMatch(/^nobody/);
    expect(amendmentIssue(key, { lastAmendment: { ...lastAmendment, ended: true } })).toMatch(
      /has ended$/,
    );
  });
});

describe('an update at a partner', () => {
  const running = { ...onSale, lastAmendment: requested({ withoutTerritories: ['DE'] }) };
  const update = { releaseId, metadataVersion: 2, partner: 'one' };

  it('has the approved version with the amended metadata', () => {
    expect(decideUpdate(update, running)).toMatchObject({
      issue: null,
      version: { ...approved, territories: ['AT', 'CH'] },
    });
  });

  it.each<[boolean, string, AmendmentChanges, Partial<SaleOffer>]>([
    [true, 'another title', { title: 'Late Rain' }, {}],
    [true, 'the same metadata again', {}, {}],
    [false, 'a shorter list of territories', { territories: ['AT'] }, {}],
    [false, 'a smaller list and a title', { withoutTerritories: ['DE'], title: 'Late Rain' }, {}],
    [false, 'a smaller list alone', { withoutTerritories: ['DE'] }, {}],
    [
      false,
      'a smaller list at a partner whose version is not known',
      { withoutTerritories: ['DE'] },
      { metadataVersion: 0 },
    ],
  ])('waits for the end of a hold or a pause (%s): %s', (waitsForResume, _what, changes, at1) => {
    const facts = { ...onSale, lastAmendment: requested(changes), offers: [at('one', at1)] };
    expect(decideUpdate(update, facts)).toMatchObject({ issue: null, waitsForResume });
  });

  /** Partner one shows version 2, with `second`; partner two still shows version 1. */
  const takenAwayAfter = (second: AmendmentChanges): SaleFacts => {
    const earlier = requested(second);
    const amended = amendMetadata(earlier.amended, { withoutTerritories: ['DE'] });
    return {
      ...onSale,
      lastAmendment: requested({ withoutTerritories: ['DE'] }, { metadataVersion: 3, amended }),
      shownAmendments: [earlier],
      offers: [at('one', { metadataVersion: 2 }), at('two')],
    };
  };
  const waitsAt = (partner: string, facts: SaleFacts) =>
    decideUpdate({ releaseId, metadataVersion: 3, partner }, facts);

  it('that takes territories away waits at no partner, also at one that lacks an earlier change', () => {
    for (const partner of ['one', 'two'])
      expect(waitsAt(partner, takenAwayAfter({ title: 'Late Rain' })), partner).toMatchObject({
        ...{ issue: null, waitsForResume: false, version: { territories: ['AT', 'CH'] } },
      });
  });

  it('that takes territories away does not wait although another amendment came after it', () => {
    const first = requested({ withoutTerritories: ['DE'] });
    const amended = amendMetadata(first.amended, { title: 'Late Rain' });
    const lastAmendment = requested({ title: 'Late Rain' }, { metadataVersion: 3, amended });
    const facts = { ...onSale, lastAmendment, shownAmendments: [first] };
    const offers = [at('one'), at('two', { metadataVersion: 2 })];
    expect(waitsAt('one', { ...facts, offers })).toMatchObject({ waitsForResume: false });
    expect(waitsAt('two', { ...facts, offers })).toMatchObject({ waitsForResume: true });
  });

  it('that takes territories away waits at a partner at which it adds another one', () => {
    const ofFewer = (facts: SaleFacts): SaleFacts => ({
      ...facts,
      shownAmendments: [requested({ territories: ['AT', 'DE'] })],
    });
    const facts = takenAwayAfter({});
    expect(waitsAt('one', ofFewer(facts))).toMatchObject({ waitsForResume: true });
    expect(waitsAt('two', ofFewer(facts))).toMatchObject({ waitsForResume: false });
  });

  it('that takes territories away does not wait although an earlier such update was not shown', () => {
    const first = requested({ withoutTerritories: ['DE'] });
    const amended = amendMetadata(first.amended, { withoutTerritories: ['CH'] });
    const lastAmendment = requested(
      { withoutTerritories: ['CH'] },
      { metadataVersion: 3, amended },
    );
    const decided = decideUpdate(
      { releaseId, metadataVersion: 3, partner: 'one' },
      { ...onSale, lastAmendment },
    );
    expect(decided).toMatchObject({ issue: null, waitsForResume: false });
  });

  it.each<[string[], string, AmendmentChanges]>([
    [[], 'another title', { title: 'Late Rain' }],
    [['DE'], 'a smaller list and a title', { withoutTerritories: ['DE'], title: 'Late Rain' }],
    [['CH', 'DE'], 'a shorter list', { territories: ['AT'] }],
  ])(
    'takes %j away from a partner that shows the approved metadata: %s',
    (lost, _what, changes) => {
      expect(lostTerritories('one', { ...onSale, lastAmendment: requested(changes) })).toEqual(
        lost,
      );
    },
  );

  it('takes away only what the partner shows, and counts unknown metadata as shown everywhere', () => {
    const facts = takenAwayAfter({ territories: ['AT'] });
    expect(lostTerritories('one', facts)).toEqual([]);
    expect(lostTerritories('two', facts)).toEqual(['CH', 'DE']);
    expect(lostTerritories('one', { ...facts, shownAmendments: [] })).toContain('FR');
  });

  it('is sent although its amendment has ended: a partner in flight sells the release only now', () => {
    const lastAmendment = requested({ withoutTerritories: ['DE'] }, { ended: true });
    expect(decideUpdate(update, { ...running, lastAmendment })).toMatchObject({
      issue: null,
      version: { territories: ['AT', 'CH'] },
    });
    const later = { ...lastAmendment, metadataVersion: 3 };
    expect(decideUpdate(update, { ...running, lastAmendment: later })).toEqual({
      issue: expect.stringMatching(/^nobody has requested metadata version 2/) as string,
    });
  });

  it.each<[string, Partial<SaleFacts>]>([
    ['nobody has requested metadata version 2', { lastAmendment: null }],
    ['not licensed', { recall }],
    ['one does not sell', { offers: [at('one', { withdrawing: true }), at('two')] }],
    ['one does not sell', { offers: [at('one', { state: 'taken-down' }), at('two')] }],
    [
      'the approved terms do not include FR',
      { lastAmendment: requested({ territories: ['AT', 'FR'] }) },
    ],
  ])('is not sent: %s', (issue, change) => {
    expect(decideUpdate(update, { ...running, ...change })).toEqual({
      issue: expect.stringContaining(issue) as string,
    });
  });
});

it.each<[number[], string, string]>([
  [[], 'not-shown', 'no partner sells it any more'],
  [[2, 2], 'shown', 'shown by p0, p1'],
  [[2, 1], 'partly-shown', 'p1 keeps metadata version 1'],
  [[1, 1], 'not-shown', 'p0 keeps metadata version 1, p1 keeps metadata version 1'],
])('partners with the versions %j: %s', (versions, outcome, detail) => {
  const have = versions.map((metadataVersion, index) => ({
    ...{ partner: `p${index}`, metadataVersion },
  }));
  expect(amendmentEnd(2, have)).toEqual({ outcome, detail });
});

it('an amendment that no partner sells yet ends with the partners whose next delivery has it', () => {
  expect(amendmentEnd(2, [], { awaiting: ['one', 'two'] })).toEqual({
    outcome: 'not-shown',
    detail: 'no partner sells it yet: the next delivery to one, two has it',
  });
});

it('an amendment names the partners that do not sell the release yet, with the version that each has', () => {
  const offering = { offering: true, metadataVersion: 1 };
  const facts = {
    offers: [
      at('sells', offering),
      at('decides', { ...offering, state: 'delivered' }),
      at('waits', { ...offering, state: 'reserved' }),
      at('leaves', { ...offering, state: 'accepted', withdrawing: true }),
      at('refuses', { ...offering, state: 'rejected' }),
      at('left', { ...offering, state: 'taking-down' }),
      at('ended', { offering: false, state: 'delivered' }),
    ],
  };
  const inFlight = partnersInFlight(facts);
  expect(inFlight).toEqual([
    { partner: 'decides', metadataVersion: 1 },
    { partner: 'waits', metadataVersion: null },
  ]);
  expect(amendmentEnd(2, [{ partner: 'sells', metadataVersion: 2 }], { inFlight })).toEqual({
    outcome: 'shown',
    detail:
      'shown by sells; decides does not sell it yet and has metadata version 1; ' +
      'the delivery to waits will have it',
  });
});

it('a delivery has the metadata that was requested last, whether it has ended or not', () => {
  expect(offeredVersion(approved, null)).toEqual({ version: approved, metadataVersion: 1 });
  const changes = { title: 'Late Rain', withoutTerritories: ['DE'] };
  for (const ended of [true, false])
    expect(offeredVersion(approved, requested(changes, { ended }))).toMatchObject({
      version: {
        ...{ title: 'Late Rain', territories: ['AT', 'CH'], versionSha256: approved.versionSha256 },
      },
      metadataVersion: 2,
    });
});
