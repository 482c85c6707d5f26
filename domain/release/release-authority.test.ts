import { describe, expect, it } from 'vitest';
import {
  deriveId,
  MetadataTerms,
  type OfferState,
  type ReleasedVersion,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from './complete-metadata.ts';
import {
  offerAddressIssue,
  offerClaimIssue,
  offerStartIssue,
  type ReleaseClaim,
  releaseClaimIssue,
  type ReleaseFacts,
  releaseStartIssue,
  type TakedownClaim,
  type TakedownFacts,
  takedownIssue,
  waitReason,
} from './release-authority.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 2);
const file = (name: string) => ({
  sha256: sha256Hex(name),
  kind: 'delivery-flac' as const,
  mediaType: 'audio/flac',
  bytes: 1000,
});
const metadata = releaseMetadataOf(MetadataTerms.parse({}), {
  title: 'Slow Light',
  style: 'ambient',
  year: 2026,
});
const version: ReleasedVersion = {
  version: 2,
  versionSha256: sha256Hex('version 2'),
  title: 'Slow Light',
  metadata,
  isrc: 'XXTST2600001',
  durationSeconds: 30,
  pcmSha256: sha256Hex('pcm'),
  recipeId: sha256Hex('recipe'),
  aiDisclosure: 'all',
  credits: [{ name: 'Ada', role: 'composer' }],
  tags: ['warm'],
  files: [file('one'), file('two')],
};
const claim: ReleaseClaim = {
  projectId: 'atlas',
  trackId,
  releaseId,
  partners: ['sandbox'],
  version,
};
const approval = { versionSha256: version.versionSha256, quorum: 2, provenReviewers: 2 };
const track: NonNullable<ReleaseFacts['track']> = {
  stage: 'publishing',
  version: 2,
  held: false,
  partners: ['sandbox'],
  onRejection: 'best-effort',
  termsIssue: null,
};
const facts: ReleaseFacts = {
  track,
  version,
  isrc: 'XXTST2600001',
  approval,
  recall: null,
  release: null,
};

describe('the ISRC of a release', () => {
  it('is the one of the registry', () => {
    expect(releaseClaimIssue(claim, { ...facts, isrc: 'XXTST2600002' })).toMatch(
      /^XXTST2600001 is not the ISRC of the recording, which has XXTST2600002$/,
    );
    expect(releaseClaimIssue(claim, { ...facts, isrc: null })).toMatch(/which has none$/);
  });

  it('is no test code at a real partner', () => {
    const partners = ['sandbox', 'big-shop'];
    expect(
      releaseClaimIssue({ ...claim, partners }, { ...facts, track: { ...track, partners } }),
    ).toMatch(/only the sandbox may get, not big-shop$/);
  });
});

it('a version that was made with something recalled is not released', () => {
  const subject = { kind: 'model', name: 'theory', version: '2' } as const;
  const recalled = {
    ...facts,
    recall: { recallId: 'rcl_1', subject, reason: 'not licensed' },
  };
  expect(releaseClaimIssue(claim, recalled)).toMatch(
    /^version 2 of trk_.* may not be released: the model theory@2 is recalled \(rcl_1\): not licensed$/,
  );
});

describe('a release', () => {
  it('may send the approved version, and a part of its files', () => {
    expect(releaseClaimIssue(claim, facts)).toBeNull();
    const oneFile = { ...version, files: [file('two')] };
    expect(releaseClaimIssue({ ...claim, version: oneFile }, facts)).toBeNull();
    const reordered = { ...version, credits: [{ role: 'composer', name: 'Ada' }] };
    expect(releaseClaimIssue({ ...claim, version: reordered }, facts)).toBeNull();
  });

  it.each<[string, Partial<ReleasedVersion>]>([
    ['title', { title: 'Stolen' }],
    ['metadata', { metadata: { ...metadata, label: 'Somebody' } }],
    ['credits', { credits: [] }],
    ['tags', { tags: ['cold'] }],
    ['territories', { territories: ['DE'] }],
    ['aiDisclosure', { aiDisclosure: 'none' }],
    ['versionSha256', { versionSha256: sha256Hex('another') }],
    ['pcmSha256', { pcmSha256: sha256Hex('another') }],
    ['recipeId', { recipeId: sha256Hex('another') }],
    ['durationSeconds', { durationSeconds: 31 }],
    ['files', { files: [file('three')] }],
    ['files', { files: [{ ...file('one'), mediaType: 'audio/mpeg' }] }],
    ['files', { files: [] }],
  ])('may not send another %s', (field, change) => {
    expect(releaseClaimIssue({ ...claim, version: { ...version, ...change } }, facts)).toBe(
      `version 2 of ${trackId} differs from the completed version: ${field}`,
    );
  });

  it.each<[string, Partial<ReleaseClaim>, Partial<ReleaseFacts>]>([
    [`the project atlas has no track ${trackId}`, {}, { track: null }],
    [`version 2 of ${trackId} is not completed`, {}, { version: null }],
    [`no review has approved version 2 of ${trackId}`, {}, { approval: null }],
    [
      `no review has approved version 2 of ${trackId}`,
      {},
      { approval: { ...approval, versionSha256: sha256Hex('version 1') } },
    ],
    [
      `1 of 2 approvals of version 2 of ${trackId} were verified by their tokens`,
      {},
      { approval: { ...approval, provenReviewers: 1 } },
    ],
    [
      `${deriveId('rel', 'another')} is not the release of version 2 of ${trackId}`,
      { releaseId: deriveId('rel', 'another') },
      {},
    ],
    [
      `the release terms of ${trackId} do not name elsewhere`,
      { partners: ['sandbox', 'elsewhere'] },
      {},
    ],
    [`the release ${releaseId} has ended`, {}, { release: { ended: true, offers: [] } }],
    [`${trackId} is in stage review with version 2`, {}, { track: { ...track, stage: 'review' } }],
    [`${trackId} is in stage publishing with version 3`, {}, { track: { ...track, version: 3 } }],
    [
      `the review terms of ${trackId} are below the project's minimum: quorum must be at least 2`,
      {},
      { track: { ...track, termsIssue: 'quorum must be at least 2' } },
    ],
  ])('%s', (issue, claimed, known) => {
    expect(releaseClaimIssue({ ...claim, ...claimed }, { ...facts, ...known })).toBe(issue);
  });

  it('starts only as the approved version', () => {
    const { versionSha256 } = version;
    const start = { ...claim, version: 2, versionSha256 };
    expect(releaseStartIssue(start, facts)).toBeNull();
    expect(releaseStartIssue({ ...start, versionSha256: sha256Hex('version 1') }, facts)).toBe(
      `no review has approved version 2 of ${trackId}`,
    );
    expect(releaseStartIssue(start, { ...facts, track: null })).toBe(
      `the project atlas has no track ${trackId}`,
    );
  });
});

describe('an offer', () => {
  it('needs a release that has started', () => {
    const started = { ...facts, release: { ended: false, offers: [] } };
    const start = { ...claim, version: 2, versionSha256: version.versionSha256 };
    expect(offerClaimIssue(claim, started)).toBeNull();
    expect(offerStartIssue(start, started)).toBeNull();
    const issue = `the release ${releaseId} has not started`;
    expect(offerClaimIssue(claim, facts)).toBe(issue);
    expect(offerStartIssue(start, facts)).toBe(issue);
    expect(offerClaimIssue({ ...claim, partners: ['elsewhere'] }, started)).toBe(
      `the release terms of ${trackId} do not name elsewhere`,
    );
  });

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

describe('the messages about a release', () => {
  const withdrawalId = deriveId('wdr', trackId);
  const withdrawal = {
    ...{ withdrawalId, trackId, releaseId, reason: 'rights unclear', orderedBy: 'act_otto' },
    partners: ['sandbox'],
    ended: false,
  };
  const release = {
    ...{ trackId, releaseId, partner: 'sandbox' },
    workflowId: `release/${releaseId}/sandbox`,
  };
  const takedown = { ...release, workflowId: `withdrawal/${withdrawalId}` };
  const started: TakedownFacts = { release: { ended: false }, withdrawal: null };
  const ended: TakedownFacts = { release: { ended: true }, withdrawal };

  it('go to the offer until the release ends, and to an ordered withdrawal', () => {
    expect(offerAddressIssue(release, started)).toBeNull();
    expect(offerAddressIssue(release, { ...started, release: null })).toBe(
      `${trackId} has no release ${releaseId}`,
    );
    expect(offerAddressIssue(release, ended)).toBe(`the release ${releaseId} has ended`);
    expect(offerAddressIssue(takedown, ended)).toBeNull();
  });

  it.each<[string, Partial<TakedownFacts['withdrawal'] & object> | null]>([
    [
      `withdrawal/${withdrawalId} is neither the offer of ${releaseId} to sandbox nor an ordered withdrawal`,
      null,
    ],
    [
      `the withdrawal ${withdrawalId} was ordered for another release`,
      { releaseId: deriveId('rel', 'other') },
    ],
    [`the withdrawal ${withdrawalId} was not ordered at sandbox`, { partners: ['shop'] }],
    [`the withdrawal ${withdrawalId} has ended`, { ended: true }],
  ])('go nowhere else: %s', (issue, change) => {
    const known = change && { ...withdrawal, ...change };
    expect(offerAddressIssue(takedown, { ...ended, withdrawal: known })).toBe(issue);
    expect(
      offerAddressIssue({ ...release, workflowId: 'evil' }, { ...ended, withdrawal: known }),
    ).toBe(`evil is neither the offer of ${releaseId} to sandbox nor an ordered withdrawal`);
  });
});

describe('a takedown', () => {
  const withdrawalId = deriveId('wdr', trackId);
  const compensation: TakedownClaim = {
    projectId: 'atlas',
    trackId,
    releaseId,
    reason: 'not completed',
    withdrawalId: null,
    partners: ['sandbox'],
  };
  const withdrawal: TakedownClaim = {
    ...compensation,
    withdrawalId,
    reason: 'rights unclear',
    requestedBy: 'act_otto',
  };
  const ordered: TakedownFacts = {
    release: { ended: true },
    withdrawal: {
      ...{ withdrawalId, trackId, releaseId, reason: 'rights unclear', orderedBy: 'act_otto' },
      partners: ['sandbox'],
      ended: false,
    },
  };

  it('withdraws a release that has not ended', () => {
    expect(takedownIssue(compensation, { release: { ended: false }, withdrawal: null })).toBeNull();
    expect(takedownIssue(compensation, ordered)).toBe(
      `the release ${releaseId} has ended: only a withdrawal takes it down`,
    );
    expect(takedownIssue(compensation, { ...ordered, release: null })).toBe(
      `${trackId} has no release ${releaseId}`,
    );
  });

  it.each<[string | null, Partial<TakedownFacts['withdrawal'] & object> | null]>([
    [null, {}],
    [`nobody has ordered the withdrawal ${withdrawalId}`, null],
    [
      `the withdrawal ${withdrawalId} was ordered for ${deriveId('rel', 'other')} of ${trackId}`,
      { releaseId: deriveId('rel', 'other') },
    ],
    [`the withdrawal ${withdrawalId} was ordered for another reason`, { reason: 'none' }],
    [`the withdrawal ${withdrawalId} was not ordered at sandbox`, { partners: ['shop'] }],
    [`the withdrawal ${withdrawalId} was ordered by act_ada`, { orderedBy: 'act_ada' }],
    [`the withdrawal ${withdrawalId} has ended`, { ended: true }],
  ])('of a withdrawal: %s', (issue, change) => {
    const known = change && ordered.withdrawal ? { ...ordered.withdrawal, ...change } : null;
    expect(takedownIssue(withdrawal, { ...ordered, withdrawal: known })).toBe(issue);
  });
});
