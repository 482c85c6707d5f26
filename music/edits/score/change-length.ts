import type { Note, Score, Section } from '@fermata/contracts/values';
import { scaleTime } from './scale-time.ts';

/** How early a note may come and still belong to the next bar. */
const EARLY_SECONDS = 0.03;
const SHORTEST_NOTE_SECONDS = 0.02;
/** The share of a bar by which the decay after the last chord may grow or shrink. */
const DECAY_BARS = 0.5;
const SHORTEST_DECAY_SECONDS = 1.2;
/** Sections that give way first, if there are more than bars. */
const DISPENSABLE = ['contrast', 'break', 'intro', 'outro', 'build', 'main'];

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;

/**
 * Makes a piece longer or shorter by whole bars of its sections: a section is cut at its beginning, or repeats its
 * bars. The decay of the last chord takes the rest, and what is then left bends the tempo by a few percent.
 */
export function changeLength(score: Score, seconds: number): Score {
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const body = score.sections.filter(({ role, name }) => role !== 'ending' && name !== 'ending');
  const bodyBars = barsOf(body);
  const tail = score.durationSeconds - bodyBars * bar;
  const bars = Math.max(1, Math.round((seconds - tail) / bar));
  const sized = sizeSections(body, bars);
  const decay = decayOf(score, tail, bar, seconds - bars * bar);
  const source = sized.flatMap(({ section, from, bars: own }) =>
    Array.from({ length: own }, (_, at) => section.startBar + ((from + at) % section.bars)),
  );
  const cut = cutScore(score, { source, bar, bodyBars, tail, decay });
  const sections = [...placed(sized), ...endingAfter(score, body, bars)];
  const longer = { ...cut, sections };
  return exactly(scaleTime(longer, seconds / longer.durationSeconds), seconds);
}

interface Sized {
  readonly section: Section;
  /** The bar of the section with which it begins now. */
  readonly from: number;
  readonly bars: number;
}

const barsOf = (sections: readonly { readonly bars: number }[]): number =>
  sections.reduce((sum, { bars }) => sum + bars, 0);

function sizeSections(body: readonly Section[], bars: number): Sized[] {
  const kept = keepSections(body, bars);
  const sizes = kept.map((section) => section.bars);
  const step = (left: number): number => (left >= 4 ? 4 : left >= 2 ? 2 : 1);
  const total = (): number => sizes.reduce((sum, size) => sum + size, 0);
  while (total() > bars) {
    const by = step(total() - bars);
    const at = longestOver(sizes, by);
    const size = sizes[at] ?? 1;
    sizes[at] = size - Math.min(by, size - 1);
  }
  const grown = [...kept.keys()].filter((at) => kept[at]?.role === 'main');
  const growing = grown.length > 0 ? grown : [...kept.keys()];
  for (let turn = 0; total() < bars; turn++) {
    const at = growing[turn % growing.length] ?? 0;
    sizes[at] = (sizes[at] ?? 0) + step(bars - total());
  }
  return kept.map((section, at) => {
    const size = sizes[at] ?? section.bars;
    return { section, from: Math.max(0, section.bars - size), bars: size };
  });
}

/** The section that can best lose bars: the longest. */
const longestOver = (sizes: readonly number[], by: number): number => {
  const longest = Math.max(...sizes);
  const at = sizes.findIndex((size) => size === longest && size > by);
  return at >= 0 ? at : sizes.indexOf(longest);
};

function keepSections(body: readonly Section[], bars: number): Section[] {
  const left = [...body];
  for (const role of DISPENSABLE)
    for (let at = left.length - 1; at >= 0 && left.length > Math.max(1, bars); at--)
      if ((left[at]?.role ?? 'main') === role) left.splice(at, 1);
  return left;
}

function decayOf(score: Score, tail: number, bar: number, wanted: number): number {
  // A loop has no end.
  if (tail <= 1e-6 || score.sections.length === 0) return tail;
  const least = Math.min(tail, Math.max(SHORTEST_DECAY_SECONDS, tail - DECAY_BARS * bar));
  return Math.max(least, Math.min(tail + DECAY_BARS * bar, wanted));
}

interface Cut {
  /** For each bar of the result, the bar that it plays. */
  readonly source: readonly number[];
  readonly bar: number;
  readonly bodyBars: number;
  readonly tail: number;
  readonly decay: number;
}

function cutScore(score: Score, { source, bar, bodyBars, tail, decay }: Cut): Score {
  const ending = source.length * bar;
  const shift = ending - bodyBars * bar;
  const moveEnding = (note: Note): Note[] => {
    const start = round6(note.start + shift);
    const ringsOut = note.start + note.duration > score.durationSeconds - 0.1;
    const duration = ringsOut
      ? note.duration + decay - tail
      : Math.min(note.duration, ending + decay - start);
    return duration < SHORTEST_NOTE_SECONDS ? [] : [{ ...note, start, duration: round6(duration) }];
  };
  const barOf = ({ start }: Note): number =>
    Math.min(bodyBars, Math.max(0, Math.floor((start + EARLY_SECONDS) / bar)));
  return {
    ...score,
    durationSeconds: round6(ending + decay),
    chords: [
      ...source.map((from) => score.chords[from] ?? score.chords[0] ?? ''),
      ...score.chords.slice(bodyBars),
    ],
    parts: score.parts.map((part) => {
      const byBar = new Map<number, Note[]>();
      for (const note of part.notes) {
        const at = barOf(note);
        byBar.set(at, [...(byBar.get(at) ?? []), note]);
      }
      const body = source.flatMap((from, to) => {
        // The next bar at which the music jumps: a note ends there.
        const jump = source.findIndex((each, at) => at > to && each !== from + at - to);
        const end = (jump < 0 ? source.length : jump) * bar;
        return (byBar.get(from) ?? []).map((note) => {
          const start = round6(Math.max(0, note.start + (to - from) * bar));
          return {
            ...note,
            start,
            duration: round6(Math.max(SHORTEST_NOTE_SECONDS, Math.min(note.duration, end - start))),
          };
        });
      });
      return { ...part, notes: [...body, ...(byBar.get(bodyBars) ?? []).flatMap(moveEnding)] };
    }),
  };
}

function placed(sized: readonly Sized[]): Section[] {
  let startBar = 0;
  return sized.map(({ section, bars }) => {
    const at = startBar;
    startBar += bars;
    return { ...section, startBar: at, bars };
  });
}

const endingAfter = (score: Score, body: readonly Section[], startBar: number): Section[] =>
  score.sections
    .filter((section) => !body.includes(section))
    .map((section) => ({ ...section, startBar }));

const exactly = (score: Score, seconds: number): Score => ({ ...score, durationSeconds: seconds });
