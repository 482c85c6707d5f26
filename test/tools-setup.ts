import { acquireTool, type StackStep, TOOL_NAMES } from '@fermata/stack';

const LINE_EVERY_SECONDS = 10;
const MARKS = { started: '…', working: '…', done: '✓', failed: '✗' } as const;

/** Acquires the server binaries. A new machine may build them for minutes, so each step reports progress. */
export default async function setup(): Promise<void> {
  let shown = 0;
  const onStep = ({ name, state, seconds, detail }: StackStep): void => {
    if (state === 'started') shown = 0;
    if (state === 'started' || (state === 'working' && seconds < shown + LINE_EVERY_SECONDS))
      return;
    shown = seconds;
    process.stderr.write(
      `${MARKS[state]} ${seconds.toFixed(1).padStart(5)} s  ${name}${detail ? `: ${detail}` : ''}\n`,
    );
  };
  for (const tool of TOOL_NAMES) await acquireTool(tool, { onStep });
}
