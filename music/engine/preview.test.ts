import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXCERPT_SECONDS, excerptOf } from '../preview/excerpt-of.ts';
import { builtEngine, recipeFor } from '../testing/built-engine.ts';
import { watchEngineProcesses } from '../testing/engine-processes.ts';
import { type Engine, openEngine } from './open-engine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

let build: Awaited<ReturnType<typeof builtEngine>>;
let engine: Engine;
const { started, stopWatching } = watchEngineProcesses();

beforeAll(async () => {
  build = await builtEngine();
  engine = await openEngine({ ...build, processes: 1 });
});
afterAll(async () => {
  stopWatching();
  await engine.close();
});

const excerpt = async (brief: Parameters<typeof recipeFor>[1]) => {
  const recipe = recipeFor(build, brief);
  return { recipe, excerpt: excerptOf((await engine.compose(recipe)).score) };
};

test('a preview is eight seconds at 24 kHz, reproducible, loud enough and not clipped', async () => {
  const { recipe, excerpt: score } = await excerpt({ text: 'synthwave' });
  const make = async () => {
    const stems = await Promise.all(
      score.parts.map(({ name }) => engine.previewStem(recipe, score, name)),
    );
    for (const { samples, sampleRate } of stems)
      expect([samples.length, sampleRate]).toEqual([2 * 24_000 * EXCERPT_SECONDS, 24_000]);
    return engine.previewMix(stems, 24_000);
  };
  const [one, other] = [await make(), await make()];
  expect(Buffer.compare(one.wav, other.wav)).toBe(0);
  expect(one.wav.byteLength).toBe(44 + 4 * 24_000 * EXCERPT_SECONDS);
  expect(one.figures.peakDbfs).toBeLessThanOrEqual(-4);
  expect(one.figures.integratedLufs).toBeGreaterThan(-30);
  await expect(
    engine.previewMix(
      [
        { part: 'bass', samples: new Float32Array(8) },
        { part: 'lead', samples: new Float32Array(6) },
      ],
      24_000,
    ),
  ).rejects.toThrow('differ in length');
});

test('a lower priority number goes first', async () => {
  const { recipe } = await excerpt({ text: 'lo-fi' });
  const order: string[] = [];
  const ask = (name: string, priority?: number) =>
    engine.compose(recipe, priority === undefined ? {} : { priority }).then(() => order.push(name));
  await Promise.all([
    ask('runs already', 9),
    ask('late', 5),
    ask('plain'),
    ask('later', 5),
    ask('urgent', -1),
  ]);
  expect(order).toEqual(['runs already', 'urgent', 'plain', 'late', 'later']);
});

test('with a grace period, an aborted running step finishes and counts; a queued one is dropped at once', async () => {
  const { recipe, excerpt: score } = await excerpt({ text: 'lo-fi' });
  const processes = started.length;
  const stop = new AbortController();
  const running = engine.previewStem(recipe, score, 'chords', {
    signal: stop.signal,
    graceMs: 30_000,
  });
  const waiting = engine.previewStem(recipe, score, 'bass', {
    signal: stop.signal,
    graceMs: 30_000,
  });
  stop.abort(new Error('cancelled by the caller'));
  await expect(waiting).rejects.toThrow('cancelled by the caller');
  expect((await running).part).toBe('chords');
  await engine.compose(recipe);
  expect(started.length).toBe(processes);
});

test('after the grace period the process is ended, and the next step gets a new one', async () => {
  const { recipe } = await excerpt({ text: 'lo-fi' });
  const { score } = await engine.compose(recipeFor(build, { text: 'lo-fi', durationSeconds: 200 }));
  const processes = started.length;
  const stop = new AbortController();
  const running = engine.previewStem(recipe, score, 'pad', { signal: stop.signal, graceMs: 1 });
  stop.abort(new Error('too long'));
  await expect(running).rejects.toThrow('too long');
  await engine.compose(recipe);
  expect(started.length).toBe(processes + 1);
});

test('a warm engine starts all its processes before there is work, and replaces each lost one', async () => {
  const { recipe, excerpt: score } = await excerpt({ text: 'lo-fi' });
  const before = started.length;
  const warm = await openEngine({ ...build, processes: 2 });
  await warm.warmUp([{ recipe, excerpt: score }]);
  expect(started.length).toBe(before + 2);
  started.at(-1)?.kill('SIGKILL');
  await vi.waitFor(() => expect(started.length).toBe(before + 3));
  expect((await warm.previewStem(recipe, score, 'bass')).part).toBe('bass');
  expect(started.length).toBe(before + 3);
  await warm.close();
});
