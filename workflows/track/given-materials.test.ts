import { expect, it } from 'vitest';
import { creditsOf, disclosureOf } from './given-materials.ts';

const sha256 = 'a'.repeat(64);

it('is made by AI alone where nobody gave anything, and of what was made here before', () => {
  for (const materials of [undefined, [], [{ sha256, kind: 'motif', from: 'version' }], [{ sha256, kind: 'sound-font', from: 'file' }]] as const) {
    const input = materials ? { materials: [...materials] } : {};
    expect(disclosureOf(input)).toBe('all');
    expect(creditsOf(input)).toEqual([{ name: 'Fermata', role: 'composer and performer (generative AI)' }]);
  }
});

it('is made partly by AI where a person’s melody or recording is in it, whose licensor is named once', () => {
  const loop = { sha256, kind: 'audio-loop', from: 'file', licensor: 'Loops & Co' } as const;
  expect(disclosureOf({ materials: [{ sha256, kind: 'motif', from: 'file' }] })).toBe('partly');
  expect(disclosureOf({ materials: [loop] })).toBe('partly');
  expect(creditsOf({ materials: [loop, { ...loop, kind: 'motif' }] })).toEqual([{ name: 'Fermata', role: 'composer and performer (generative AI)' }, { name: 'Loops & Co', role: 'licensor of a recording' }]);
});
