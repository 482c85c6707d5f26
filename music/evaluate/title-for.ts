import type { Intent, Mood } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';

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

/** A title from the mood, the style and a seed; the same seed gives the same title. */
export function titleFor(intent: Intent, seed: number): string {
  const random = new Random(seed).fork('title');
  const adjective = random.pick(MOOD_ADJECTIVES[intent.mood]);
  const title = `${adjective} ${random.pick(STYLE_RECOGNITIONS[intent.style].titleNouns)}`;
  return random.chance(0.3) ? `${title} ${random.pick(TIME_PHRASES)}` : title;
}
