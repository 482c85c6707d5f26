import { contentsOf, quoteOf, type TextReading, type Wish } from './reading/wish.ts';
import type { SceneName } from './words/scenes.ts';

/** Uses of music that say nothing about its content. */
const WITHOUT_IMAGE: ReadonlySet<SceneName> = new Set([
  ...(['advert', 'background', 'corporate', 'film', 'game', 'logo', 'news'] as const),
  ...(['podcast', 'speech', 'trailer', 'video'] as const),
]);
const MAX_LENGTH = 24;
const WORDS = /^[\p{L}\p{M}][\p{L}\p{M}\s'’-]*$/u;

/** The subject of a text in its own words, for titles: its scene, or else an instrument; undefined without one. */
export function subjectOf(reading: TextReading): string | undefined {
  const scenes = contentsOf(reading, 'scene').filter(
    ({ content }) => !WITHOUT_IMAGE.has(content.scene),
  );
  return [...scenes, ...contentsOf(reading, 'instrument')]
    .map(({ wish }) => nameOf(reading, wish))
    .find((name) => name !== undefined);
}

function nameOf(reading: TextReading, wish: Wish): string | undefined {
  const quote = quoteOf(reading, wish);
  return wish.polarity === 'wanted' && quote.length <= MAX_LENGTH && WORDS.test(quote)
    ? quote
    : undefined;
}
