import { type Intent, MASTER_GOALS, type Recipe } from '@fermata/contracts/values';
import { possibleEdits } from '../../edits/possible-edits.ts';
import { compositionOf, partsOf } from './composition-of.ts';
import { wishedEdits } from './wished-edits.ts';

const NO_SHA256 = '0'.repeat(64);

/** Which of an intent's wished edits its first recipes get, and which they cannot have. The seed does not matter. */
export const firstEdits = (intent: Intent): ReturnType<typeof possibleEdits> =>
  possibleEdits(draftOf(intent), wishedEdits(intent));

/** A recipe of the intent's music, as far as edits depend on it. */
export function draftOf(intent: Intent): Recipe {
  const fontParts = partsOf(intent).filter(
    (part) => part !== 'loop' && intent.soundFontParts?.includes(part) === true,
  );
  return {
    schema: 'fermata.recipe/2',
    engine: { version: '0', sha256: NO_SHA256 },
    model: { name: '', version: '0', sha256: NO_SHA256, licence: '' },
    seed: 0,
    composition: compositionOf(intent),
    render: {
      sampleRate: 48_000,
      bitDepth: 24,
      ...(fontParts.length > 0 ? { soundFont: { sha256: NO_SHA256, parts: fontParts } } : {}),
    },
    master: { ...(intent.master ?? MASTER_GOALS.streaming) },
    samples: intent.audioLoop ? [intent.audioLoop.sha256] : [],
    motifs: intent.motif ? [intent.motif.sha256] : [],
  };
}
