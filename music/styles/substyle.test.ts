import { describe, expect, test } from 'vitest';
import { STYLES } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from './style-definitions.ts';
import { type Drum, type DrumRows, DRUMS } from './style-notes.ts';
import { STYLE_RECOGNITIONS } from './style-recognitions.ts';
import { inSubstyle, substyleFor } from './substyle.ts';

const VARIANTS = STYLES.flatMap((style) =>
  (STYLE_DEFINITIONS[style].substyles ?? []).map((substyle) => ({ style, substyle })),
);
const isDrum = (name: string): name is Drum => name in DRUMS;

describe.each(VARIANTS)('$style: $substyle.name', ({ style, substyle }) => {
  const definition = inSubstyle(STYLE_DEFINITIONS[style], substyle.name);

  test('is named by words of a brief, and chosen for an energy', () => {
    expect(STYLE_RECOGNITIONS[style].substyles?.[substyle.name]).toBeDefined();
    const middle = (substyle.energy[0] + substyle.energy[1]) / 2;
    expect(substyleFor(STYLE_DEFINITIONS[style], { energy: middle })).toBe(substyle.name);
  });

  test('has its own tempo within its range', () => {
    const { slow, usual, fast } = definition.tempo;
    expect(slow).toBeLessThanOrEqual(usual);
    expect(usual).toBeLessThanOrEqual(fast);
  });

  test('names only instruments that the style has', () => {
    for (const [part, names] of Object.entries(substyle.players ?? {})) {
      const whole = Object.entries(STYLE_DEFINITIONS[style].parts).find(([name]) => name === part);
      const all = whole && [whole[1], ...(whole[1].alternatives ?? [])];
      const known = all?.map(({ instrument }) => instrument) ?? [];
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  test('has one kit or no drums, with a sound for every drum that it plays', () => {
    const { drums } = definition.parts;
    expect(drums?.alternatives ?? []).toEqual([]);
    const sound = drums?.sound;
    const kit = sound && 'kit' in sound ? sound.kit : {};
    const played = [...definition.grooves, ...definition.fills, ...definition.builds].flatMap(
      ({ steps }: { readonly steps: DrumRows }) =>
        Object.entries(steps).flatMap(([name, row]) => (/[^.|]/u.test(row) ? [name] : [])),
    );
    expect(played.filter((name) => !isDrum(name) || !(DRUMS[name] in kit))).toEqual([]);
  });
});

test('the substyles of a style cover every energy', () => {
  for (const style of STYLES) {
    const { substyles } = STYLE_DEFINITIONS[style];
    if (!substyles) continue;
    for (let energy = 0; energy <= 1; energy += 0.01)
      expect(
        substyles.some(({ energy: [from, to] }) => energy >= from && energy <= to),
        `${style} at ${energy}`,
      ).toBe(true);
  }
});

test('a name wins over the energy, and an unknown one does not', () => {
  const hipHop = STYLE_DEFINITIONS['hip-hop'];
  expect(substyleFor(hipHop, { substyle: 'trap', energy: 0.1 })).toBe('trap');
  expect(substyleFor(hipHop, { substyle: 'polka', energy: 0.1 })).toBe('boom-bap');
  expect(substyleFor(STYLE_DEFINITIONS.ambient, { substyle: 'trap', energy: 0.1 })).toBeUndefined();
});
