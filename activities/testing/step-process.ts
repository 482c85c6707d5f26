import { z } from 'zod';
import { runStep } from '../steps/run-step.ts';
import { sampleStep } from './sample-step.ts';
import { openStepDeps } from './step-deps.ts';

// A worker process for one sample step. It reports its progress, and computes only after 'continue'.
const Instruction = z.enum(['continue', 'cancel']);
const Job = z.object({
  databaseUrl: z.string(),
  s3: z.object({
    endpoint: z.string(),
    region: z.string(),
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
    bucket: z.string(),
  }),
  trackId: z.string(),
  parent: z.string(),
  seed: z.number(),
});

const { trackId, parent, seed, ...services } = Job.parse(JSON.parse(process.argv[2] ?? ''));
const report = (what: string, detail: unknown = null): void =>
  void process.send?.({ what, detail });
const cancellation = new AbortController();
const resumed = new Promise<void>((resolve) => {
  process.on('message', (message) =>
    Instruction.parse(message) === 'continue'
      ? resolve()
      : cancellation.abort(new Error('cancelled')),
  );
});
const deps = await openStepDeps(services);
report('ready');
try {
  const during = async (): Promise<void> => {
    report('making');
    await resumed;
  };
  const watch = {
    signal: cancellation.signal,
    attempt: 1,
    onProgress: (_: number, task: string) => report(task.startsWith('waiting') ? 'waiting' : task),
    onWarning: () => undefined,
  };
  report(
    'has',
    await runStep(
      deps,
      { projectId: 'default', trackId, version: 1 },
      sampleStep(seed, { during, parent }),
      watch,
    ),
  );
} catch (error) {
  report('failed', String(error));
}
await deps.close();
process.disconnect();
