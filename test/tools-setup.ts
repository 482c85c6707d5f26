import { acquireTool, type StackStep, TOOL_NAMES } from '@fermata/stack';

const LINE_EVERY_SECONDS = 10;

/** Brings the servers that the tests start. On a new machine they may have to be built, which takes minutes: each step shows that it is alive. */
export default async function setup(): Promise<void> {
  let shown = 0;
  const onStep = ({ name, state, seconds, detail }: StackStep): void => {
    if (state === 'started') shown = 0;
    if (state === 'started' || (state === 'working' && seconds < shown + LINE_EVERY_SECONDS))
      return;
    shown = seconds;
    process.stderr.write(
      `${state === 'working' ? '…' : state === 'done' ? '✓' : '✗'} ${seconds.toFixed(1).padStart(5)} s  ${name}${detail ? `: ${detail}` : ''}\n`,
    );
  };
  for (const tool of TOOL_NAMES) await acquireTool(tool, { onStep });
}
