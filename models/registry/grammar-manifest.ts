import { ModelManifest, money } from '@fermata/contracts/values';
import { INTERPRETER } from '@fermata/music';

export const grammarManifest = ModelManifest.parse({
  ...{ ...INTERPRETER, licence: 'Apache-2.0', sha256: null },
  purpose: 'Understands briefs and notes by word lists and rules.',
  ...{ modality: 'text', tier: 'studio', commercialUse: true },
  trainingData: 'None: its word lists and rules were written by people.',
  ...{ price: money(0), latencyMs: 100, place: 'this-machine', essential: true },
  card: 'docs/models/grammar.md',
});
