import type { PartName } from '@fermata/contracts/values';
import type { PlacedSection } from './fit-form.ts';
import type { Song } from './song.ts';

/** The bars of a section in which a part plays, from (inclusive) to (exclusive). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When a part plays, by the style's arrangement and the wishes of the composition: spans in their order, with bars
 * between them. A part that would play nowhere plays in the fullest section; a part that is alone plays everywhere.
 */
export function presenceOf(song: Song, part: PartName, section: PlacedSection): readonly Span[] {
  const wholeSection = [{ from: 0, to: section.bars }];
  if (song.composition.parts.length === 1) return wholeSection;
  const arranged = arrangedSpan(song, part, section);
  const spans = joined([...(arranged ? [arranged] : []), ...wantedSpans(song, part, section)]);
  if (spans.length > 0) return spans;
  return section === fullestSection(song) &&
    song.form.sections.every((other) => !arrangedSpan(song, part, other))
    ? wholeSection
    : [];
}

/** Spans that overlap or touch are one. */
export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const before = all.at(-1);
    if (before && span.from <= before.to)
      all[all.length - 1] = { from: before.from, to: Math.max(before.to, span.to) };
    else all.push(span);
  }
  return all;
}

/** The bars of a section in which the composition wants a part. */
function wantedSpans(song: Song, part: PartName, section: PlacedSection): Span[] {
  if (section.role === 'ending') return [];
  const { barSeconds } = song.form;
  return (song.composition.presence ?? []).flatMap((wish): Span[] => {
    if (wish.part !== part) return [];
    const from = Math.max(0, Math.floor((wish.fromSecond - section.start) / barSeconds + 1e-6));
    const to = Math.min(
      section.bars,
      Math.ceil(((wish.toSecond ?? section.end) - section.start) / barSeconds - 1e-6),
    );
    return to > from ? [{ from, to }] : [];
  });
}

function arrangedSpan(song: Song, part: PartName, section: PlacedSection): Span | undefined {
  if (section.role === 'ending') return undefined;
  const rule = song.style.arrangement[part]?.[section.role];
  const { bars } = section;
  if (rule === undefined) return { from: 0, to: bars };
  if (rule === 'never') return undefined;
  if (rule === 'late') return bars === 1 ? undefined : { from: Math.ceil(bars / 2), to: bars };
  if (rule === 'early') return { from: 0, to: Math.ceil(bars / 2) };
  return section.energy >= rule ? { from: 0, to: bars } : undefined;
}

/** The main section with the most energy, else any other but an ending. */
export function fullestSection(song: Song): PlacedSection | undefined {
  const body = song.form.sections.filter(({ role }) => role !== 'ending');
  const mains = body.filter(({ role }) => role === 'main');
  return (mains.length > 0 ? mains : body).reduce<PlacedSection | undefined>(
    (most, one) => (!most || one.energy > most.energy ? one : most),
    undefined,
  );
}
