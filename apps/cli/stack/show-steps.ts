import type { OnStep, StackStep } from '@fermata/stack';
import { LiveLine, type Screen } from '../render/live-line.ts';

const HEARTBEAT_SECONDS = 10;

/** Shows steps that may run in parallel: completed ones as lines with seconds, the others on a live line. */
export function showSteps(screen: Screen): { onStep: OnStep; stop(): void } {
  const line = new LiveLine(screen);
  const running = new Map<string, StackStep>();
  const onStep: OnStep = (step) => {
    if (step.state === 'done' || step.state === 'failed') {
      running.delete(step.name);
      line.print(finishedLine(step));
    } else running.set(step.name, step);
    if (screen.isTTY) line.show([...running.values()].map(stepText).join(', '));
    else if (step.state === 'working' && Math.round(step.seconds) % HEARTBEAT_SECONDS === 0)
      line.print(`… ${`${step.seconds.toFixed(0)} s`.padStart(7)}  ${stepText(step)}`);
  };
  return { onStep, stop: () => line.stop() };
}

const stepText = ({ name, detail }: StackStep): string => (detail ? `${name} (${detail})` : name);

/** `✓ start postgres  0.8 s`; the error has the reason of a failed step. */
function finishedLine({ name, state, seconds, detail }: StackStep): string {
  const took = `${seconds.toFixed(1)} s`.padStart(7);
  return state === 'failed'
    ? `✗ ${took}  ${name}`
    : `✓ ${took}  ${name}${detail ? `: ${detail}` : ''}`;
}
