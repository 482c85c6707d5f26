import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BasicSoundBank } from 'spessasynth_core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { AssetLinks, TrackAccepted, type TrackView } from '@fermata/contracts/http';
import { Recipe } from '@fermata/contracts/values';
import { diffRecipes } from '@fermata/domain/provenance';
import { type Stack, startStack } from '@fermata/stack';
import { replayHistories } from '../testing/replay-histories.ts';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

/** A generated SoundFont of 890 bytes with one looped sawtooth. */
const font = new Uint8Array(BasicSoundBank.getSampleSoundBankFile());
const sha256 = createHash('sha256').update(font).digest('hex');
const Proof = z.object({
  level: z.string(),
  artefacts: z.array(z.object({ name: z.string(), level: z.string() })),
});
const BRIEF = { text: 'synthwave drive', durationSeconds: 8, seed: 81 };

let folder: string;
let path: string;
let stack: Stack;
let testStack: TestStack;

/** Restarts the stack on the same data. */
async function start(env: Record<string, string>): Promise<void> {
  stack = await startStack({ dataDir: join(folder, 'data'), ports: 'free', env });
  testStack = new TestStack({ ...stack, pollMs: 100 });
}
async function stop(): Promise<void> {
  await testStack.close();
  await stack.stop();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-font-'));
  path = join(folder, 'own.sf2');
  await writeFile(path, font);
  await start({ FERMATA_SOUNDFONT: path });
});
afterAll(async () => {
  try {
    expect(await replayHistories(await testStack.temporal())).toBeGreaterThan(0);
  } finally {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
});

const recipeOf = ({ versions }: TrackView): Promise<Recipe> =>
  testStack.as('ada').get(`/v1/recipes/${versions[0]?.recipeId ?? ''}`, Recipe);
const stemsOf = ({ versions }: TrackView): Map<string, string> =>
  new Map(
    versions[0]?.assets.flatMap(({ kind, part, sha256: of }) =>
      kind === 'stem' && part ? [[part, of] as const] : [],
    ),
  );
async function proved(trackId: string): Promise<string> {
  const { code, json, stderr } = await fermata(['track', 'prove', trackId, '--json'], stack.env);
  if (code !== 0) throw new Error(`prove ended with ${code}: ${stderr}`);
  const { level, artefacts } = Proof.parse(json());
  expect(artefacts.map((each) => each.level)).toEqual(artefacts.map(() => 'reproduced'));
  return level;
}

it('plays the named parts; the recipe reproduces every byte without the file and the setting', async () => {
  const made = await fermata(
    [
      'track',
      'create',
      '--brief',
      BRIEF.text,
      '--seconds',
      '8',
      '--seed',
      '81',
      '--candidates',
      '1',
      '--sound-font-parts',
      'bass,lead',
      '--json',
    ],
    stack.env,
  );
  const { trackId } = TrackAccepted.parse(made.json());
  const [played, plain] = await Promise.all([
    testStack.stage(trackId, 'review'),
    testStack.create({ brief: BRIEF }).then((id) => testStack.stage(id, 'review')),
  ]);
  const recipe = await recipeOf(played);
  expect(recipe.render.soundFont).toEqual({ sha256, parts: ['bass', 'lead'] });
  expect(diffRecipes(await recipeOf(plain), recipe)).toEqual([
    `with the SoundFont ${sha256.slice(0, 12)} for bass, lead`,
  ]);
  const own = stemsOf(plain);
  expect(
    [...stemsOf(played)].filter(([part, stem]) => own.get(part) !== stem).map(([part]) => part),
  ).toEqual(['bass', 'lead']);
  const { items } = await testStack.as('ada').get(`/v1/tracks/${trackId}/assets`, AssetLinks);
  expect(items.filter(({ kind }) => kind === 'sound-font')).toMatchObject([{ sha256 }]);

  await stop();
  await rm(path);
  await start({});
  expect(await proved(trackId)).toBe('reproduced');
  // The next version keeps its SoundFont.
  await testStack.decide(trackId, 'send-back', { note: 'slower' });
  const { data } = await testStack.event(
    trackId,
    'candidate.generated',
    (event) => event.data['version'] === 2,
  );
  const next = await testStack.as('ada').get(`/v1/recipes/${String(data['recipeId'])}`, Recipe);
  expect([next.edits?.map(({ op }) => op), next.render.soundFont]).toEqual([
    ['tempo'],
    { sha256, parts: ['bass', 'lead'] },
  ]);
  await testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
  // A new brief that asks for a SoundFont is refused by the API.
  await expect(testStack.create({ brief: { ...BRIEF, soundFontParts: ['bass'] } })).rejects.toThrow(
    'the brief requests SoundFont parts, but no SoundFont is configured (FERMATA_SOUNDFONT)',
  );
});

it('a worker whose file is invalid or missing does not start, and reports why', async () => {
  const rubbish = join(folder, 'shopping.sf2');
  await writeFile(rubbish, font.subarray(0, 300));
  const worker = stack.service('worker-audio');
  await worker.stop();
  await expect(worker.start({ FERMATA_SOUNDFONT: rubbish })).rejects.toThrow(
    `FERMATA_SOUNDFONT names ${rubbish}, which cannot be played: the SoundFont`,
  );
  await expect(worker.start({ FERMATA_SOUNDFONT: path })).rejects.toThrow(
    `FERMATA_SOUNDFONT names ${path}, which cannot be read (ENOENT): ` +
      'name an SF2 or SF3 file, or unset the variable',
  );
});
