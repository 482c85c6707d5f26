import type { Score } from '@fermata/contracts';

type Section = Score['sections'][number];

export interface Form {
  readonly tempoBpm: number;
  readonly beatsPerBar: number;
  readonly barSeconds: number;
  /** Bars before the final chord. */
  readonly bodyBars: number;
  /** From the final chord to the end of the ring-out. */
  readonly endingSeconds: number;
  readonly durationSeconds: number;
  readonly sections: readonly Section[];
}

const BEATS = 4;
const TEMPO_STEPS = 20;
const TEMPO_REACH = 0.02;

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;

/**
 * The form that lasts exactly as long as asked. The tempo may give by 2 %, so that phrases stay whole; what is left is the
 * fermata: the final chord and its ring-out. Where not even one bar fits before it, the tempo doubles.
 */
export function fitForm(asked: { durationSeconds: number; tempoBpm: number; energy: number }): Form {
  const { durationSeconds } = asked;
  const shortestEnding = Math.max(1.2, Math.min(2.6, 0.12 * durationSeconds));
  let tempo = asked.tempoBpm;
  while (durationSeconds - shortestEnding < (BEATS * 60) / (tempo * (1 + TEMPO_REACH))) tempo *= 2;

  let best: { bars: number; tempo: number; ending: number; cost: number } | undefined;
  for (let step = -TEMPO_STEPS; step <= TEMPO_STEPS; step++) {
    const bend = (step / TEMPO_STEPS) * TEMPO_REACH;
    const candidate = round6(tempo * (1 + bend));
    const bar = (BEATS * 60) / candidate;
    const most = Math.floor((durationSeconds - shortestEnding) / bar + 1e-9);
    for (let bars = Math.max(1, most - 1); bars <= most; bars++) {
      const ending = durationSeconds - bars * bar;
      const ideal = shortestEnding + 0.35 * bar;
      const phrase = bars % 4 === 0 ? 0 : bars % 2 === 0 ? 0.25 : 0.6;
      const cost = phrase + Math.abs(ending - ideal) / bar + Math.abs(bend) * 6;
      if (!best || cost < best.cost) best = { bars, tempo: candidate, ending, cost };
    }
  }
  if (!best) throw new RangeError(`no form lasts ${durationSeconds} seconds at ${asked.tempoBpm} beats a minute`);
  const barSeconds = (BEATS * 60) / best.tempo;
  return {
    tempoBpm: best.tempo, beatsPerBar: BEATS, barSeconds, bodyBars: best.bars, endingSeconds: best.ending, durationSeconds,
    sections: layOut(best.bars, asked.energy),
  };
}

/** Energy of a section as a share of what the intent asks for. */
const SHAPE: Readonly<Record<string, number>> = { intro: 0.55, main: 0.9, variation: 1, bridge: 0.62, outro: 0.6, ending: 0.45 };
const MIDDLE = ['main', 'variation', 'main', 'bridge', 'variation', 'main'];

function layOut(bars: number, energy: number): Section[] {
  const intro = bars >= 24 ? 4 : bars >= 10 ? 2 : bars >= 5 ? 1 : 0;
  const outro = bars >= 24 ? 4 : bars >= 12 ? 2 : 0;
  const middle = bars - intro - outro;
  const chunk = middle >= 32 ? 8 : 4;
  const plan: [string, number][] = intro > 0 ? [['intro', intro]] : [];
  let left = middle;
  for (let i = 0; left > 0; i++) {
    const size = left < chunk * 1.5 ? left : chunk;
    plan.push([MIDDLE[i % MIDDLE.length] ?? 'main', size]);
    left -= size;
  }
  if (outro > 0) plan.push(['outro', outro]);
  plan.push(['ending', 1]);
  let startBar = 0;
  return plan.map(([name, size]) => {
    const section = { name, startBar, bars: size, energy: round6(Math.min(1, (0.15 + 0.85 * energy) * (SHAPE[name] ?? 1))) };
    startBar += size;
    return section;
  });
}
