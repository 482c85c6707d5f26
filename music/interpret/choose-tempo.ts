import { type Brief, type Mood, TempoBpm } from '@fermata/contracts/values';
import type { StyleDefinition } from '../styles/style-definitions.ts';
import { type Choice, choice } from './choice.ts';
import { drawTempo } from './draw-tempo.ts';
import { contentsOf, isExcluded, quoteOf, type TextReading } from './reading/wish.ts';

export const TEMPO_RANGE = { min: TempoBpm.minValue ?? 40, max: TempoBpm.maxValue ?? 200 } as const;

const withinRange = (bpm: number): number =>
  Math.max(TEMPO_RANGE.min, Math.min(TEMPO_RANGE.max, bpm));

export const clampTempo = (bpm: number): number => withinRange(Math.round(bpm));

/** The tempo in numbers of a text: the middle of a range, within the limits. */
export function bpmWish(reading: TextReading): { bpm: number; said: string } | undefined {
  const first = contentsOf(reading, 'tempoBpm').find(({ wish }) => wish.polarity === 'wanted');
  if (!first) return undefined;
  const { bpm, toBpm = bpm } = first.content;
  return {
    bpm: withinRange(Math.round(((bpm + toBpm) / 2) * 100) / 100),
    said: quoteOf(reading, first.wish),
  };
}

/** "fast", or "not fast". */
export function tempoWish(
  reading: TextReading,
): { tempo: 'slow' | 'fast'; isWanted: boolean; word: string } | undefined {
  const all = contentsOf(reading, 'tempo');
  const first = all.find(({ wish }) => wish.polarity === 'wanted') ?? all[0];
  return (
    first && {
      tempo: first.content.tempo,
      isWanted: first.wish.polarity === 'wanted',
      word: quoteOf(reading, first.wish).toLowerCase(),
    }
  );
}

export function chooseTempo(
  brief: Brief,
  reading: TextReading,
  definition: StyleDefinition,
  mood: Mood,
  loopTempoBpm: number | undefined,
): Choice<number> {
  if (brief.tempoBpm !== undefined)
    return choice(brief.tempoBpm, 'asked', `tempo: ${brief.tempoBpm} beats a minute, as requested`);
  const number = bpmWish(reading);
  if (number)
    return choice(
      number.bpm,
      'understood',
      `tempo: ${number.bpm} beats a minute, because the brief says "${number.said}"`,
    );
  if (brief.audioLoop && loopTempoBpm !== undefined) {
    const tempo = withinRange(loopTempoBpm);
    return choice(tempo, 'understood', `tempo: ${tempo} beats a minute, the tempo of the loop`);
  }
  const word = tempoWish(reading);
  if (word?.isWanted)
    return choice(
      clampTempo(definition.tempo[word.tempo]),
      'understood',
      `tempo: ${word.tempo} for ${definition.label}, because the brief says "${word.word}"`,
    );
  const { slow, usual, fast } = definition.tempo;
  const usualDraw = clampTempo(drawTempo(definition, mood, brief.seed));
  const drawn = besideExcluded(usualDraw, definition, reading);
  if (word) {
    const tempo = word.tempo === 'fast' ? Math.min(drawn, usual) : Math.max(drawn, usual);
    return choice(
      clampTempo(tempo),
      'understood',
      `tempo: not ${word.tempo} for ${definition.label}, because the brief says "${word.word}"`,
    );
  }
  if (drawn !== usualDraw)
    return choice(
      drawn,
      'understood',
      `tempo: ${drawn} beats a minute, because the brief excludes ${usualDraw}`,
    );
  return choice(
    drawn,
    'style-default',
    brief.seed === undefined
      ? `tempo: ${drawn} beats a minute, as is usual in ${definition.label} of this mood`
      : `tempo: ${drawn} beats a minute, drawn by the seed from ${slow} to ${fast}, the range of ` +
          definition.label,
  );
}

/** How far a tempo is from an excluded one, in beats a minute. */
const APART = 4;

/** Another tempo of the style, if the text excludes this one: "not 120 bpm". */
function besideExcluded(
  bpm: number,
  { tempo: { slow, fast } }: Pick<StyleDefinition, 'tempo'>,
  reading: TextReading,
): number {
  const excluded = contentsOf(reading, 'tempoBpm').filter(isExcluded);
  const isOut = (tempo: number): boolean =>
    excluded.some(
      ({ content }) =>
        tempo > content.bpm - APART && tempo < (content.toBpm ?? content.bpm) + APART,
    );
  if (!isOut(bpm)) return bpm;
  const others = Array.from({ length: TEMPO_RANGE.max - TEMPO_RANGE.min + 1 }, (_, step) => [
    bpm + step,
    bpm - step,
  ]).flat();
  const free = others.filter(
    (tempo) => tempo >= TEMPO_RANGE.min && tempo <= TEMPO_RANGE.max && !isOut(tempo),
  );
  return free.find((tempo) => tempo >= slow && tempo <= fast) ?? free[0] ?? bpm;
}
