import { describe, expect, it } from 'vitest';
import {
  type AmendableMetadata,
  AmendmentChanges,
  deriveId,
  MetadataTerms,
  type ReleasedRecording,
  type ReleasedVersion,
  ReleaseTerms,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import { releaseProduct } from '../release/release-product.ts';
import { amendedVersion, amendMetadata, approvedMetadata } from './amend-metadata.ts';
import { recordingsIssue } from './amend-recordings.ts';

const AI = { name: 'Fermata', role: 'composer and performer (generative AI)' };
const LICENSOR = { name: 'Loop House', role: 'licensor of an audio loop' };
const terms = MetadataTerms.parse({ pLine: '℗ {year} {label}', label: 'Nova' });

/** The place of each recording, and the person that it credits beside the AI. */
const PLACES = [
  { disc: 1, producer: 'Ada' },
  { disc: 1, producer: 'Bo' },
  { disc: 2, producer: 'Ada' },
];
const album: ReleasedVersion = releaseProduct(
  {
    ...{ title: 'Nights', contributors: [{ name: 'Cy', role: 'remixer' }] },
    metadata: releaseMetadataOf(terms, { title: 'Nights', style: 'lo-fi', year: 2026 }),
    terms: ReleaseTerms.parse({}),
  },
  PLACES.map(({ disc, producer }, index) => {
    const title = `Part ${index + 1}`;
    return {
      ...{ trackId: deriveId('trk', index), disc },
      version: {
        ...{ version: 1, versionSha256: sha256Hex(title), title, durationSeconds: 30 },
        ...{ pcmSha256: sha256Hex(`pcm ${title}`), recipeId: sha256Hex(`recipe ${title}`) },
        ...{ aiDisclosure: 'all', isrc: `QZABC260000${index + 1}`, tags: [], files: [] },
        credits: [AI, { name: producer, role: 'producer' }, LICENSOR],
        metadata: releaseMetadataOf(terms, { title, style: 'lo-fi', year: 2026 }),
      },
    };
  }),
);
const approved = album.recordings ?? [];
const start = approvedMetadata(album);
const amend = (recordings: object[], from: AmendableMetadata = start): AmendableMetadata =>
  amendMetadata(from, AmendmentChanges.parse({ recordings }), approved);
const shown = (amended: AmendableMetadata): readonly ReleasedRecording[] =>
  amendedVersion(album, amended).recordings ?? [];

describe('an amendment of single recordings', () => {
  it('changes the named fields of the recording, and nothing of the others', () => {
    const artists = [{ name: 'Bo', role: 'main' as const }];
    const change = { number: 2, title: 'Late Rain', artists, pLine: '℗ {year} {label}/{artist}' };
    const recordings = shown(amend([change]));
    expect(recordings.map(({ title }) => title)).toEqual(['Part 1', 'Late Rain', 'Part 3']);
    expect(recordings[1]?.metadata).toEqual({
      ...approved[1]?.metadata,
      ...{ artists, pLine: '℗ 2026 Nova/Bo' },
    });
    expect([recordings[0], recordings[2]]).toEqual([approved[0], approved[2]]);
  });

  it('names a recording by its number on a disc, or by its ISRC', () => {
    const changes = [
      { disc: 2, number: 1, title: 'By place' },
      { isrc: 'QZABC2600001', title: 'By code' },
    ];
    expect(shown(amend(changes)).map(({ title }) => title)).toEqual([
      ...['By code', 'Part 2', 'By place'],
    ]);
  });

  it('leaves the release as it is, and every code, hash and file', () => {
    const amended = amend([{ number: 1, title: 'Late Rain', language: 'de', genre: 'Jazz' }]);
    expect({ ...amended, recordings: undefined }).toEqual({ ...start, recordings: undefined });
    const [before, after] = [album, amendedVersion(album, amended)].map(
      ({ recordings = [], ...whole }) => ({
        whole,
        recordings: recordings.map(
          ({ isrc, pcmSha256, recipeId, versionSha256, files, trackId }) => ({
            ...{ isrc, pcmSha256, recipeId, versionSha256, files, trackId },
          }),
        ),
      }),
    );
    expect(after).toEqual(before);
  });

  it('builds on the earlier amendments', () => {
    const first = amend([{ number: 1, title: 'Late Rain' }]);
    const second = amend(
      [
        { number: 1, language: 'de' },
        { number: 2, explicit: false },
      ],
      first,
    );
    expect(second.recordings).toMatchObject([
      { disc: 1, number: 1, title: 'Late Rain', metadata: { language: 'de' } },
    ]);
    const whole = amendMetadata(second, AmendmentChanges.parse({ title: 'Days' }), approved);
    expect(shown(whole)[0]?.title).toBe('Late Rain');
    expect(whole.title).toBe('Days');
  });

  it('makes the release explicit with an explicit recording, unless it says otherwise', () => {
    const change = { recordings: [{ number: 2, explicit: true }] };
    const explicit = amendMetadata(start, AmendmentChanges.parse(change), approved);
    expect([explicit.metadata.explicit, shown(explicit)[1]?.metadata.explicit]).toEqual([
      true,
      true,
    ]);
    const cleared = amend([{ number: 2, explicit: false }], explicit);
    expect(cleared.metadata.explicit, 'until the release is amended').toBe(true);
    const named = AmendmentChanges.parse({ ...change, explicit: false });
    expect(amendMetadata(start, named, approved).metadata.explicit).toBe(false);
  });

  it('has the release credit the contributors of its recordings, and its own', () => {
    const contributors = [{ name: 'Di', role: 'arranger' }];
    const amended = amend([{ number: 2, contributors }]);
    expect(shown(amended)[1]?.credits).toEqual([AI, contributors[0], LICENSOR]);
    expect(amended.credits).toEqual([
      AI,
      { name: 'Ada', role: 'producer' },
      { name: 'Cy', role: 'remixer' },
      contributors[0],
      LICENSOR,
    ]);
    // The third recording still names its producer.
    const without = amend([{ number: 1, contributors: [] }]);
    expect(without.credits).toContainEqual({ name: 'Ada', role: 'producer' });
  });
});

describe('the changes of recordings', () => {
  const issue = (recordings: object[], of: Pick<ReleasedVersion, 'recordings'> = album) =>
    recordingsIssue(AmendmentChanges.parse({ recordings }), 'rel_1', of);

  it('each name another recording of the release', () => {
    const title = 'Late Rain';
    expect(
      issue([
        { number: 1, title },
        { disc: 2, number: 1, title },
      ]),
    ).toBeNull();
    expect(issue([{ number: 3, title }])).toBe('rel_1 has no recording 1-3');
    expect(issue([{ isrc: 'QZABC2600009', title }])).toBe(
      'rel_1 has no recording with the ISRC QZABC2600009',
    );
    expect(
      issue([
        { number: 1, title },
        { isrc: 'QZABC2600001', title },
      ]),
    ).toBe('the recording 1-1 is named twice');
    expect(issue([{ number: 1, title }], {})).toMatch(/^rel_1 is one recording: amend/);
  });

  it.each([
    [{ number: 1 }],
    [{ title: 'x' }],
    [{ number: 1, isrc: 'QZABC2600001', title: 'x' }],
    [{ disc: 1, isrc: 'QZABC2600001', title: 'x' }],
    [{ number: 1, label: 'x' }],
    [{ number: 1, cover: '0'.repeat(64) }],
  ])('are refused in another form: %j', (change) => {
    expect(AmendmentChanges.safeParse({ recordings: [change] }).success).toBe(false);
  });
});
