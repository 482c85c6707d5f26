import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type PreviewFacts, STYLES } from '@fermata/contracts/values';
import { samplePreviewFacts } from '../../../contracts/testing/sample-preview-facts.ts';
import { DefaultPreviews } from './default-previews.ts';

const [FIRST, NEXT] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const allOf = (engineSha256: string): PreviewFacts[] =>
  STYLES.map((style) => samplePreviewFacts(engineSha256, style));

/** `stored`: the previews that the worker has saved so far. */
function setUp(stored: PreviewFacts[]) {
  let time = 0;
  const reads: string[] = [];
  let lists = 0;
  const previews = new DefaultPreviews(
    {
      previews: {
        defaults: () => {
          lists += 1;
          return Promise.resolve([...stored]);
        },
      } as never,
    },
    {
      getDefaultPreview: (engineSha256, style) => {
        reads.push(`${engineSha256} ${style}`);
        return Promise.resolve(new Uint8Array(4));
      },
    },
    pino({ level: 'silent' }),
    () => time,
  );
  return {
    previews,
    reads,
    lists: () => lists,
    pass: (ms: number) => {
      time += ms;
    },
    nearest: (style: PreviewFacts['intent']['style']) => previews.nearest({ style })?.preview.made,
  };
}

test('those that the worker saves later are found without a restart, each loaded once', async () => {
  const stored = [samplePreviewFacts(FIRST, 'house')];
  const { previews, reads, pass, nearest } = setUp(stored);
  previews.onApplicationBootstrap();
  await expect.poll(() => reads).toEqual([`${FIRST} house`]);
  await expect.poll(() => previews.engineSha256).toBe(FIRST);
  stored.push(samplePreviewFacts(FIRST, 'lo-fi'));
  await expect
    .poll(() => {
      pass(5_000);
      previews.refresh();
      return nearest('lo-fi')?.intent.style;
    })
    .toBe('lo-fi');
  expect(reads).toEqual([`${FIRST} house`, `${FIRST} lo-fi`]);
  await previews.onApplicationShutdown();
});

test('while some are missing, the catalogue is asked once per five seconds; when all are there, no more', async () => {
  const stored = allOf(FIRST).slice(1);
  const { previews, lists, pass, reads } = setUp(stored);
  previews.onApplicationBootstrap();
  await expect.poll(() => reads).toHaveLength(STYLES.length - 1);
  await new Promise(setImmediate);
  for (let request = 0; request < 10; request += 1) previews.refresh();
  expect(lists()).toBe(1);
  pass(5_000);
  stored.push(...allOf(FIRST).slice(0, 1));
  previews.refresh();
  await expect.poll(() => reads).toHaveLength(STYLES.length);
  await new Promise(setImmediate);
  pass(60_000);
  previews.refresh();
  expect(lists()).toBe(2);
});

test('the next build of the preview service replaces the previews of the one before', async () => {
  const stored = allOf(FIRST);
  const { previews, pass, nearest } = setUp(stored);
  previews.onApplicationBootstrap();
  await expect.poll(() => nearest('house')?.engineSha256).toBe(FIRST);
  previews.setEngine(NEXT);
  stored.splice(0, stored.length, ...allOf(NEXT));
  await expect
    .poll(() => {
      pass(5_000);
      previews.refresh();
      return nearest('house')?.engineSha256;
    })
    .toBe(NEXT);
});
