import type { Intent, Mood } from '@fermata/contracts';
import { STYLE_CHARACTERS } from '../characters/style-characters.ts';
import { Random } from '../compose/random.ts';

const COLOURS: Readonly<Record<Mood, readonly string[]>> = {
  calm: ['Quiet', 'Slow', 'Still', 'Soft', 'Unhurried'],
  warm: ['Amber', 'Warm', 'Honey', 'Golden', 'Woollen'],
  happy: ['Sunny', 'Bright', 'Lemon', 'Easy', 'Lucky'],
  dark: ['Black', 'Midnight', 'Shadow', 'Hollow', 'Obsidian'],
  sad: ['Blue', 'Empty', 'Distant', 'Grey', 'Last'],
  dreamy: ['Velvet', 'Hazy', 'Floating', 'Pastel', 'Sleeping'],
  driving: ['Electric', 'Restless', 'Burning', 'Neon', 'Running'],
  epic: ['Infinite', 'Rising', 'Titan', 'Imperial', 'Final'],
};
const HOURS = [
  'at Dawn',
  'at Two',
  'after Rain',
  'in March',
  'on Sunday',
  'at Closing Time',
  'in October',
  'before Sunrise',
];

/** A title from the mood, the style and a seed; the same seed, the same title. */
export function titleFor(intent: Intent, seed: number): string {
  const random = new Random(seed).fork('title');
  const title = `${random.pick(COLOURS[intent.mood])} ${random.pick(STYLE_CHARACTERS[intent.style].things)}`;
  return random.chance(0.3) ? `${title} ${random.pick(HOURS)}` : title;
}
