import { type Brief, type Key, MODES, type Mood, TONICS } from '@fermata/contracts/values';
import type { StyleDefinition } from '../styles/style-definitions.ts';
import { type Choice, choice } from './choice.ts';
import { drawKey } from './draw-key.ts';
import { contentsOf, isExcluded, isWanted, quoteOf, type TextReading } from './reading/wish.ts';

/** A text may name only a mode. */
export function keyWish(
  reading: TextReading,
): { tonic: Key['tonic'] | undefined; mode: Key['mode']; said: string } | undefined {
  const all = contentsOf(reading, 'key').filter(isWanted);
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
  const drawn = drawKey(definition, mood, brief.seed);
  const wish = keyWish(reading);
  const own = wish ? drawn : avoidExcluded(drawn, reading);
  if (!wish && own !== drawn)
    return choice(
      own,
      'understood',
      `key: ${own.tonic} ${own.mode}, because the brief excludes ${drawn.tonic} ${drawn.mode}`,
    );
  if (!wish)
    return choice(
      own,
      'style-default',
      brief.seed === undefined
        ? `key: ${own.tonic} ${own.mode}, as suits style and mood`
        : `key: ${own.tonic} ${own.mode}, drawn by the seed from the keys that suit style and mood`,
    );
  const key =
    wish.tonic === undefined
      ? avoidExcluded({ tonic: own.tonic, mode: wish.mode }, reading)
      : { tonic: wish.tonic, mode: wish.mode };
  return choice(
    key,
    'understood',
    `key: ${key.tonic} ${key.mode}, because the brief says "${wish.said}"`,
  );
}

/** The next key on the circle of fifths that the text does not exclude, in another mode if it must be. */
function avoidExcluded(key: Key, reading: TextReading): Key {
  const excluded = contentsOf(reading, 'key').filter(isExcluded);
  const isOut = ({ tonic, mode }: Key): boolean =>
    excluded.some(({ content }) => content.mode === mode && (content.tonic ?? tonic) === tonic);
  if (!isOut(key)) return key;
  const first = TONICS.indexOf(key.tonic);
  const opposite = key.mode === 'minor' ? 'major' : 'minor';
  const modes: Key['mode'][] = [key.mode, opposite, ...MODES];
  const others = modes.flatMap((mode) =>
    TONICS.map((_, fifths) => ({
      tonic: TONICS[(first + 7 * fifths) % TONICS.length] ?? key.tonic,
      mode,
    })),
  );
  return others.find((other) => !isOut(other)) ?? key;
}
