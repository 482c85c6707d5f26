import { pino } from 'pino';
import { expect, test } from 'vitest';
import { DEFAULT_PREVIEW_RETENTION } from '@fermata/contracts/settings';
import { expirePreviews } from './expire-previews.ts';

test('sweeps again after a failed sweep, removes the bytes of expired previews and stops on abort', async () => {
  const abort = new AbortController();
  const removed: string[] = [];
  let sweeps = 0;
  await expirePreviews(
    {
      catalogue: {
        previews: {
          expire: async (limits, removeBytes) => {
            expect(limits).toMatchObject({ unusedSeconds: 86_400, keptPerProject: 500 });
            sweeps += 1;
            if (sweeps === 1) throw new Error('unavailable');
            await removeBytes({ projectId: 'default', sha256: 'ab' });
            abort.abort();
            return 1;
          },
        },
      },
      assets: {
        remove: async (projectId, sha256) => {
          removed.push(`${projectId} ${sha256}`);
        },
      },
      retention: { ...DEFAULT_PREVIEW_RETENTION, sweepSeconds: 0.001 },
      log: pino({ level: 'silent' }),
    },
    abort.signal,
  );
  expect([sweeps, removed]).toEqual([2, ['default ab']]);
});
