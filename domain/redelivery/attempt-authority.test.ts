import { describe, expect, it } from 'vitest';
import {
  deriveId,
  MetadataTerms,
  type ReleasedVersion,
  ReleaseTerms,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import { type CreatedReleaseFacts, createdVersion } from '../release/created-release-authority.ts';
import type { OfferSummary, ReleaseClaim, ReleaseFacts } from '../release/release-authority.ts';
import {
  attemptClaimIssue,
  attemptStartIssue,
  createdAttemptClaimIssue,
  createdAttemptStartIssue,
} from './attempt-authority.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 2);
const metadata = releaseMetadataOf(MetadataTerms.parse({}), {
  ...{ title: 'Slow Light', style: 'ambient', year: 2026 },
});
const version: ReleasedVersion = {
  ...{ version: 2, versionSha256: sha256Hex('version 2'), title: 'Slow Light', metadata },
  ...{ isrc: 'XXTST2600001', durationSeconds: 30, pcmSha256: sha256Hex('pcm') },
  ...{ recipeId: sha256Hex('recipe'), aiDisclosure: 'all', credits: [], tags: [] },
  files: [{ sha256: sha256Hex('one'), kind: 'delivery-flac', mediaType: 'audio/flac', bytes: 10 }],
};
const approval = { versionSha256: version.versionSha256, quorum: 1, provenReviewers: 1 };
const ofTrack: NonNullable<ReleaseFacts['track']> = {
  ...{ stage: 'published', version: 2, held: false, partners: ['sandbox', 'sandbox-2'] },
  ...{ onRejection: 'best-effort', termsIssue: null },
};
const sold: OfferSummary = { partner: 'sandbox', state: 'live', attempt: 1 };
const again: OfferSummary = {
  ...{ partner: 'sandbox-2', state: 'pending', attempt: 2, redelivery: 'requested' },
};
const facts: ReleaseFacts = {
  ...{ track: ofTrack, version, isrc: 'XXTST2600001', approval, recall: null },
  release: { ended: true, offers: [sold, again] },
};
const claim: ReleaseClaim = {
  ...{ projectId: 'atlas', trackId, releaseId, partners: ['sandbox-2'], version },
};
const withOffer = (change: Partial<OfferSummary>, release = facts.release): ReleaseFacts => ({
  ...facts,
  release: release && { ...release, offers: [sold, { ...again, ...change }] },
});
const startOf = ({ version: { version: number, versionSha256 }, ...subject }: ReleaseClaim) => ({
  ...{ ...subject, version: number, versionSha256 },
});

describe('an offer of a release that has ended', () => {
  it('is allowed at the partner for which a person has requested it, also at one that the terms do not name', () => {
    expect(attemptClaimIssue(claim, facts)).toBeNull();
    expect(attemptStartIssue(startOf(claim), facts)).toBeNull();
    const track = { ...ofTrack, partners: ['sandbox'] };
    expect(attemptClaimIssue(claim, { ...facts, track })).toBeNull();
  });

  it.each<[RegExp, Partial<ReleaseFacts>]>([
    [/has ended$/, { release: { ended: true, offers: [sold, { ...again, redelivery: 'ended' }] } }],
    [/has ended$/, { release: { ended: true, offers: [sold] } }],
    [
      /^a withdrawal of rel_.* from sandbox-2 was requested$/,
      { release: { ended: true, offers: [sold, { ...again, redelivery: 'withdrawn' }] } },
    ],
    [/is still being offered$/, { release: { ended: false, offers: [sold, again] } }],
    [/is in stage withdrawn, not on sale$/, { track: { ...ofTrack, stage: 'withdrawn' } }],
    [/is in stage published, not on sale$/, { track: { ...ofTrack, version: 3 } }],
    [/^no review has approved/, { approval: null }],
    [/differs from the completed version: title$/, { version: { ...version, title: 'Other' } }],
    [/is not the ISRC of the recording/, { isrc: null }],
    [
      /may not be released/,
      {
        recall: {
          ...{ recallId: 'rcl_1', reason: 'not licensed' },
          subject: { kind: 'model', name: 'theory', version: '1' },
        },
      },
    ],
  ])('is refused: %s', (issue, change) => {
    expect(attemptClaimIssue(claim, { ...facts, ...change })).toMatch(issue);
  });

  it('of all-or-nothing is allowed while every other partner sells it', () => {
    const track = { ...ofTrack, onRejection: 'all-or-nothing' } as const;
    expect(attemptClaimIssue(claim, { ...facts, track })).toBeNull();
    const offers = [{ ...sold, state: 'taken-down' as const }, again];
    expect(attemptClaimIssue(claim, { ...facts, track, release: { ended: true, offers } })).toBe(
      'the terms are all-or-nothing, and it is not on sale at sandbox',
    );
    const another: OfferSummary = { partner: 'another', state: 'rejected', attempt: 1 };
    const release = { ended: true, offers: [sold, again, another] };
    expect(attemptClaimIssue(claim, { ...facts, track, release }), 'not of the terms').toBeNull();
  });

  it('follows the rules of a first offer while nobody has requested it', () => {
    const running = { ...ofTrack, stage: 'publishing' } as const;
    const release = { ended: false, offers: [sold, { ...again, redelivery: undefined }] };
    expect(attemptClaimIssue(claim, { ...facts, track: running, release })).toBeNull();
    expect(attemptClaimIssue(claim, withOffer({ redelivery: undefined }))).toMatch(/has ended$/);
  });
});

describe('an offer of a created release that has ended', () => {
  const content: CreatedReleaseFacts['content'] = {
    ...{ title: 'Both', metadata, contributors: [] },
    terms: ReleaseTerms.parse({ partners: ['sandbox'] }),
    recordings: [{ trackId, version: 2, versionSha256: version.versionSha256, disc: 1 }],
  };
  const { track, isrc, recall } = facts;
  const created: CreatedReleaseFacts = {
    ...{
      content,
      recordings: [{ track, version, isrc, approval, recall, withdrawnByPerson: false }],
    },
    ...{ release: facts.release, coverLicence: null },
  };
  const composed = createdVersion(created);
  if (composed === null) throw new Error('the version is completed');
  const album: ReleaseClaim = { ...claim, releaseId: deriveId('rel', 'album'), version: composed };

  it('is allowed at a partner that the terms do not name, once a person has requested it', () => {
    expect(createdAttemptClaimIssue(album, created)).toBeNull();
    expect(createdAttemptStartIssue(startOf(album), created)).toBeNull();
    const nobody = { ended: true, offers: [sold] };
    expect(createdAttemptClaimIssue(album, { ...created, release: nobody })).toMatch(
      /do not name sandbox-2$/,
    );
  });

  it('is refused without an approval of each recording, and with another content', () => {
    const [recording] = created.recordings;
    if (recording === undefined) throw new Error('there is one');
    expect(
      createdAttemptClaimIssue(album, {
        ...created,
        recordings: [{ ...recording, approval: null }],
      }),
    ).toMatch(/^no review has approved/);
    expect(
      createdAttemptClaimIssue({ ...album, version: { ...composed, title: 'Other' } }, created),
    ).toMatch(/title$/);
  });

  it('is refused once a person has withdrawn a track, and while a recording is recalled', () => {
    const [recording] = created.recordings;
    if (!recording?.track) throw new Error('there is one');
    const withdrawn = {
      ...recording,
      withdrawnByPerson: true,
      track: { ...recording.track, stage: 'withdrawn' as const },
    };
    expect(createdAttemptClaimIssue(album, { ...created, recordings: [withdrawn] })).toBe(
      `a person has withdrawn ${trackId}`,
    );
    const recalled = {
      ...recording,
      recall: {
        ...{ recallId: 'rcl_1', reason: 'not licensed' },
        subject: { kind: 'model' as const, name: 'theory', version: '1' },
      },
    };
    expect(createdAttemptClaimIssue(album, { ...created, recordings: [recalled] })).toMatch(
      /may not be released/,
    );
  });
});
