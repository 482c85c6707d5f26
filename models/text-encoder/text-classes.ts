import type { EncoderManifest, HeadName } from './encoder-files.ts';
import { scriptOf } from './script-of.ts';

/** The likeliest class of a head other than `none`. */
export interface Likeliest {
  readonly name: string;
  readonly isCertain: boolean;
}

/** The heads that name what a text asks for. */
export type WishHead = Exclude<HeadName, 'wish'>;
const WISH_HEADS = ['style', 'mood', 'energy', 'instrument', 'scene'] as const;

export type TextClasses = Readonly<Partial<Record<WishHead, Likeliest>>>;

/** In the order of the classes. */
export type HeadProbabilities = Readonly<Record<HeadName, ArrayLike<number>>>;

/**
 * The classes that are likely enough for the script of the text. A text that is probably no wish has none; where that
 * is open, no class is certain.
 */
export function textClasses(
  text: string,
  probabilities: HeadProbabilities,
  heads: EncoderManifest['heads'],
): TextClasses {
  const script = scriptOf(text);
  if (!script) return {};
  const likeliestOf = (head: HeadName): Likeliest | undefined => {
    const best = likeliest(heads[head].classes, probabilities[head]);
    const limits = heads[head].limits[script];
    return best && limits && best.probability >= limits.likely && limits.likely < NEVER
      ? { name: best.name, isCertain: best.probability >= limits.certain && limits.certain < NEVER }
      : undefined;
  };
  const wish = likeliestOf('wish');
  if (!wish) return {};
  return Object.fromEntries(
    WISH_HEADS.flatMap((head) => {
      const found = likeliestOf(head);
      return found ? [[head, { ...found, isCertain: found.isCertain && wish.isCertain }]] : [];
    }),
  );
}

const NEVER = 1;

function likeliest(
  classes: readonly string[],
  probabilities: ArrayLike<number>,
): { name: string; probability: number } | undefined {
  let best: { name: string; probability: number } | undefined;
  for (const [at, name] of classes.entries()) {
    const probability = probabilities[at] ?? 0;
    if (at > 0 && probability > (best?.probability ?? 0)) best = { name, probability };
  }
  return best;
}
