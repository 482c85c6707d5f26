import { z } from 'zod';
import { AssetRef } from '@fermata/contracts/values';
import type { Step, StepContext } from '../steps/run-step.ts';

const Result = z.object({ stem: AssetRef, level: z.number() });
export type SampleResult = z.infer<typeof Result>;

/** A stem without music; its bytes depend only on the seed. `during` runs while it is computed. */
export function sampleStep(
  seed: number,
  {
    during = async () => undefined,
    parent = 'a'.repeat(64),
    size = 1000,
  }: { during?: (making: StepContext) => Promise<void>; parent?: string; size?: number } = {},
): Step<SampleResult> {
  return {
    name: 'stem',
    version: 1,
    label: `sample/${seed}`,
    result: Result,
    inputs: { seed, size },
    async compute(making) {
      making.onCpuSeconds(1.5);
      await during(making);
      return {
        stem: await making.put({
          kind: 'stem',
          part: 'bass',
          mediaType: 'audio/flac',
          bytes: Buffer.alloc(size, `${seed} `),
        }),
        level: -20,
      };
    },
    assets: ({ stem, level }) => [{ ref: stem, parents: [parent], checks: { level } }],
    audioSeconds: () => 8,
  };
}
