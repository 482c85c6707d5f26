import type { Composition } from '@fermata/contracts/values';

/** Bars and beats that last exactly as long as requested. */
export interface FormTiming {
  /** Quarter notes a minute. */
  readonly tempoBpm: number;
  readonly beatsPerBar: number;
  readonly barSeconds: number;
  /** Bars before the final chord; in a loop, all bars. */
  readonly bodyBars: number;
  /** From the final chord to the end of the decay; 0 in a loop. */
  readonly endingSeconds: number;
}

const TEMPO_STEPS = 20;
/**
 * How far the tempo may bend, as a share: to keep phrases whole, and further to put a drop or break
 * on a bar line.
 */
const MAX_TEMPO_BEND = 0.02;
const MAX_TEMPO_BEND_WITH_HITS = 0.04;
const HIT_TOLERANCE_SECONDS = 0.03;

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;
const distanceTo = (second: number, grid: number): number =>
  Math.abs(second - Math.round(second / grid) * grid);
type TempoRequest = Pick<Composition, 'durationSeconds' | 'tempoBpm' | 'ending' | 'hits'>;

/**
 * Cost of hit points that miss their grid: bar lines for drops and breaks, beats for the others.
 */
function hitCost(asked: TempoRequest, bar: number, beats: number): number {
  return (asked.hits ?? []).reduce((sum, { second, event }) => {
    const grid = event === 'drop' || event === 'break' ? bar : bar / beats;
    const off = distanceTo(second, grid);
    return (
      sum +
      (off <= HIT_TOLERANCE_SECONDS ? 0 : grid === bar ? 2 + (4 * off) / bar : (0.3 * off) / grid)
    );
  }, 0);
}

/**
 * The tempo may bend by 2 % (4 % with hit points) to keep phrases whole and hit points on the grid;
 * the rest of the time goes to the final chord and its decay.
 * If not even one bar fits before it, the tempo doubles. A loop is whole bars, so its tempo bends
 * as far as necessary.
 */
export function fitTempo(asked: TempoRequest, beatsPerBar: number): FormTiming {
  return asked.ending === 'loop' ? fitLoop(asked, beatsPerBar) : fitFinal(asked, beatsPerBar);
}

const phraseCost = (bars: number): number => (bars % 4 === 0 ? 0 : bars % 2 === 0 ? 0.25 : 0.6);

function fitLoop(asked: TempoRequest, beatsPerBar: number): FormTiming {
  const usual = (beatsPerBar * 60) / asked.tempoBpm;
  const about = asked.durationSeconds / usual;
  let best: { bars: number; cost: number } | undefined;
  for (let bars = Math.max(1, Math.floor(about) - 2); bars <= Math.ceil(about) + 2; bars++) {
    const bend = Math.abs(bars / about - 1);
    const cost =
      bend * 12 + phraseCost(bars) + hitCost(asked, asked.durationSeconds / bars, beatsPerBar);
    if (!best || cost < best.cost) best = { bars, cost };
  }
  const bars = best?.bars ?? 1;
  const barSeconds = asked.durationSeconds / bars;
  return {
    tempoBpm: (beatsPerBar * 60) / barSeconds,
    beatsPerBar,
    barSeconds,
    bodyBars: bars,
    endingSeconds: 0,
  };
}

function fitFinal(asked: TempoRequest, beatsPerBar: number): FormTiming {
  const { durationSeconds } = asked;
  const anchors = (asked.hits ?? []).filter(({ event }) => event === 'drop' || event === 'break');
  const reach = anchors.length > 0 ? MAX_TEMPO_BEND_WITH_HITS : MAX_TEMPO_BEND;
  const shortestEnding = Math.max(1.2, Math.min(2.6, 0.12 * durationSeconds));
  let tempo = asked.tempoBpm;
  while (durationSeconds - shortestEnding < (beatsPerBar * 60) / (tempo * (1 + MAX_TEMPO_BEND)))
    tempo *= 2;

  const bends = Array.from(
    { length: 2 * TEMPO_STEPS + 1 },
    (_, i) => (i / TEMPO_STEPS - 1) * reach,
  );
  for (const { second } of anchors) {
    const bars = Math.round(second / ((beatsPerBar * 60) / tempo));
    for (const count of [bars - 1, bars, bars + 1]) {
      const bend = (count * beatsPerBar * 60) / Math.max(second, 1e-3) / tempo - 1;
      if (count > 0 && Math.abs(bend) <= reach) bends.push(bend);
    }
  }
  let best: { bars: number; tempo: number; ending: number; cost: number } | undefined;
  for (const bend of bends) {
    const candidate = round6(tempo * (1 + bend));
    const bar = (beatsPerBar * 60) / candidate;
    const maxBars = Math.floor((durationSeconds - shortestEnding) / bar + 1e-9);
    for (let bars = Math.max(1, maxBars - 1); bars <= maxBars; bars++) {
      const ending = durationSeconds - bars * bar;
      const ideal = shortestEnding + 0.35 * bar;
      const cost =
        phraseCost(bars) +
        Math.abs(ending - ideal) / bar +
        Math.abs(bend) * 6 +
        hitCost(asked, bar, beatsPerBar);
      if (!best || cost < best.cost) best = { bars, tempo: candidate, ending, cost };
    }
  }
  if (!best)
    throw new RangeError(
      `no form fits ${durationSeconds} seconds at ${asked.tempoBpm} beats a minute`,
    );
  return {
    tempoBpm: best.tempo,
    beatsPerBar,
    barSeconds: (beatsPerBar * 60) / best.tempo,
    bodyBars: best.bars,
    endingSeconds: best.ending,
  };
}
