import { type Recipe, sha256Hex } from '@fermata/contracts/values';

export const SAMPLE_RECIPE: Recipe = {
  schema: 'fermata.recipe/2',
  engine: { version: '1', sha256: sha256Hex('engine') },
  model: { name: 'rules', version: '1', sha256: sha256Hex('engine'), licence: 'Apache-2.0' },
  seed: 7,
  composition: {
    style: 'lo-fi',
    mood: 'warm',
    tempoBpm: 78.5,
    key: { tonic: 'D', mode: 'dorian' },
    durationSeconds: 30,
    energy: 0.4,
    parts: ['drums', 'bass'],
  },
  render: { sampleRate: 48_000, bitDepth: 24 },
  master: { targetLufs: -14, ceilingDbtp: -1 },
  samples: [],
  motifs: [],
};
