import { type Intent, MOODS, STYLES } from '@fermata/contracts/values';
import {
  HINT_WEIGHT,
  INSTRUMENT_NAMES,
  SCENE_NAMES,
  type UnreadWords,
  type WordMeaning,
} from '@fermata/music';
import type { MeaningReader } from '../chain/meaning-reader.ts';
import { ReadingFailedError } from '../chain/reading-failed-error.ts';
import { readEncoderManifest } from './encoder-files.ts';
import type { TextClasses, WishHead } from './text-classes.ts';
import { TextEncoderModel } from './text-encoder.ts';

/** Loads once a process, as sessions that are opened again leak; a load that fails is tried again. */
export function loadingOnce<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loaded: Promise<Loaded> | undefined;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
}

export const loadTextEncoder = loadingOnce(() => TextEncoderModel.open());

const { name, version, sha256 } = readEncoderManifest();

/** Gives unread words a style, mood, energy or scene that no other words decide, or an instrument. */
export const readerOf = (
  load: () => Promise<Pick<TextEncoderModel, 'classify'>>,
): MeaningReader => ({
  model: { name, version, sha256 },
  async read(_brief, words, before) {
    const open = openFields(before);
    const encoder = await load().catch(failedTo('load'));
    const meanings: WordMeaning[] = [];
    for (const unread of words) {
      if (unread.isNegated) continue;
      const classes = await encoder.classify(unread.quote).catch(failedTo('read'));
      const meaning = meaningOf(unread, classes, open);
      if (meaning) meanings.push(meaning);
    }
    return meanings;
  },
});

export const encoderReader = readerOf(loadTextEncoder);

const warnings = new Set<string>();

/** The process warns once, with the cause; the intents say only that there was a failure. */
const failedTo =
  (work: 'load' | 'read') =>
  (cause: unknown): never => {
    const reason = work === 'load' ? 'cannot be loaded' : 'cannot read the text';
    if (!warnings.has(reason)) process.emitWarning(`the text encoder ${reason}: ${String(cause)}`);
    warnings.add(reason);
    throw new ReadingFailedError(reason, { cause });
  };

type DecidedOnce = 'style' | 'mood' | 'energy';
type OpenFields = Readonly<Record<DecidedOnce, boolean>>;

/** A field of the brief decides anyway: then the words may be understood, and are told as overruled. */
function openFields({ origins, understanding = [] }: Intent): OpenFields {
  const isOpen = (field: DecidedOnce): boolean =>
    origins[field] === 'asked' ||
    !understanding.some(
      (wish) =>
        wish.field === field && (wish.outcome === 'honoured' || wish.outcome === 'approximated'),
    );
  return { style: isOpen('style'), mood: isOpen('mood'), energy: isOpen('energy') };
}

function meaningOf(
  { start, end }: UnreadWords,
  classes: TextClasses,
  open: OpenFields,
): WordMeaning | undefined {
  const contents: WordMeaning['contents'][number][] = [];
  const named: WishHead[] = [];
  const add = (head: WishHead, content: WordMeaning['contents'][number]): void => {
    contents.push(content);
    named.push(head);
  };
  const style = STYLES.find((each) => each === classes.style?.name);
  if (open.style && style) add('style', { kind: 'style', style, weight: HINT_WEIGHT });
  const mood = MOODS.find((each) => each === classes.mood?.name);
  if (open.mood && mood) add('mood', { kind: 'mood', mood });
  const change = ENERGY_CHANGES.find((each) => each === classes.energy?.name);
  if (open.energy && change) add('energy', { kind: 'energy', change });
  const instrument = INSTRUMENT_NAMES.find((each) => each === classes.instrument?.name);
  if (instrument) add('instrument', { kind: 'instrument', instrument });
  const scene = SCENE_NAMES.find((each) => each === classes.scene?.name);
  // A scene only suggests a style and a mood.
  if (contents.length === 0 && scene && (open.style || open.mood))
    add('scene', { kind: 'scene', scene });
  return contents.length === 0
    ? undefined
    : { start, end, contents, isCertain: named.every((head) => classes[head]?.isCertain) };
}

const ENERGY_CHANGES = ['more', 'less'] as const;
