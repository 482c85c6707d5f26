import { ModelManifest, money } from '@fermata/contracts/values';
import { theoryModelOf } from '@fermata/music';

const { name, version, licence } = theoryModelOf({ sha256: '' });

export const theoryManifest = ModelManifest.parse({
  ...{ name, version, licence, sha256: null },
  purpose: 'Composes the score of a recipe by rules of harmony, rhythm and form.',
  ...{ modality: 'score', tier: 'studio', commercialUse: true },
  trainingData: 'None: its rules were written by people.',
  ...{ price: money(0), latencyMs: 10_000, place: 'this-machine', essential: true },
  card: 'docs/models/theory.md',
});
