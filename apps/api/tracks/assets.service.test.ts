import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { type AssetLink, AssetLinks } from '@fermata/contracts/http';
import {
  type AssetKind,
  deriveId,
  MetadataTerms,
  ReleaseTerms,
  ReviewTerms,
  sha256Hex,
} from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { trackEnvelope } from '../testing/track-envelope.ts';

const trackId = deriveId('trk', 'assets');
const recipes = [sha256Hex('first recipe'), sha256Hex('second recipe')] as const;

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
  await harness.catalogue.events.append(trackEvents());
  for (const [version, kind, mediaType, recipeId] of [
    [1, 'midi', 'audio/midi', recipes[0]],
    [1, 'sketch', 'audio/wav', recipes[0]],
    [1, 'midi', 'audio/midi', recipes[1]],
    [1, 'score', 'application/json', recipes[1]],
    [1, 'delivery-mp3', 'audio/mpeg', recipes[1]],
    [2, 'master', 'audio/flac', recipes[0]],
    [2, 'delivery-mp3', 'audio/mpeg', recipes[0]],
  ] as const satisfies [number, AssetKind, string, string][]) {
    const bytes = Buffer.from(`${version} ${kind} ${recipeId}`);
    const ref = await harness.assets.put('default', { kind, mediaType, bytes });
    await harness.catalogue.assets.register('default', {
      ref,
      trackId,
      version,
      recipeId,
      parents: [],
      checks: {},
    });
  }
});
afterAll(() => harness.stop());

function trackEvents(): NewEvent[] {
  const envelope = trackEnvelope(trackId);
  return [
    {
      ...envelope,
      sequence: 1,
      type: 'track.accepted',
      data: {
        trackId,
        brief: { text: 'night bus', title: '夜のバス', durationSeconds: 30, use: 'commercial' },
        candidates: 2,
        release: ReleaseTerms.parse({}),
        metadata: MetadataTerms.parse({}),
        review: ReviewTerms.parse({}),
        requestedBy: 'act_ada',
        requestSha256: 'ab'.repeat(32),
      },
    },
    {
      ...envelope,
      sequence: 2,
      type: 'plan.made',
      data: {
        version: 1,
        candidates: recipes.map((recipeId, index) => ({
          candidateId: deriveId('cand', trackId, 1, index),
          recipeId,
        })),
      },
    },
  ];
}

async function links(query = ''): Promise<AssetLink[]> {
  const path = `/v1/tracks/${trackId}/assets${query}`;
  const { body } = await harness.ask('GET', path, { key: KEYS.rita });
  return AssetLinks.parse(body).items;
}

const namesOf = (items: readonly AssetLink[]): string[] => items.map(({ fileName }) => fileName);

it('lists the newest version first, and audio before other files', async () => {
  expect(namesOf(await links())).toEqual([
    '夜のバス-v2.mp3',
    '夜のバス-v2-master.flac',
    '夜のバス-v1.mp3',
    '夜のバス-v1-candidate-1-sketch.wav',
    '夜のバス-v1-candidate-1-midi.mid',
    '夜のバス-v1-candidate-2-midi.mid',
    '夜のバス-v1-candidate-2-score.json',
  ]);
});

it('lists only the requested kinds, version and candidate', async () => {
  expect(namesOf(await links('?kind=midi,score'))).toHaveLength(3);
  expect(namesOf(await links('?kind=midi&kind=score&candidate=1'))).toEqual([
    '夜のバス-v1-candidate-1-midi.mid',
  ]);
  expect(namesOf(await links('?version=2&kind=delivery-mp3'))).toEqual(['夜のバス-v2.mp3']);
  expect(await links('?version=3')).toEqual([]);
  const wrong = await harness.ask('GET', `/v1/tracks/${trackId}/assets?kind=mp3`, {
    key: KEYS.rita,
  });
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(wrong.body)).toContain('query.kind.0: must be one of score, midi');
});

it('links audio to be played, and other files to be saved, under their names', async () => {
  for (const { url, fileName, mediaType } of await links('?version=1')) {
    const { headers } = await fetch(url);
    const disposition = headers.get('content-disposition') ?? '';
    const played = mediaType === 'audio/mpeg' || mediaType === 'audio/wav';
    expect(disposition, fileName).toMatch(played ? /^inline; / : /^attachment; /);
    expect(disposition).toContain(`filename*=UTF-8''${encodeURIComponent(fileName)}`);
  }
});
