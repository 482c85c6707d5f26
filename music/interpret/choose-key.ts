import type { Brief, Key, Mood } from '@fermata/contracts/values';
import type { StyleDefinition } from '../styles/style-definitions.ts';
import { type Choice, choice } from './choice.ts';
import { drawKey } from './draw-key.ts';
import { contentsOf, quoteOf, type TextReading } from './reading/wish.ts';

/** A text may name only a mode. */
export function keyWish(
  reading: TextReading,
): { tonic: Key['tonic'] | undefined; mode: Key['mode']; said: string } | undefined {
  const all = contentsOf(reading, 'key');
  const first = all.find(({ content }) => content.tonic !== undefined) ?? all[0];
  if (!first) return undefined;
  const { tonic, mode } = first.content;
  return { tonic, mode, said: quoteOf(reading, first.wish) };
}

export function chooseKey(
  brief: Brief,
  reading: TextReading,
  definition: StyleDefinition,
  mood: Mood,
): Choice<Key> {
  if (brief.key)
    return choice(brief.key, 'asked', `key: ${brief.key.tonic} ${brief.key.mode}, as requested`);
  const own = drawKey(definition, mood, brief.seed);
  const wish = keyWish(reading);
  if (!wish)
    return choice(
      own,
      'style-default',
      brief.seed === undefined
        ? `key: ${own.tonic} ${own.mode}, as suits style and mood`
        : `key: ${own.tonic} ${own.mode}, drawn by the seed from the keys that suit style and mood`,
    );
  const key = { tonic: wish.tonic ?? own.tonic, mode: wish.mode };
  return choice(
    key,
    'understood',
    `key: ${key.tonic} ${key.mode}, because the brief says "${wish.said}"`,
  );
}
