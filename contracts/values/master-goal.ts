import { z } from 'zod';

/** Integrated loudness in LUFS, true peak ceiling in dBTP. */
export const MasterGoal = z.strictObject({
  targetLufs: z.number().min(-30).max(-8),
  ceilingDbtp: z.number().min(-9).max(-0.1),
});

export type MasterGoal = z.infer<typeof MasterGoal>;

/** Loudness targets by use. */
export const MASTER_GOALS = {
  streaming: { targetLufs: -14, ceilingDbtp: -1 },
  podcast: { targetLufs: -16, ceilingDbtp: -1 },
  broadcast: { targetLufs: -23, ceilingDbtp: -1 },
} as const satisfies Record<string, MasterGoal>;
