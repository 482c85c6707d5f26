import type { Intent, Key, Nearness, PreviewPrompt, Style } from '@fermata/contracts/values';
import type { Preview } from './preview.ts';

/** Wanted traits: from the intent if there is one, otherwise those that the prompt names explicitly. */
export type WantedTraits = Partial<
  Pick<Intent, 'style' | 'mood' | 'tempoBpm' | 'key' | 'energy'>
> & {
  readonly text?: string | undefined;
  readonly seed?: number | undefined;
};
export type PreviewTraits = Pick<Intent, 'style' | 'mood' | 'tempoBpm' | 'key' | 'energy'> & {
  readonly text?: string | undefined;
  readonly seed: number;
};

/** Weight of each trait; the sum is 1. */
const WEIGHTS = {
  style: 0.4,
  mood: 0.15,
  tempoBpm: 0.15,
  key: 0.15,
  energy: 0.1,
  seed: 0.05,
} as const;
const RELATED_STYLES: readonly (readonly Style[])[] = [
  ['lo-fi', 'jazz-trio', 'acoustic-folk'],
  ['lo-fi', 'hip-hop'],
  ['rock', 'synthwave', 'acoustic-folk'],
  ['latin', 'jazz-trio', 'house'],
  ['synthwave', 'house', 'techno', 'drum-and-bass'],
  ['pop', 'synthwave', 'acoustic-folk'],
  ['funk', 'house'],
  ['funk', 'jazz-trio'],
  ['ambient', 'cinematic'],
  ['cinematic', 'classical'],
  ['synthwave', 'chiptune'],
];
const RELATED_STYLE_DISTANCE = 0.6;
const FIFTHS = ['C', 'G', 'D', 'A', 'E', 'B', 'Gb', 'Db', 'Ab', 'Eb', 'Bb', 'F'];
/** Half or double the tempo is the largest distance. */
const MAX_TEMPO_DISTANCE = Math.log(2);
const MINOR = new Set(['minor', 'dorian', 'phrygian']);

/** How near a preview comes to the wanted traits. The similarity of the texts replaces an unknown trait. */
export function nearness(wanted: WantedTraits, preview: PreviewTraits): Nearness {
  const distances: Record<keyof typeof WEIGHTS, number | undefined> = {
    style:
      wanted.style &&
      (wanted.style === preview.style
        ? 0
        : RELATED_STYLES.some(
              (related) =>
                related.includes(preview.style) &&
                wanted.style !== undefined &&
                related.includes(wanted.style),
            )
          ? RELATED_STYLE_DISTANCE
          : 1),
    mood: wanted.mood && (wanted.mood === preview.mood ? 0 : 1),
    tempoBpm:
      wanted.tempoBpm &&
      Math.min(1, Math.abs(Math.log(wanted.tempoBpm / preview.tempoBpm)) / MAX_TEMPO_DISTANCE),
    key: wanted.key && keyDistance(wanted.key, preview.key),
    energy: wanted.energy === undefined ? undefined : Math.abs(wanted.energy - preview.energy),
    seed: wanted.seed === undefined ? undefined : wanted.seed === preview.seed ? 0 : 1,
  };
  const fallbackDistance = 1 - textSimilarity(wanted, preview);
  const value = Object.entries(WEIGHTS).reduce(
    (sum, [name, weight]) =>
      sum + weight * (1 - (distances[name as keyof typeof WEIGHTS] ?? fallbackDistance)),
    0,
  );
  const differs: string[] = [];
  if (distances.style) differs.push(`${preview.style}, not ${wanted.style}`);
  if (distances.mood) differs.push(`${preview.mood}, not ${wanted.mood}`);
  if (distances.tempoBpm && wanted.tempoBpm)
    differs.push(
      `${Math.round(Math.abs(preview.tempoBpm - wanted.tempoBpm))} BPM ` +
        (preview.tempoBpm > wanted.tempoBpm ? 'faster' : 'slower'),
    );
  if (distances.key && wanted.key)
    differs.push(
      `in ${preview.key.tonic} ${preview.key.mode}, not ${wanted.key.tonic} ${wanted.key.mode}`,
    );
  if (distances.energy && distances.energy >= 0.05)
    differs.push(
      (wanted.energy !== undefined && preview.energy > wanted.energy ? 'more' : 'less') +
        ` energy (${preview.energy}, not ${wanted.energy})`,
    );
  if (wanted.text !== undefined && wanted.style === undefined && fallbackDistance > 0)
    differs.push('another text, which could not be interpreted');
  if (differs.length === 0 && distances.seed) differs.push('other notes');
  return { value: Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000, differs };
}

/** The traits that a prompt names explicitly; its text is not interpreted. */
export const traitsFromPrompt = ({
  text,
  style,
  mood,
  tempoBpm,
  key,
  energy,
  seed,
}: PreviewPrompt): WantedTraits => ({
  text,
  seed,
  ...(style ? { style } : {}),
  ...(mood ? { mood } : {}),
  ...(tempoBpm ? { tempoBpm } : {}),
  ...(key ? { key } : {}),
  ...(energy === undefined ? {} : { energy }),
});

export interface RankedPreview<P extends Preview> {
  readonly preview: P;
  readonly nearness: Nearness;
}

/** The nearest preview; the last one among equals. */
export function nearestPreview<P extends Preview>(
  previews: Iterable<P>,
  wanted: WantedTraits,
): RankedPreview<P> | undefined {
  let best: RankedPreview<P> | undefined;
  for (const preview of previews) {
    const { intent } = preview.made;
    const { text, seed } = preview.prompt;
    const candidate = nearness(wanted, { ...intent, text, seed });
    if (!best || candidate.value >= best.nearness.value) best = { preview, nearness: candidate };
  }
  return best;
}

function keyDistance(one: Key, other: Key): number {
  const steps = Math.abs(FIFTHS.indexOf(one.tonic) - FIFTHS.indexOf(other.tonic));
  return (
    0.7 * (Math.min(steps, 12 - steps) / 6) +
    (MINOR.has(one.mode) === MINOR.has(other.mode) ? (one.mode === other.mode ? 0 : 0.1) : 0.3)
  );
}

const words = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Share of common words, 0 to 1. Without a text: 1 for the same style, or else 0. */
function textSimilarity(wanted: WantedTraits, preview: PreviewTraits): number {
  if (wanted.text === undefined) return wanted.style === preview.style ? 1 : 0;
  const [one, other] = [words(wanted.text), words(preview.text ?? preview.style)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}
