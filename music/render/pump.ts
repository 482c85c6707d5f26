import type { Metre, Score, Section } from '@fermata/contracts/values';
import type { StyleNotes } from '../styles/style-notes.ts';

/** The fields of a score that the pump depends on: its form, not its notes. */
export type PumpForm = Pick<
  Score,
  'tempoBpm' | 'metre' | 'beatsPerBar' | 'durationSeconds' | 'sections'
>;
/** A push of the sidechain: time in seconds and strength, 0 to 1. */
export interface Push {
  readonly at: number;
  readonly force: number;
}

const FORCES: Readonly<Record<string, number>> = { X: 1, x: 1, o: 0.5 };

/**
 * Times of the sidechain pushes in increasing order. The style defines them, so that rendering a
 * stem needs no other part.
 */
export function pumpPushes(form: PumpForm, style: Pick<StyleNotes, 'pump' | 'swing'>): Push[] {
  const beatSeconds = 60 / form.tempoBpm;
  const pushes: Push[] = [];
  for (const section of form.sections) {
    const row = rowFor(section, form.metre ?? '4/4', style.pump);
    // The last chord rings undisturbed after it is struck.
    const ends = section.role === 'ending' || section.name === 'ending';
    for (let bar = 0; row.length > 0 && bar < (ends ? 1 : section.bars); bar++) {
      const steps = row[bar % row.length] ?? '';
      for (let step = 0; step < (ends ? 1 : steps.length); step++) {
        const force = FORCES[steps[step] ?? '.'];
        const at =
          ((section.startBar + bar) * form.beatsPerBar +
            swung((step * form.beatsPerBar) / steps.length, style.swing)) *
          beatSeconds;
        if (force !== undefined && at < form.durationSeconds) pushes.push({ at, force });
      }
    }
  }
  return pushes.sort((a, b) => a.at - b.at);
}

/** The bars of the first pump for such a section; none if the style does not pump there. */
function rowFor(section: Section, metre: Metre, pump: StyleNotes['pump']): readonly string[] {
  const { role = 'main', energy } = section;
  const pattern = pump.find(
    (candidate) =>
      (candidate.metre ?? '4/4') === metre &&
      energy >= candidate.energy[0] &&
      energy <= candidate.energy[1] &&
      (candidate.roles?.includes(role) ?? true),
  );
  return pattern ? pattern.steps.split('|') : [];
}

/** Delays the second half of each pair of eighths or sixteenths by the style's swing. */
function swung(beat: number, swing: StyleNotes['swing']): number {
  const pair = 8 / swing.unit;
  const within = beat % pair;
  return within === pair / 2 ? beat - within + pair * swing.at : beat;
}
