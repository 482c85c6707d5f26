import { describe, expect, it } from 'vitest';
import {
  deriveId,
  type FinishedVersion,
  MetadataTerms,
  ReleaseTerms,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import {
  createdClaimIssue,
  createdOfferClaimIssue,
  type CreatedReleaseFacts,
  createdStartIssue,
  createdVersion,
  createdWaitReason,
  creationIssue,
  isCreatedAs,
  type RecordingFacts,
} from './created-release-authority.ts';
import { startOf } from './release-authority.ts';

const releaseId = deriveId('rel', 'album');
const metadata = releaseMetadataOf(MetadataTerms.parse({}), {
  ...{ title: 'Both', style: 'house', year: 2026 },
});
const trackIds = [deriveId('trk', 'one'), deriveId('trk', 'two')] as const;
const versionOf = (trackId: string, isrc: string): FinishedVersion => ({
  version: 2,
  versionSha256: sha256Hex(`version ${trackId}`),
  title: trackId,
  durationSeconds: 30,
  pcmSha256: sha256Hex(`pcm ${trackId}`),
  recipeId: sha256Hex('recipe'),
  aiDisclosure: 'all',
  credits: [],
  metadata,
  isrc,
  tags: [],
  files: [
    { sha256: sha256Hex(trackId), kind: 'delivery-flac', mediaType: 'audio/flac', bytes: 10 },
  ],
});
const recordingOf = (trackId: string, isrc: string): RecordingFacts => {
  const version = versionOf(trackId, isrc);
  return {
    track: {
      ...{ stage: 'published', version: 2, held: false, partners: ['sandbox'] },
      ...{ onRejection: 'best-effort', termsIssue: null },
    },
    version,
    isrc,
    approval: { versionSha256: version.versionSha256, quorum: 1, provenReviewers: 1 },
    recall: null,
    withdrawnByPerson: false,
  };
};
const one = recordingOf(trackIds[0], 'XXTST2600001');
const two = recordingOf(trackIds[1], 'XXTST2600002');
const facts: CreatedReleaseFacts = {
  content: {
    title: 'Both',
    metadata,
    contributors: [],
    terms: ReleaseTerms.parse({
      partners: ['sandbox', 'sandbox-2'],
      onRejection: 'all-or-nothing',
    }),
    recordings: trackIds.map((trackId) => ({
      ...{ trackId, version: 2, disc: 1 },
      versionSha256: sha256Hex(`version ${trackId}`),
    })),
  },
  recordings: [one, two],
  coverLicence: null,
  release: null,
};
const started = { ended: false, offers: [] };
const version = createdVersion(facts);
if (version === null) throw new Error('all versions are completed');
const claim = {
  projectId: 'atlas',
  trackId: trackIds[0],
  releaseId,
  partners: ['sandbox-2'],
  version,
};
const withTwo = (changes: Partial<RecordingFacts>): CreatedReleaseFacts => ({
  ...facts,
  recordings: [one, { ...two, ...changes }],
});

describe('a created release of approved versions', () => {
  it('is allowed while a recording is on sale as a single, too', () => {
    expect(creationIssue(facts)).toBeNull();
  });

  it.each<[string, Partial<RecordingFacts>, RegExp]>([
    ['unknown', { track: null }, /^the project has no track trk_/],
    ['not completed', { version: null }, /^version 2 of trk_.* is not completed$/],
    ['not approved', { approval: null }, /^no review has approved version 2 of trk_/],
    [
      'approved without a verified token',
      {
        approval: {
          versionSha256: two.approval?.versionSha256 ?? '',
          quorum: 2,
          provenReviewers: 1,
        },
      },
      /^1 of 2 approvals/,
    ],
    [
      'recalled',
      {
        recall: {
          ...{ recallId: 'rcl_1', reason: 'not licensed' },
          subject: { kind: 'model', name: 'theory', version: '2' },
        },
      },
      /may not be released: the model theory@2 is recalled/,
    ],
    ['without its ISRC', { isrc: null }, /is not the ISRC of the recording, which has none$/],
    [
      'withdrawn by a person',
      { track: two.track && { ...two.track, stage: 'withdrawn' }, withdrawnByPerson: true },
      /^a person has withdrawn trk_/,
    ],
    [
      'licensed for fewer territories',
      { territories: ['DE'] },
      /its approved terms do not include the rest of the world$/,
    ],
  ])('is refused if one is %s', (_what, changes, issue) => {
    expect(creationIssue(withTwo(changes))).toMatch(issue);
  });

  it('is refused at a real partner if a recording has a test ISRC', () => {
    const terms = ReleaseTerms.parse({ partners: ['big-shop'] });
    expect(creationIssue({ ...facts, content: { ...facts.content, terms } })).toMatch(
      /^XXTST2600001 is a test ISRC, which only the sandbox may get, not big-shop$/,
    );
  });
});

describe('the given cover of a created release', () => {
  const cover = sha256Hex('picture');
  const withCover = (coverLicence: CreatedReleaseFacts['coverLicence']): CreatedReleaseFacts => ({
    ...facts,
    content: { ...facts.content, metadata: { ...metadata, cover } },
    coverLicence,
  });
  const licence = { licensor: 'Pictures & Co', licence: 'CC-BY-4.0' };
  const covered = createdVersion(withCover(licence));
  if (covered === null) throw new Error('all versions are completed');
  const coverClaim = { ...claim, version: covered };

  it('has a licence for the territories of the release', () => {
    const issues = (known: CreatedReleaseFacts) => [
      creationIssue(known),
      createdStartIssue(startOf(coverClaim), known),
      createdOfferClaimIssue(coverClaim, { ...known, release: started }),
    ];
    expect(issues(withCover(licence))).toEqual([null, null, null]);
    expect(issues(withCover(null))).toEqual(
      Array<unknown>(3).fill(expect.stringMatching(/^the cover .{12} has no declared licence$/)),
    );
    expect(issues(withCover({ ...licence, territories: ['DE'] }))).toEqual(
      Array<unknown>(3).fill(expect.stringMatching(/licensed for DE, .* names no territories$/)),
    );
  });
});

describe('a created release', () => {
  it('may send its product, to the partners of its terms', () => {
    expect(createdClaimIssue(claim, facts)).toBeNull();
    expect(createdClaimIssue({ ...claim, partners: ['sandbox-3'] }, facts)).toMatch(
      /do not name sandbox-3$/,
    );
    expect(createdClaimIssue({ ...claim, trackId: trackIds[1] }, facts)).toMatch(
      /is not the first track/,
    );
    const renamed = { ...version, title: 'Stolen' };
    expect(createdClaimIssue({ ...claim, version: renamed }, facts)).toMatch(/: title$/);
    const [first, ...others] = version.recordings ?? [];
    if (first === undefined) throw new Error('it has two recordings');
    const other = { ...version, recordings: [{ ...first, title: 'Stolen' }, ...others] };
    expect(createdClaimIssue({ ...claim, version: other }, facts)).toMatch(/: recordings$/);
  });

  it('stops when one of its recordings is recalled, or when it has ended', () => {
    const recall = {
      ...{ recallId: 'rcl_1', reason: 'not licensed' },
      subject: { kind: 'model' as const, name: 'theory', version: '2' },
    };
    const recalled = withTwo({ recall });
    expect(createdOfferClaimIssue(claim, { ...recalled, release: started })).toMatch(/is recalled/);
    expect(createdStartIssue(startOf(claim), recalled)).toMatch(/is recalled/);
    // Before its start it waits for the end of the recall.
    expect(createdClaimIssue(claim, recalled)).toBeNull();
    expect(createdClaimIssue(claim, { ...facts, release: { ended: true, offers: [] } })).toMatch(
      /has ended$/,
    );
  });

  it('starts with its own product', () => {
    const start = startOf(claim);
    expect(createdStartIssue(start, facts)).toBeNull();
    expect(createdStartIssue({ ...start, versionSha256: sha256Hex('other') }, facts)).toMatch(
      /was created with other versions$/,
    );
    expect(createdOfferClaimIssue(claim, facts)).toMatch(/has not started$/);
  });

  it.each(['withdrawn', 'cancelled'] as const)(
    'does not start or go on once a person has %s one of its tracks',
    (stage) => {
      const changed = withTwo({
        track: two.track && { ...two.track, stage },
        withdrawnByPerson: stage === 'withdrawn',
      });
      const issue = `a person has ${stage} ${trackIds[1]}`;
      expect(createdClaimIssue(claim, changed)).toBe(issue);
      expect(createdStartIssue(startOf(claim), changed)).toBe(issue);
      expect(createdOfferClaimIssue(claim, { ...changed, release: started })).toBe(issue);
    },
  );

  it.each([
    ...(['approved', 'publishing', 'published', 'delisted'] as const),
    ...(['archived', 'failed', 'withdrawn'] as const),
  ])(
    'starts and goes on whatever the state of another release of its recording is: %s',
    (stage) => {
      const changed = withTwo({ track: two.track && { ...two.track, stage } });
      expect(creationIssue(changed)).toBeNull();
      expect(createdStartIssue(startOf(claim), changed)).toBeNull();
      expect(createdOfferClaimIssue(claim, { ...changed, release: started })).toBeNull();
    },
  );

  it('needs the approval of each recording, whatever the stage of its track', () => {
    const track = two.track && { ...two.track, stage: 'archived' as const };
    const rejected = withTwo({ track, approval: null });
    expect(creationIssue(rejected)).toMatch(/^no review has approved version 2 of trk_/);
    expect(createdOfferClaimIssue(claim, { ...rejected, release: started })).toMatch(
      /^no review has approved/,
    );
  });

  it('is known as created with this content although one of its tracks was cancelled since', () => {
    const changed = withTwo({ track: two.track && { ...two.track, stage: 'cancelled' } });
    const asCreated = { ...claim, partners: ['sandbox', 'sandbox-2'] };
    expect(isCreatedAs(asCreated, changed)).toBe(true);
    expect(isCreatedAs({ ...asCreated, trackId: trackIds[1] }, changed)).toBe(false);
    expect(isCreatedAs({ ...asCreated, partners: ['sandbox-3'] }, changed)).toBe(false);
    const renamed = { ...version, title: 'Stolen' };
    expect(isCreatedAs({ ...asCreated, version: renamed }, changed)).toBe(false);
  });

  it('waits while one of its tracks is held, and for the partners that its terms name', () => {
    const held = withTwo({ track: two.track && { ...two.track, held: true } });
    expect(createdWaitReason('reserve', held)).toBe(`the track ${trackIds[1]} is held`);
    expect(createdWaitReason('confirm', facts)).toBe('not accepted yet by sandbox, sandbox-2');
    expect(createdWaitReason('reserve', facts)).toBeNull();
  });
});
