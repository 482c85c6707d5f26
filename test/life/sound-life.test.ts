import { afterAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { AssetLinks, type AssetView, MaterialView, type TrackView } from '@fermata/contracts/http';
import { AssetRef, PART_NAMES, Recipe } from '@fermata/contracts/values';
import { diffRecipes } from '@fermata/domain/provenance';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

/** A 16-bit loop of four bars at 120 BPM with a click on each beat. `level`: 0 to 1. */
function loop(level: number): Uint8Array {
  const [sampleRate, frames] = [48_000, 8 * 48_000];
  const file = Buffer.alloc(44 + frames * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * 2, 40);
  for (let i = 0; i < frames; i++) {
    const inBeat = i % (sampleRate / 2);
    const click =
      inBeat < 2400 ? Math.round(32_767 * level * (1 - inBeat / 2400) * (i % 48 < 24 ? 1 : -1)) : 0;
    file.writeInt16LE(click, 44 + 2 * i);
  }
  return new Uint8Array(file);
}

/** A MIDI file with one track: C D E F G, one beat each, at 120 BPM. */
const MELODY = Uint8Array.from([
  ...Buffer.from('MThd'),
  0,
  0,
  0,
  6,
  0,
  0,
  0,
  1,
  1,
  0xe0,
  ...Buffer.from('MTrk'),
  0,
  0,
  0,
  49,
  ...[60, 62, 64, 65, 67].flatMap((note) => [0, 0x90, note, 90, 0x83, 0x60, 0x80, note, 0]),
  0,
  0xff,
  0x2f,
  0,
]);
const addLoop = (level: number): Promise<MaterialView> =>
  testStack
    .as('ada')
    .upload('/v1/materials', { bytes: loop(level), mediaType: 'audio/wav' }, MaterialView, {
      licensor: 'Loops & Co',
      licence: 'CC-BY-4.0',
      bars: 4,
    });
const versionOf = (track: TrackView, number: number) => {
  const version = track.versions.find(({ version: each }) => each === number);
  if (!version) throw new Error(`${track.trackId} has no version ${number}`);
  return version;
};
const stems = (assets: readonly AssetView[]): Map<string, string> =>
  new Map(
    assets.filter(({ kind }) => kind === 'stem').map(({ part, sha256 }) => [part ?? '', sha256]),
  );
const recipe = (recipeId: string | null): Promise<Recipe> =>
  testStack.as('ada').get(`/v1/recipes/${recipeId ?? ''}`, Recipe);

/** A short track without drums, from a melody licensed for some countries only. Several tests continue from it. */
async function sourceTrack() {
  const melody = await testStack
    .as('ada')
    .upload('/v1/materials', { bytes: MELODY, mediaType: 'audio/midi' }, MaterialView, {
      licensor: 'Melodies',
      licence: 'All rights',
      territories: 'DE,FR',
    });
  const limit = `the melody ${melody.sha256.slice(0, 12)} of Melodies`;
  const create = (territories?: string[]) =>
    testStack.create({
      candidates: 2,
      pick: { by: 'person', limitSeconds: 1 },
      brief: {
        text: 'lo-fi, no drums',
        durationSeconds: 8,
        seed: 72,
        motif: { sha256: melody.sha256, use: 'vary' },
      },
      release: { ...(territories ? { territories } : {}) },
    });
  await expect(create()).rejects.toThrow(
    `${limit} is licensed for DE, FR, and the release names no territories: ` +
      'set release.territories to some of DE, FR',
  );
  const trackId = await create(['DE']);
  return { melody, limit, trackId, first: versionOf(await testStack.stage(trackId, 'review'), 1) };
}
let material: ReturnType<typeof sourceTrack> | undefined;
const fromSource = () => (material ??= sourceTrack());

describe.concurrent('sound in the life of a track', () => {
  it('has its report, WAV and MIDI of each part, and the requested alternates', async () => {
    const trackId = await testStack.create({
      alternates: ['no-drums', 'cut-15'],
      brief: { text: 'lo-fi', durationSeconds: 16, seed: 71, title: 'Cut Me' },
    });
    const track = await testStack.stage(trackId, 'review');
    const version = versionOf(track, 1);
    expect(version.masterReport).toMatchObject({
      integratedLufs: version.masterFigures?.integratedLufs,
      truePeakDbtp: version.masterFigures?.truePeakDbtp,
    });
    expect(version.mixReport).not.toBeNull();
    expect(version.findings?.every(({ severity }) => severity === 'soft')).toBe(true);
    expect(track.review?.findings).toEqual(version.findings);
    const names = version.assets.map(({ fileName }) => fileName);
    expect(names).toEqual(
      expect.arrayContaining([
        'cut-me-v1.flac',
        'cut-me-v1.wav',
        'cut-me-v1.mp3',
        'cut-me-v1-no-drums.flac',
        'cut-me-v1-no-drums.wav',
        'cut-me-v1-cut-15.mp3',
        'cut-me-v1-cut-15-peaks.json',
      ]),
    );
    expect(new Set(names).size).toBe(
      names.length -
        [...stems(version.assets).keys()].filter(
          (part) => names.filter((name) => name === `cut-me-v1-${part}.mid`).length > 1,
        ).length,
    );
    const parts = [...stems(version.assets).keys()];
    for (const part of parts) expect(names).toContain(`cut-me-v1-${part}.mid`);
    expect(
      version.alternates.map(({ alternate, figures }) => [
        alternate,
        Math.round(figures.durationSeconds * 10) / 10,
      ]),
    ).toEqual([
      ['no-drums', 16],
      ['cut-15', 15],
    ]);
    const [noDrums] = version.alternates;
    expect(
      diffRecipes(await recipe(version.recipeId), await recipe(noDrums?.recipeId ?? null)),
    ).toEqual(['without drums']);
    // File names of the download.
    const { items } = await testStack.as('ada').get(`/v1/tracks/${trackId}/assets`, AssetLinks);
    expect(
      items
        .filter(({ alternate, kind }) => alternate === 'no-drums' && kind === 'delivery-mp3')
        .map(({ fileName }) => fileName),
    ).toEqual(['cut-me-v1-no-drums.mp3']);
    // Tempo and key of the score, in the tags of every cut.
    const bytesOf = async (name: string): Promise<Buffer> => {
      const url = items.find(({ fileName }) => fileName === name)?.url ?? '';
      return Buffer.from(await (await fetch(url)).arrayBuffer());
    };
    for (const cut of ['cut-me-v1', 'cut-me-v1-no-drums', 'cut-me-v1-cut-15']) {
      const flac = await bytesOf(`${cut}.flac`);
      const bpm = /BPM=(\d+)/.exec(flac.toString('latin1'))?.[1];
      // A shorter cut may need another tempo.
      if (cut.endsWith('cut-15')) expect(bpm).toBeDefined();
      else expect(version.tags).toContain(`${bpm} bpm`);
      expect(flac.includes('INITIALKEY='), cut).toBe(true);
      const mp3 = await bytesOf(`${cut}.mp3`);
      for (const frame of ['TBPM', 'TKEY']) expect(mp3.includes(frame), cut).toBe(true);
    }
    const published = await testStack.approve(trackId);
    // A partner gets the full track with its cover, and none of its cuts.
    const whole = version.assets
      .filter(({ fileName, kind }) => fileName === 'cut-me-v1.flac' || kind === 'cover')
      .map(({ sha256 }) => sha256);
    const delivered = await testStack.event(trackId, 'delivery.delivered');
    expect(
      z
        .array(AssetRef)
        .parse(delivered.data['files'])
        .map(({ sha256 }) => sha256)
        .toSorted(),
    ).toEqual(whole.toSorted());
    expect(whole).toHaveLength(2);
    expect(published.partners).toMatchObject([{ state: 'live' }]);
  });

  it('is not sent back for a part it lacks; remakes one part and keeps the rest byte for byte', async () => {
    const { trackId, first } = await fromSource();
    const { reviewId } = await testStack.review(trackId);
    await expect(
      testStack
        .as('rita')
        .command(`/v1/reviews/${reviewId}/send-back`, { edits: [{ op: 'remake', part: 'drums' }] }),
    ).rejects.toThrow(/it has no drums; its parts are/);
    await expect(
      testStack
        .as('rita')
        .command(`/v1/reviews/${reviewId}/send-back`, { edits: [{ op: 'remake', section: 199 }] }),
    ).rejects.toThrow(/it has no section 199; its sections are 0 to/);
    expect(
      await testStack
        .as('rita')
        .command(`/v1/reviews/${reviewId}/send-back`, { edits: [{ op: 'remake', part: 'bass' }] }),
    ).toMatchObject({ outcome: 'accepted' });
    await testStack.event(trackId, 'review.opened', (event) => event.data['version'] === 2);
    const track = await testStack.track(trackId);
    const second = versionOf(track, 2);
    const [before, after] = [stems(first.assets), stems(second.assets)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [part, sha256] of after)
      expect([part, sha256 === before.get(part)]).toEqual([part, part !== 'bass']);
    expect(diffRecipes(await recipe(first.recipeId), await recipe(second.recipeId))).toEqual([
      'another take of the bass',
    ]);
    expect(track.candidates.filter(({ version }) => version === 2)).toHaveLength(1);
    expect(
      (await testStack.event(trackId, 'plan.made', (event) => event.data['version'] === 2)).data[
        'edits'
      ],
    ).toEqual([{ op: 'remake', part: 'bass' }]);
    // A note with only these words asks for the same change.
    await testStack.decide(trackId, 'send-back', { note: 'another bass, please' });
    await testStack.event(trackId, 'review.opened', (event) => event.data['version'] === 3);
    const third = versionOf(await testStack.track(trackId), 3);
    expect(diffRecipes(await recipe(second.recipeId), await recipe(third.recipeId))).toEqual([
      'another take of the bass',
    ]);
    await testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
  });

  it('plays a licensed loop and varies a motif from a licensed melody, and credits both', async () => {
    const { melody, limit, trackId: source } = await fromSource();
    const motif = await testStack
      .as('ada')
      .post('/v1/materials', { trackId: source, version: 1, part: 'lead' }, MaterialView);
    expect(motif).toMatchObject({
      kind: 'motif',
      source: { trackId: source, version: 1, part: 'lead' },
      licence: null,
      inherits: [
        {
          sha256: melody.sha256,
          licence: { licensor: 'Melodies', licence: 'All rights', territories: ['DE', 'FR'] },
        },
      ],
    });
    const audioLoop = await addLoop(0.2);
    const derived = (territories: string[]) =>
      testStack.create({
        brief: {
          text: 'lo-fi',
          durationSeconds: 12,
          tempoBpm: 90,
          seed: 75,
          motif: { sha256: motif.sha256, use: 'vary' },
          audioLoop: { sha256: audioLoop.sha256, bars: 4 },
        },
        release: { territories },
      });
    await expect(derived(['FR', 'US'])).rejects.toThrow(
      `${limit}, from which the motif ${motif.sha256.slice(0, 12)} derives, is licensed for DE, FR, ` +
        'and the release covers FR, US',
    );
    const trackId = await derived(['FR']);
    const track = await testStack.stage(trackId, 'review');
    const version = versionOf(track, 1);
    expect([...stems(version.assets).keys()]).toContain('loop');
    expect(version.aiDisclosure).toBe('partly');
    expect((await testStack.event(trackId, 'version.completed')).data['credits']).toEqual([
      expect.anything(),
      { name: 'Melodies', role: 'licensor of a melody' },
      { name: 'Loops & Co', role: 'licensor of an audio loop' },
    ]);
    expect(await recipe(version.recipeId)).toMatchObject({
      motifs: [motif.sha256],
      samples: [audioLoop.sha256],
    });
    const { items } = await testStack.as('ada').get(`/v1/tracks/${trackId}/assets`, AssetLinks);
    expect(items.map(({ sha256 }) => sha256)).toEqual(
      expect.arrayContaining([motif.sha256, audioLoop.sha256]),
    );
    await testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
  });

  it('is archived as faulty before the review', async () => {
    const silence = await addLoop(0);
    const withoutParts = PART_NAMES.filter((part) => part !== 'loop');
    const trackId = await testStack.create({
      brief: {
        text: 'lo-fi',
        durationSeconds: 8,
        seed: 76,
        withoutParts,
        audioLoop: { sha256: silence.sha256, bars: 4 },
      },
    });
    const archived = await testStack.stage(trackId, 'archived');
    expect((await testStack.event(trackId, 'track.archived')).data).toEqual({
      version: 1,
      reason: 'faulty',
      detail: 'sketch: It is silent throughout.',
    });
    expect(versionOf(archived, 1).findings).toEqual([
      { severity: 'hard', code: 'silent', text: 'It is silent throughout.', where: 'sketch' },
    ]);
    expect(archived.candidates[0]).toMatchObject({ picked: false, findings: [{ code: 'silent' }] });
    const types = (await testStack.events(trackId)).map(({ type }) => type);
    expect(types).not.toEqual(expect.arrayContaining(['candidate.picked']));
    expect(types).not.toEqual(expect.arrayContaining(['review.opened']));
  });
});
