import type { PlacedSection } from '../song/fit-form.ts';
import { presenceOf } from '../song/presence.ts';
import type { Song } from '../song/song.ts';
import type { PartWriter } from './part-writer.ts';

/**
 * The MIDI notes that select an effect of the `sweep` instrument; the note's duration sets the
 * effect's length.
 */
export const SWEEPS = { impact: 36, riser: 60, downlifter: 72 } as const;
interface Sweep {
  readonly start: number;
  readonly duration: number;
  readonly midi: number;
  readonly velocity: number;
}

const IMPACT_BEATS = 2;

/**
 * Risers into fuller sections, impacts on them, downlifters into quieter ones, and swells. Depends
 * only on the form, so all sections agree.
 */
export function writeFx(writer: PartWriter): void {
  for (const sweep of sweepsOf(writer.song, writer.section))
    writer.write({ ...sweep, tight: true, through: true });
}

function sweepsOf(song: Song, section: PlacedSection): Sweep[] {
  const { form } = song;
  const sweeps = plannedSweeps(song, section);
  // A piece without growth or fall still gets one, where its first main section starts.
  const main = form.sections.find(({ role }) => role === 'main');
  return sweeps.length === 0 &&
    section === main &&
    form.sections.every((other) => plannedSweeps(song, other).length === 0)
    ? [impact(song, section, 0.7)]
    : sweeps;
}

const beatOf = (song: Song): number => song.form.barSeconds / song.form.beatsPerBar;
const impact = (song: Song, section: PlacedSection, velocity: number): Sweep => ({
  start: section.start,
  duration: IMPACT_BEATS * beatOf(song),
  midi: SWEEPS.impact,
  velocity,
});

function plannedSweeps(song: Song, section: PlacedSection): Sweep[] {
  const {
    style: { fx },
    form,
  } = song;
  const beat = beatOf(song);
  const before = form.sections[section.index - 1];
  const after = form.sections[section.index + 1];
  const sweeps: Sweep[] = [];
  const length = section.end - section.start;
  if (section.role === 'ending')
    return fx.impact && before && before.energy >= fx.impact.energy
      ? [impact(song, section, 0.6)]
      : [];
  if (presenceOf(song, 'fx', section).length === 0) return [];
  const growth = (after?.from ?? 0) - section.energy;
  if (fx.riser && after && after.role !== 'ending' && (after.drop || growth >= fx.riser.growth)) {
    const duration = Math.min(fx.riser.beats * beat, length);
    sweeps.push({
      start: section.end - duration,
      duration,
      midi: SWEEPS.riser,
      velocity: 0.6 + 0.4 * Math.min(1, after.energy),
    });
  }
  if (
    fx.impact &&
    (section.drop ||
      (section.energy >= fx.impact.energy && section.energy > (before?.energy ?? 1) + 0.02))
  )
    sweeps.push(impact(song, section, section.drop ? 1 : 0.8));
  if (fx.downlifter && before && before.to - section.from >= fx.downlifter.fall)
    sweeps.push({
      start: section.start,
      duration: Math.min(fx.downlifter.beats * beat, length),
      midi: SWEEPS.downlifter,
      velocity: 0.75,
    });
  if (fx.swell?.roles.includes(section.role)) {
    for (let bar = fx.swell.every; bar <= section.bars; bar += fx.swell.every) {
      const end = section.start + bar * form.barSeconds;
      const duration = Math.min(fx.swell.beats * beat, length);
      if (!sweeps.some(({ start, midi }) => midi === SWEEPS.riser && end > start))
        sweeps.push({ start: end - duration, duration, midi: SWEEPS.riser, velocity: 0.4 });
    }
  }
  return sweeps;
}
