import { describe, expect, it } from 'vitest';
import {
  deriveId,
  MetadataTerms,
  type ReleasedVersion,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import {
  offerClaimIssue,
  offerStartIssue,
  type ReleaseClaim,
  releaseClaimIssue,
  type ReleaseFacts,
  releaseStartIssue,
  startOf,
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

it('a version that was made with something recalled is not offered, and its release waits', () => {
  const subject = { kind: 'model', name: 'theory', version: '2' } as const;
  const recalled = {
    ...facts,
    recall: { recallId: 'rcl_1', subject, reason: 'not licensed' },
  };
  const issue =
    /^version 2 of trk_.* may not be released: the model theory@2 is recalled \(rcl_1\): not licensed$/;
  expect(releaseStartIssue(startOf(claim), recalled)).toMatch(issue);
  const started = { ended: false, offers: [] };
  expect(offerClaimIssue(claim, { ...recalled, release: started })).toMatch(issue);
  expect(releaseClaimIssue(claim, recalled)).toBeNull();
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
});
