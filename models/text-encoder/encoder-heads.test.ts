import { expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { chainInterpreter } from '../chain/chain-interpreter.ts';
import { readerOf } from './encoder-reader.ts';
import type { TextClasses } from './text-classes.ts';

/** The intent of a text, of whose unread words the encoder gives each `word` its classes. */
const interpret = (text: string, classes: Readonly<Record<string, TextClasses>>, fields = {}) =>
  chainInterpreter([
    readerOf(() => Promise.resolve({ classify: (quote) => Promise.resolve(classes[quote] ?? {}) })),
  ]).interpret({ ...Brief.parse({ text }), ...fields });

const sure = (name: string) => ({ name, isCertain: true });
const unsure = (name: string) => ({ name, isCertain: false });

test('an instrument is added to those that the text names', async () => {
  const { instruments } = await interpret('calm piano; zandervoot', {
    zandervoot: { instrument: sure('harp') },
  });
  expect(instruments).toEqual(['piano', 'harp']);
});

test('a refused instrument is not added', async () => {
  const { instruments = [] } = await interpret('lo-fi with guitar, no zandervoot', {
    zandervoot: { instrument: sure('harp') },
  });
  expect(instruments).not.toContain('harp');
});

test('an energy counts, and an unsure one is told as such', async () => {
  const { energy, understanding } = await interpret('jazz; zandervoot', {
    zandervoot: { energy: unsure('more') },
  });
  expect(energy).toBeGreaterThan((await interpret('jazz', {})).energy);
  expect(understanding?.at(-1)).toMatchObject({
    ...{ quote: 'zandervoot', field: 'energy', outcome: 'approximated' },
    reason: expect.stringContaining('not surely') as string,
  });
});

test('an energy gives way to that of the text and to that of the brief', async () => {
  const more = { zandervoot: { energy: sure('more') } };
  const quiet = await interpret('quiet techno', {});
  expect((await interpret('quiet techno; zandervoot', more)).energy).toBe(quiet.energy);
  const { energy, understanding } = await interpret('techno; zandervoot', more, { energy: 0.2 });
  expect(energy).toBe(0.2);
  expect(understanding?.at(-1)).toMatchObject({ quote: 'zandervoot', outcome: 'ignored' });
});

test('a scene suggests a style where no other words do', async () => {
  const spa = { zandervoot: { scene: sure('spa') } };
  expect(await interpret('zandervoot', spa)).toMatchObject({ style: 'ambient', mood: 'calm' });
  expect((await interpret('techno; zandervoot', spa)).style).toBe('techno');
});

test('words without a class stay ignored', async () => {
  const { understanding, interpreter } = await interpret('techno; zandervoot', {});
  expect(understanding?.at(-1)).toMatchObject({ quote: 'zandervoot', outcome: 'ignored' });
  expect(interpreter.models).toBeUndefined();
});
