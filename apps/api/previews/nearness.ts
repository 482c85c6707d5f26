import type { Intent, Key, Nearness, PreviewPrompt, Style } from '@fermata/contracts';

/** What is wanted: as it was understood where that is known, else as far as it was asked for. */
export type Wanted = Partial<Pick<Intent, 'style' | 'mood' | 'tempoBpm' | 'key' | 'energy'>> & {
  readonly text?: string | undefined;
  readonly seed?: number | undefined;
};
export type Has = Pick<Intent, 'style' | 'mood' | 'tempoBpm' | 'key' | 'energy'> & {
  readonly text?: string | undefined;
  readonly seed: number;
};

/** How much each weighs; together 1. */
const WEIGHTS = {
  style: 0.4,
  mood: 0.15,
  tempoBpm: 0.15,
  key: 0.15,
  energy: 0.1,
  seed: 0.05,
} as const;
const KIN: readonly (readonly Style[])[] = [
  ['lo-fi', 'jazz-trio', 'acoustic-folk'],
  ['synthwave', 'house', 'drum-and-bass'],
  ['ambient', 'cinematic'],
];
const KIN_DISTANCE = 0.6;
const FIFTHS = ['C', 'G', 'D', 'A', 'E', 'B', 'Gb', 'Db', 'Ab', 'Eb', 'Bb', 'F'];
/** A tempo of half or double is as far as can be. */
const FAR_TEMPO = Math.log(2);
const MINOR = new Set(['minor', 'dorian', 'phrygian']);

/** How near a preview comes to what is wanted. Where a field is not known, the likeness of the texts stands for it. */
export function nearness(wanted: Wanted, has: Has): Nearness {
  const distances: Record<keyof typeof WEIGHTS, number | undefined> = {
    style:
      wanted.style &&
      (wanted.style === has.style
        ? 0
        : KIN.some(
              (kin) =>
                kin.includes(has.style) && wanted.style !== undefined && kin.includes(wanted.style),
            )
          ? KIN_DISTANCE
          : 1),
    mood: wanted.mood && (wanted.mood === has.mood ? 0 : 1),
    tempoBpm:
      wanted.tempoBpm &&
      Math.min(1, Math.abs(Math.log(wanted.tempoBpm / has.tempoBpm)) / FAR_TEMPO),
    key: wanted.key && keyDistance(wanted.key, has.key),
    energy: wanted.energy === undefined ? undefined : Math.abs(wanted.energy - has.energy),
    seed: wanted.seed === undefined ? undefined : wanted.seed === has.seed ? 0 : 1,
  };
  const unknown = 1 - likeness(wanted, has);
  const value = Object.entries(WEIGHTS).reduce(
    (sum, [name, weight]) =>
      sum + weight * (1 - (distances[name as keyof typeof WEIGHTS] ?? unknown)),
    0,
  );
  const differs: string[] = [];
  if (distances.style) differs.push(`${has.style}, not ${wanted.style}`);
  if (distances.mood) differs.push(`${has.mood}, not ${wanted.mood}`);
  if (distances.tempoBpm && wanted.tempoBpm)
    differs.push(
      `${Math.round(Math.abs(has.tempoBpm - wanted.tempoBpm))} beats a minute ${has.tempoBpm > wanted.tempoBpm ? 'faster' : 'slower'}`,
    );
  if (distances.key && wanted.key)
    differs.push(`in ${has.key.tonic} ${has.key.mode}, not ${wanted.key.tonic} ${wanted.key.mode}`);
  if (distances.energy && distances.energy >= 0.05)
    differs.push(
      `${wanted.energy !== undefined && has.energy > wanted.energy ? 'more' : 'less'} energy (${has.energy}, not ${wanted.energy})`,
    );
  if (wanted.text !== undefined && wanted.style === undefined && unknown > 0)
    differs.push('another text was asked for, and nobody is there to understand it');
  if (differs.length === 0 && distances.seed) differs.push('other notes');
  return { value: Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000, differs };
}

/** Of what a prompt asks for, what is known without understanding its text. */
export const wantedOf = ({
  text,
  style,
  mood,
  tempoBpm,
  key,
  energy,
  seed,
}: PreviewPrompt): Wanted => ({
  text,
  seed,
  ...(style ? { style } : {}),
  ...(mood ? { mood } : {}),
  ...(tempoBpm ? { tempoBpm } : {}),
  ...(key ? { key } : {}),
  ...(energy === undefined ? {} : { energy }),
});

function keyDistance(one: Key, other: Key): number {
  const steps = Math.abs(FIFTHS.indexOf(one.tonic) - FIFTHS.indexOf(other.tonic));
  return (
    0.7 * (Math.min(steps, 12 - steps) / 6) +
    (MINOR.has(one.mode) === MINOR.has(other.mode) ? (one.mode === other.mode ? 0 : 0.1) : 0.3)
  );
}

const words = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Shared words of all words, 0 to 1; where only a style is asked for, whether it is that style. */
function likeness(wanted: Wanted, has: Has): number {
  if (wanted.text === undefined) return wanted.style === has.style ? 1 : 0;
  const [one, other] = [words(wanted.text), words(has.text ?? has.style)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / Math.max(1, one.size + other.size - shared);
}
