import type { Score } from '@fermata/contracts';

/** One bar of sixteenths (`x` pushes), played in sections of at least `from` energy. */
export interface Pump { readonly steps: string; readonly from: number }
/** What of a score the pump follows: its form, never its notes. */
export type Form = Pick<Score, 'tempoBpm' | 'beatsPerBar' | 'durationSeconds' | 'sections'>;

const STEPS_PER_BEAT = 4;

/** Times in seconds at which the sidechain pushes: a ghost of the style, so that a stem needs no other part to be made. */
export function pumpTriggers(form: Form, pump: Pump): number[] {
  const stepSeconds = 60 / form.tempoBpm / STEPS_PER_BEAT;
  const stepsPerBar = form.beatsPerBar * STEPS_PER_BEAT;
  const triggers: number[] = [];
  for (const section of form.sections) {
    if (section.energy < pump.from) continue;
    // The last chord is struck and then rings undisturbed.
    const ends = section.role === 'ending' || section.name === 'ending';
    for (let step = 0; step < (ends ? 1 : section.bars * stepsPerBar); step++) {
      const at = (section.startBar * stepsPerBar + step) * stepSeconds;
      if (pump.steps[(step % stepsPerBar) % pump.steps.length] === 'x' && at < form.durationSeconds) triggers.push(at);
    }
  }
  return triggers.sort((a, b) => a - b);
}
