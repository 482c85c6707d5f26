import { PreviewFacts, type Style } from '../values/index.ts';

/** The facts about a preview of this style by this build. */
export function samplePreviewFacts(engineSha256: string, style: Style): PreviewFacts {
  const key = { tonic: 'C', mode: 'major' };
  const music = { style, mood: 'warm', tempoBpm: 80, key, durationSeconds: 30, energy: 0.5 };
  return PreviewFacts.parse({
    engineSha256,
    recipeId: engineSha256,
    recipe: {
      schema: 'fermata.recipe/2',
      engine: { version: '1', sha256: engineSha256 },
      model: { name: 'x', version: '1', sha256: engineSha256, licence: 'x' },
      seed: 1,
      composition: { ...music, parts: ['bass'] },
      render: { sampleRate: 48_000, bitDepth: 24 },
      master: { targetLufs: -14, ceilingDbtp: -1 },
      samples: [],
      motifs: [],
    },
    intent: {
      ...{ text: style, ...music, withoutParts: [], use: 'commercial', language: 'und' },
      ...{ interpreter: { name: 'x', version: '1' }, origins: {}, notes: [] },
    },
    sha256: 'a'.repeat(64),
    durationSeconds: 8,
    sampleRate: 24_000,
    figures: { durationSeconds: 8, integratedLufs: -18, peakDbfs: -6 },
    parts: [],
    timings: { waited: 0, composed: 0, rendered: 0, mixed: 0, total: 0 },
  });
}
