import { ModelManifest, money } from '@fermata/contracts/values';
import { readEncoderManifest } from '../text-encoder/encoder-files.ts';

const { name, version, sha256 } = readEncoderManifest();

/** The text encoder for the registry: its name, version and digest come from its file. */
export const textEncoderManifest = ModelManifest.parse({
  ...{ name, version, sha256, licence: 'Apache-2.0' },
  purpose:
    'Names style, mood, instrument or scene of words of a brief that the grammar does not know.',
  ...{ modality: 'text', tier: 'standard', commercialUse: true },
  trainingData:
    'Phrases, word lists and templates of this project, and sentences generated from them; 22,880 words of the ' +
    'vocabulary of multilingual-e5-small (MIT), which was the teacher.',
  ...{ price: money(0), latencyMs: 100, place: 'this-machine', essential: false },
  card: 'docs/models/text-encoder.md',
});
