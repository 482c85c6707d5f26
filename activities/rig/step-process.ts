import { z } from 'zod';
import { runStep } from '../run-step.ts';
import { sampleStep } from './sample-step.ts';
import { openStepRooms } from './step-rooms.ts';

// A worker of its own that makes one sample step. It says what it does, and makes nothing until it is told to go on.
const Told = z.enum(['go on', 'cancel']);
const Order = z.object({
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

const { trackId, parent, seed, ...services } = Order.parse(JSON.parse(process.argv[2] ?? ''));
const say = (what: string, detail: unknown = null): void => void process.send?.({ what, detail });
const cancellation = new AbortController();
const told = new Promise<void>((resolve) => {
  process.on('message', (message) =>
    Told.parse(message) === 'go on' ? resolve() : cancellation.abort(new Error('cancelled')),
  );
});
const rooms = await openStepRooms(services);
say('ready');
try {
  const during = async (): Promise<void> => {
    say('making');
    await told;
  };
  const watch = {
    signal: cancellation.signal,
    attempt: 1,
    onProgress: (_: number, what: string) => say(what.startsWith('waiting') ? 'waiting' : what),
  };
  say(
    'has',
    await runStep(
      rooms,
      { projectId: 'default', trackId, version: 1, recipeId: null },
      sampleStep(seed, { during, parent }),
      watch,
    ),
  );
} catch (error) {
  say('failed', String(error));
}
await rooms.close();
process.disconnect();
