import { type Brief, type Style, STYLES } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';
import { type Choice, choice } from './choice.ts';
import { metreWish } from './choose-metre.ts';
import { moodWish } from './choose-mood.ts';
import { NAME_WEIGHT } from './reading/build-lexicon.ts';
import { contentsOf, isWanted, quoteOf, type TextReading, type Wish } from './reading/wish.ts';
import { playedStyles } from './words/asked-style.ts';
import { factsOf } from './words/instruments.ts';
import { sceneOf } from './words/scenes.ts';

const FALLBACK_STYLE = 'lo-fi';
/** A genre that a style only comes near counts a little less than a name. */
const GENRE_WEIGHT = 4.5;
const SCENE_WEIGHT = 1;
/** Of several styles that suit a scene, each counts a little less than the one before. */
const NEXT_STEP = 0.1;
const METRE_WEIGHT = 1.5;

interface Score {
  readonly weight: number;
  /** The words with most weight. */
  readonly word: string;
  readonly wordWeight: number;
}

export interface StyleWish extends Score {
  readonly style: Style;
}

export function chooseStyle(brief: Brief, reading: TextReading): Choice<Style> {
  if (brief.style) return choice(brief.style, 'asked', `style: ${brief.style}, as requested`);
  const wish = styleWish(reading);
  if (wish)
    return choice(
      wish.style,
      'understood',
      wish.wordWeight >= NAME_WEIGHT
        ? `style: ${wish.style}, because the brief says "${wish.word}"`
        : `style: ${wish.style}, because the brief names no style that is known, and "${wish.word}" suits it`,
    );
  const banned = excludedStyles(reading);
  const suiting = STYLES.find((style) => !banned.has(style) && suitsStyle(reading, style));
  if (suiting)
    return choice(suiting, 'understood', `style: ${suiting}, because it suits the brief`);
  const fallback = banned.has(FALLBACK_STYLE)
    ? STYLES.find((style) => !banned.has(style))
    : FALLBACK_STYLE;
  const style = fallback ?? FALLBACK_STYLE;
  return choice(
    style,
    'fallback',
    `style: ${style}, because the brief names no style that is known`,
  );
}

/** The style that the words of a text ask for: names outweigh hints, and hints what the music is for. */
export function styleWish(reading: TextReading): StyleWish | undefined {
  const banned = excludedStyles(reading);
  const scores = new Map<Style, Score>();
  const add = (style: Style | undefined, weight: number, wish: Wish): void => {
    if (style === undefined || banned.has(style)) return;
    const before = scores.get(style);
    const isHeavier = weight > (before?.wordWeight ?? 0);
    scores.set(style, {
      weight: (before?.weight ?? 0) + weight,
      word: isHeavier ? quoteOf(reading, wish).toLowerCase() : (before?.word ?? ''),
      wordWeight: Math.max(weight, before?.wordWeight ?? 0),
    });
  };
  for (const wish of reading.wishes) {
    if (wish.polarity !== 'wanted') continue;
    for (const [style, weight] of weightsOf(wish)) add(style, weight, wish);
  }
  const metre = metreWish(reading);
  if (
    metre &&
    scores.size > 0 &&
    Math.max(...[...scores.values()].map(({ wordWeight }) => wordWeight)) < GENRE_WEIGHT
  )
    for (const style of scores.keys())
      if (STYLE_DEFINITIONS[style].metres.some((own) => own === metre.metre))
        add(style, METRE_WEIGHT, metre.wish);
  let best: StyleWish | undefined;
  for (const style of STYLES) {
    const score = scores.get(style);
    if (score && (!best || isBetter(score, best))) best = { style, ...score };
  }
  return best;
}

/** Any number of hints does not outweigh a name. */
const isBetter = (a: Score, b: Score): boolean => {
  const [aNamed, bNamed] = [a.wordWeight >= GENRE_WEIGHT, b.wordWeight >= GENRE_WEIGHT];
  return aNamed === bNamed ? a.weight > b.weight : aNamed;
};

/** How much one wish speaks for each style. A phrase that several lists have counts once. */
function weightsOf(wish: Wish): Map<Style, number> {
  const weights = new Map<Style, number>();
  const add = (style: Style, weight: number): void => {
    weights.set(style, Math.max(weight, weights.get(style) ?? 0));
  };
  const isNamed = wish.contents.some(
    (content) => content.kind === 'style' && content.weight >= NAME_WEIGHT,
  );
  const isScene = wish.contents.some(({ kind }) => kind === 'scene');
  for (const content of wish.contents) {
    if (content.kind === 'style')
      add(content.style, isScene && content.weight < NAME_WEIGHT ? SCENE_WEIGHT : content.weight);
    else if (content.kind === 'genre' && !isNamed)
      content.genre.near.forEach((style, index) => add(style, GENRE_WEIGHT - index * NEXT_STEP));
    else if (content.kind === 'instrument' || content.kind === 'scene') {
      const asked =
        content.kind === 'scene'
          ? sceneOf(content.scene).styles
          : (factsOf(content.instrument).suits ?? []);
      playedStyles(asked).forEach((style, index) => add(style, SCENE_WEIGHT - index * NEXT_STEP));
    }
  }
  return weights;
}

/** Styles that a text does not want. */
export function excludedStyles({ wishes }: Pick<TextReading, 'wishes'>): Set<Style> {
  const banned = new Set<Style>();
  for (const { polarity, contents } of wishes) {
    if (polarity !== 'excluded') continue;
    for (const content of contents) {
      if (content.kind === 'style' && (content.weight >= NAME_WEIGHT || isOnlyStyle(contents)))
        banned.add(content.style);
      if (content.kind === 'genre')
        for (const style of content.genre.includes.length > 0
          ? content.genre.includes
          : content.genre.near.slice(0, 1))
          banned.add(style);
    }
  }
  // Something must remain.
  return banned.size < STYLES.length ? banned : new Set();
}

const isOnlyStyle = (contents: Wish['contents']): boolean =>
  contents.every(({ kind }) => kind === 'style' || kind === 'genre' || kind === 'substyle');

/** Whether a text suits a style that it does not name. */
function suitsStyle(reading: TextReading, style: Style): boolean {
  const wanted = STYLE_RECOGNITIONS[style].suits;
  if (!wanted) return false;
  const mood = moodWish(reading)?.mood;
  const tempo = contentsOf(reading, 'tempo').find(({ wish }) => wish.polarity === 'wanted');
  const bpm = contentsOf(reading, 'tempoBpm').find(isWanted)?.content.bpm ?? 0;
  return (
    (mood !== undefined && wanted.moods.includes(mood)) ||
    (wanted.fast && tempo?.content.tempo === 'fast') ||
    bpm >= wanted.fromBpm
  );
}
