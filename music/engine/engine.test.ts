import { createCanvas, loadImage } from '@napi-rs/canvas';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PART_NAMES, type Recipe, sha256Hex, STYLES } from '@fermata/contracts/values';
import { decodeFlac } from '../decode/decode-flac.ts';
import { makeArtefacts, prove } from '../production/prove.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { recipeFor } from '../testing/built-engine.ts';
import { watchEngineProcesses } from '../testing/engine-processes.ts';
import { openBuiltEngine, TAGS } from '../testing/open-built-engine.ts';
import { signedEngine } from '../testing/signed-engine.ts';
import { bundleEngine } from './build/build-engine.ts';
import { drawnCoverOf, givenCoverOf } from './cover-source.ts';
import { deliveryOptionsOf } from './delivery-of.ts';
import { musicPackageFolder } from './engine-files.ts';
import { openEngine } from './open-engine.ts';

const { build, engine } = await openBuiltEngine();

describe.each(STYLES)('a %s track, from recipe to delivery', (style) => {
  const make = async () => {
    const recipe = recipeFor(build, { text: style, style, durationSeconds: 6.3, energy: 0.7 });
    const { score } = await engine.compose(recipe);
    const stems = await engine.stems(recipe, score);
    const mix = await engine.mix(stems);
    const master = await engine.master(recipe, mix.flac);
    return {
      recipe,
      score,
      stems,
      mix,
      master,
      delivery: await engine.deliver(master.flac, TAGS, {
        ...deliveryOptionsOf(recipe),
        cover: drawnCoverOf(score, master.figures),
      }),
    };
  };
  let made: Awaited<ReturnType<typeof make>>;
  beforeAll(async () => {
    made = await make();
  });

  test('every audio file has the requested length', () => {
    for (const { figures } of [...made.stems, made.mix, made.master])
      expect(Math.abs(figures.durationSeconds - 6.3)).toBeLessThanOrEqual(0.05);
  });

  test('no stem is silent, clips or ends in the middle of a sound', () => {
    expect(made.stems.map((stem) => stem.part)).toEqual(
      PART_NAMES.filter((part) => part !== 'loop' && STYLE_DEFINITIONS[style].parts[part]),
    );
    for (const { part, flac, figures } of made.stems) {
      expect(figures.truePeakDbtp, part).toBeLessThan(-3);
      expect(figures.truePeakDbtp, part).toBeGreaterThan(-40);
      const { left } = decodeFlac(flac);
      expect(Math.max(...left.subarray(-48).map(Math.abs)), part).toBeLessThan(1e-4);
    }
  });

  test('the stems sum to the mix', () => {
    expect(made.mix.stemSumDeviationDbfs).toBeLessThan(-90);
    expect(made.mix.figures.truePeakDbtp).toBeLessThan(0);
  });

  test('the master has the loudness and the true peak of its recipe', () => {
    expect(
      Math.abs(made.master.figures.integratedLufs - made.recipe.master.targetLufs),
    ).toBeLessThanOrEqual(0.5);
    expect(made.master.figures.truePeakDbtp).toBeLessThanOrEqual(made.recipe.master.ceilingDbtp);
  });

  test('the delivered files are the tagged master, and other libraries read them', async () => {
    expect(decodeFlac(made.delivery.flac)).toEqual(decodeFlac(made.master.flac));
    for (const file of [
      made.delivery.flac,
      made.delivery.mp3,
      made.delivery.wav ?? new Uint8Array(),
    ]) {
      const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
      expect(await input.getMetadataTags()).toMatchObject({
        title: TAGS.title,
        artist: TAGS.artist,
        comment: TAGS.comment,
      });
      expect(await input.computeDuration()).toBeCloseTo(6.3, 0);
    }
    expect(made.delivery.mp3TruePeakDbtp).toBeLessThanOrEqual(made.recipe.master.ceilingDbtp);
    expect(Buffer.from(made.delivery.mp3).includes(TAGS.recipeId)).toBe(true);
    const peaks: unknown = JSON.parse(Buffer.from(made.delivery.peaks).toString());
    expect(peaks).toMatchObject({
      schema: 'fermata.peaks/1',
      peaksPerSecond: 20,
      durationSeconds: 6.3,
    });
  });

  test('the cover is a PNG of 3000 × 3000 pixels, and every audio file shows a smaller one', async () => {
    expect(pngSize(made.delivery.cover)).toEqual([3000, 3000]);
    const { flac, mp3, wav } = made.delivery;
    for (const file of [flac, mp3, wav ?? new Uint8Array()]) {
      const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
      const { images = [] } = await input.getMetadataTags();
      expect(images).toMatchObject([{ kind: 'coverFront', mimeType: 'image/png' }]);
      expect(pngSize(images[0]?.data)).toEqual([600, 600]);
    }
  });
});

/** Width and height of a PNG. */
function pngSize(png: Uint8Array = new Uint8Array()): number[] {
  const head = Buffer.from(png.subarray(0, 24));
  expect(head.toString('latin1', 1, 4)).toBe('PNG');
  return [head.readUInt32BE(16), head.readUInt32BE(20)];
}

test('a given cover is in every file, in few pixels, and a proof needs its bytes', async () => {
  const canvas = createCanvas(1500, 1500);
  const context = canvas.getContext('2d');
  context.fillStyle = 'rgb(200, 40, 60)';
  context.fillRect(0, 0, 1500, 1500);
  const cover = givenCoverOf(new Uint8Array(canvas.toBuffer('image/jpeg', 90)));
  expect(cover.side).toBe(1500);
  const recipe = recipeFor(build, { text: 'lo-fi', durationSeconds: 5 });
  const request = { recipe, metadata: TAGS, engine: build.engine };
  const made = await makeArtefacts({ ...request, cover });
  expect(made.get('cover')).toBe(sha256Hex(cover.image));
  const expected = [...made].map(([name, sha256]) => ({ name, sha256 }));
  expect(await prove({ ...request, cover, expected })).toMatchObject({ reproduced: true });
  const drawn = await prove({ ...request, cover: 'drawn', expected });
  expect(drawn.artefacts.filter(({ same }) => !same).map(({ name }) => name)).toEqual([
    'delivery-flac',
    'delivery-mp3',
    'delivery-wav',
    'cover',
  ]);

  const { score } = await engine.compose(recipe);
  const mix = await engine.mix(await engine.stems(recipe, score));
  const delivery = await engine.deliver(mix.flac, TAGS, { ...deliveryOptionsOf(recipe), cover });
  expect(delivery.cover).toBeUndefined();
  const input = new Input({ source: new BufferSource(delivery.mp3), formats: ALL_FORMATS });
  const [front] = (await input.getMetadataTags()).images ?? [];
  expect(pngSize(front?.data)).toEqual([600, 600]);
  const image = await loadImage(Buffer.from(front?.data ?? []));
  const shown = createCanvas(600, 600).getContext('2d');
  shown.drawImage(image, 0, 0);
  const [red = 0, green = 0, blue = 0, alpha] = shown.getImageData(300, 300, 1, 1).data;
  expect(Math.max(Math.abs(red - 200), Math.abs(green - 40), Math.abs(blue - 60))).toBeLessThan(4);
  expect(alpha).toBe(255);
});

test('a delivery without a cover has no picture', async () => {
  const recipe = recipeFor(build, { text: 'lo-fi', durationSeconds: 5 });
  const { score } = await engine.compose(recipe);
  const mix = await engine.mix(await engine.stems(recipe, score));
  const { flac, cover } = await engine.deliver(mix.flac, TAGS, deliveryOptionsOf(recipe));
  expect(cover).toBeUndefined();
  const tags = await new Input({
    source: new BufferSource(flac),
    formats: ALL_FORMATS,
  }).getMetadataTags();
  expect(tags.images ?? []).toEqual([]);
});

describe('the same recipe', () => {
  const brief = { text: 'lo-fi with a lead', durationSeconds: 5 };

  test('gives the same bytes in other processes, and a proof confirms it', async () => {
    const recipe = recipeFor(build, brief);
    const first = await makeArtefacts({
      recipe,
      metadata: TAGS,
      cover: 'drawn',
      engine: build.engine,
      processes: 1,
    });
    const expected = [...first].map(([name, sha256]) => ({ name, sha256 }));
    const fractions: number[] = [];
    const proof = await prove({
      recipe,
      metadata: TAGS,
      cover: 'drawn',
      engine: build.engine,
      expected,
      processes: 2,
      onProgress: (fraction) => fractions.push(fraction),
    });
    const parts = (await engine.compose(recipe)).score.parts.map(({ name }) => name);
    expect(parts).toEqual(expect.arrayContaining(['drums', 'bass', 'lead']));
    expect(proof.artefacts.map(({ name }) => name)).toEqual([
      'score',
      'midi',
      ...parts.map((part) => `part-midi/${part}`),
      'sketch',
      ...parts.map((part) => `stem/${part}`),
      'mix',
      'master',
      'delivery-flac',
      'delivery-mp3',
      'delivery-wav',
      'cover',
      'peaks',
    ]);
    expect(proof).toMatchObject({ reproduced: true });
    expect(fractions.at(-1)).toBeGreaterThan(0.9);

    const [score] = expected;
    const doubted = await prove({
      recipe,
      metadata: TAGS,
      engine: build.engine,
      expected: [
        ...(score ? [score] : []),
        { name: 'mix', sha256: 'b'.repeat(64) },
        { name: 'cover', sha256: 'c'.repeat(64) },
      ],
    });
    expect(doubted.reproduced).toBe(false);
    expect(doubted.artefacts.map(({ same }) => same)).toEqual([true, false, false]);
    expect(doubted.artefacts[2]?.got).toBeNull();
  });

  test('is re-rendered from the recorded score if its composer is not part of the engine', async () => {
    const recipe = recipeFor(build, brief);
    const made = await makeArtefacts({ recipe, metadata: TAGS, engine: build.engine });
    const engine = await openEngine({ ...build, processes: 1 });
    const { score } = await engine.compose(recipe).finally(() => engine.close());
    const foreign: Recipe = {
      ...recipe,
      model: { ...recipe.model, name: 'another-model', sha256: 'e'.repeat(64) },
    };
    const expected = ['score', 'midi', 'stem/bass', 'master'].map((name) => ({
      name,
      sha256: made.get(name) ?? '',
    }));
    const proof = await prove({
      recipe: foreign,
      metadata: TAGS,
      engine: build.engine,
      expected,
      recordedScore: score,
    });
    expect(proof.artefacts.map(({ level }) => level)).toEqual([
      'attested',
      'attested',
      're-rendered',
      're-rendered',
    ]);
    expect(proof).toMatchObject({ level: 're-rendered', reproduced: false });
    const wrong = await prove({
      recipe: foreign,
      metadata: TAGS,
      engine: build.engine,
      expected: [{ name: 'master', sha256: 'a'.repeat(64) }],
      recordedScore: score,
    });
    expect(wrong.level).toBe('differs');
    await expect(
      prove({ recipe: foreign, metadata: TAGS, engine: build.engine, expected }),
    ).rejects.toThrow('no composer');
  });

  test('is not proved by its recorded score if the engine’s own composer fails', async () => {
    const recipe = recipeFor(build, brief);
    const { score } = await engine.compose(recipe);
    const lacking: Recipe = {
      ...recipe,
      composition: { ...recipe.composition, motif: { sha256: 'd'.repeat(64), use: 'vary' } },
    };
    await expect(
      prove({
        recipe: lacking,
        metadata: TAGS,
        engine: build.engine,
        expected: [],
        recordedScore: score,
      }),
    ).rejects.toThrow('dddd');
  });

  test('is not proved by another engine', async () => {
    const recipe = recipeFor(build, brief);
    const other = await signedEngine(new Uint8Array([...build.engine.bytes, 10]));
    await expect(prove({ recipe, metadata: TAGS, engine: other, expected: [] })).rejects.toThrow(
      `not ${build.sha256}`,
    );
  });
});

test('the engine is built to the same bytes twice', async () => {
  const { bytes } = await bundleEngine(musicPackageFolder());
  expect(sha256Hex(bytes)).toBe(build.sha256);
});

test.each([
  ['lo-fi', 'drums'],
  ['synthwave', 'drums'],
  ['lo-fi', 'pad'],
] as const)('a %s piece with %s alone is as loud as a full one', async (style, part) => {
  const recipe = recipeFor(build, { text: 'alone', style, durationSeconds: 5, energy: 0.05 });
  const alone = { ...recipe, composition: { ...recipe.composition, parts: [part] } };
  const { score } = await engine.compose(alone);
  const { figures } = await engine.master(
    alone,
    (await engine.mix(await engine.stems(alone, score))).flac,
  );
  expect(Math.abs(figures.integratedLufs + 14)).toBeLessThanOrEqual(0.5);
  expect(figures.truePeakDbtp).toBeLessThanOrEqual(-1);
});

test('a recipe whose composer the engine does not have is rejected with a reason', async () => {
  const recipe = recipeFor(build, { text: 'lo-fi' });
  await expect(
    engine.compose({ ...recipe, model: { ...recipe.model, name: 'unknown' } }),
  ).rejects.toThrow('no composer "unknown"');
});

describe('cancellation', () => {
  const { alive, stopWatching } = watchEngineProcesses();
  afterAll(stopWatching);

  test('stops the work at once, and the engine continues with the next job', async () => {
    const others = alive.size;
    const own = await openEngine({ ...build, processes: 2 });
    const recipe = recipeFor(build, { text: 'synthwave', durationSeconds: 120 });
    const { score } = await own.compose(recipe);
    const stop = new AbortController();
    const reason = new Error('the track was cancelled');
    const work = own.stems(recipe, score, {
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(work).rejects.toBe(reason);
    expect(alive.size).toBeGreaterThan(others);
    await vi.waitFor(() => expect(alive.size).toBe(others), { timeout: 20_000 });
    expect((await own.compose(recipe)).score).toEqual(score);
    await own.close();
    await vi.waitFor(() => expect(alive.size).toBe(others), { timeout: 20_000 });
  });

  test('reports the CPU time used so far', async () => {
    const own = await openEngine({ ...build, processes: 1 });
    const recipe = recipeFor(build, { text: 'synthwave', durationSeconds: 120 });
    const { score } = await own.compose(recipe);
    const stop = new AbortController();
    const used: number[] = [];
    await expect(
      own.stem(recipe, score, 'chords', {
        signal: stop.signal,
        onProgress: () => stop.abort(new Error('enough')),
        onCpuSeconds: (seconds) => used.push(seconds),
      }),
    ).rejects.toThrow('enough');
    expect(used).toEqual([expect.any(Number)]);
    expect(used[0]).toBeGreaterThan(0);
    await own.close();
  });

  test('does not start the work if its signal is already aborted', async () => {
    const recipe = recipeFor(build, { text: 'lo-fi' });
    await expect(
      engine.compose(recipe, { signal: AbortSignal.abort(new Error('too late')) }),
    ).rejects.toThrow('too late');
  });

  test('closing rejects running work', async () => {
    const own = await openEngine({ ...build, processes: 1 });
    const recipe = recipeFor(build, { text: 'lo-fi', durationSeconds: 60 });
    const { score } = await own.compose(recipe);
    const work = own.stems(recipe, score);
    const failed = expect(work).rejects.toThrow('closed');
    await own.close();
    await failed;
    await expect(own.compose(recipe)).rejects.toThrow('closed');
  });
});
