import type { Intent, Mood } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';
import { TITLE_WORDS, type TitleWords } from './title-words.ts';

const MOOD_ADJECTIVES: Readonly<Record<Mood, readonly string[]>> = {
  calm: ['Quiet', 'Slow', 'Still', 'Soft', 'Unhurried'],
  warm: ['Amber', 'Warm', 'Honey', 'Golden', 'Woollen'],
  happy: ['Sunny', 'Bright', 'Lemon', 'Easy', 'Lucky'],
  dark: ['Black', 'Midnight', 'Shadow', 'Hollow', 'Obsidian'],
  sad: ['Blue', 'Empty', 'Distant', 'Grey', 'Last'],
  dreamy: ['Velvet', 'Hazy', 'Floating', 'Pastel', 'Sleeping'],
  driving: ['Electric', 'Restless', 'Burning', 'Neon', 'Running'],
  epic: ['Infinite', 'Rising', 'Titan', 'Imperial', 'Final'],
};
const TIME_PHRASES = [
  'at Dawn',
  'at Two',
  'after Rain',
  'in March',
  'on Sunday',
  'at Closing Time',
  'in October',
  'before Sunrise',
];
const MAX_TITLES = 60;
/** How often a title in English has a time phrase. */
const LONG_SHARE = 0.3;

type TitleFacts = Pick<Intent, 'style' | 'mood' | 'language' | 'subject'>;

/**
 * Titles from the subject and the language of the brief, the mood and the style, all different; the seed orders them.
 * The same intent and seed give the same titles.
 */
export function titlesFor(intent: TitleFacts, seed: number): string[] {
  const random = new Random(seed).fork('title');
  const words = Object.hasOwn(TITLE_WORDS, intent.language)
    ? TITLE_WORDS[intent.language]
    : undefined;
  const [short, long] = words ? [titlesIn(words, intent), []] : englishTitles(intent);
  const order = random.chance(LONG_SHARE) ? [long, short] : [short, long];
  const all = order.flatMap((titles) => shuffled(titles, random));
  return [...new Set(all)].slice(0, MAX_TITLES);
}

function englishTitles({ mood, style, subject }: TitleFacts): [short: string[], long: string[]] {
  const nouns =
    subject === undefined
      ? STYLE_RECOGNITIONS[style].titleNouns
      : [subject.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())];
  const short = MOOD_ADJECTIVES[mood].flatMap((adjective) =>
    nouns.map((noun) => `${adjective} ${noun}`),
  );
  return [short, short.flatMap((title) => TIME_PHRASES.map((time) => `${title} ${time}`))];
}

function titlesIn(
  { images, withSubject, withoutSubject }: TitleWords,
  { mood, subject }: TitleFacts,
): string[] {
  const ofMood = 'calm' in images ? images[mood] : images;
  const templates = subject === undefined ? withoutSubject : withSubject;
  return templates.flatMap((template) =>
    ofMood.map((image) =>
      capitalised(template.replace('{subject}', subject ?? '').replace('{image}', image)),
    ),
  );
}

const capitalised = (text: string): string =>
  text.replace(/^\p{L}/u, (letter) => letter.toUpperCase());

/** Fisher-Yates */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.unit() * (last + 1));
    const [a, b] = [order[last], order[other]];
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a];
  }
  return order;
}
