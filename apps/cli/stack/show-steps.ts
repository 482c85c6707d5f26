import type { OnStep, Step } from '@fermata/stack';
import { LiveLine, type Screen } from '../render/live-line.ts';

/** Shows steps of which several may run at once: those that ended as lines with their seconds, the others on the live line. */
export function showSteps(screen: Screen): { onStep: OnStep; stop(): void } {
  const line = new LiveLine(screen);
  const running = new Map<string, Step>();
  const onStep: OnStep = (step) => {
    if (step.state === 'done' || step.state === 'failed') {
      running.delete(step.name);
      line.print(finished(step));
    } else running.set(step.name, step);
    line.show([...running.values()].map(({ name, detail }) => (detail ? `${name} (${detail})` : name)).join(', '));
  };
  return { onStep, stop: () => line.stop() };
}

/** `✓ start postgres  0.8 s`; the reason of a failed one comes with the error. */
export function finished({ name, state, seconds, detail }: Step): string {
  const took = `${seconds.toFixed(1)} s`.padStart(7);
  return state === 'failed' ? `✗ ${took}  ${name}` : `✓ ${took}  ${name}${detail ? `: ${detail}` : ''}`;
}
