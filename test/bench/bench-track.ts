import { cpus } from 'node:os';
import { startOwnStack } from '../testing/own-stack.ts';
import { bareTrack } from './bare-track.ts';
import type { BenchOptions } from './bench-options.ts';
import { noOpActivities } from './no-op-activities.ts';
import { finishTrack } from './stage-times.ts';
import { table } from './table.ts';

const SECONDS = 60;
const CANDIDATES = 3;
const BRIEF = { text: 'warm lo-fi bed for a study video', durationSeconds: SECONDS, seed: 7 };
/** Stage of the track → step of the bare engine. */
export const STEP_OF = {
  generating: 'candidates',
  stems: 'stems',
  mixing: 'mix',
  mastering: 'master',
  enriching: 'deliver',
} as const;

/**
 * Compares a finished track by step with the same work without Temporal, database and S3, in one
 * run on one machine. Wall and CPU in seconds.
 */
export async function benchTrack({ services, log }: BenchOptions): Promise<object> {
  log(
    `A ${SECONDS} s track of ${CANDIDATES} candidates on ${cpus().length} cores. Starting a separate stack …`,
  );
  const own = await services.start((signal) => startOwnStack({ signal }));
  try {
    log('Warming up with a short track …');
    await finishTrack(own, { text: 'lo-fi', durationSeconds: 8, seed: 1 }, CANDIDATES);
    log('The track through the platform …');
    const through = await finishTrack(own, BRIEF, CANDIDATES);
    log('The same work with the bare engine …');
    const bare = await bareTrack(BRIEF, CANDIDATES);
    log('No-op activities of this Temporal …');
    const noOps = await noOpActivities(own.testStack.variable('TEMPORAL_ADDRESS'));
    const rows = through.steps.map(({ stage, wall, cpu }) => {
      const step = stage in STEP_OF ? STEP_OF[stage as keyof typeof STEP_OF] : undefined;
      const floor = step ? bare[step] : undefined;
      return {
        stage,
        wall,
        cpu,
        bareWall: floor ?? null,
        ratio: floor ? wall / floor : null,
      };
    });
    const bareWall = Object.values(bare).reduce((sum, seconds) => sum + seconds, 0);
    const wall = through.steps.reduce((sum, step) => sum + step.wall, 0);
    const report = {
      wallToBare: wall / bareWall,
      platformShare: 1 - bareWall / wall,
      wallSeconds: wall,
      bareWallSeconds: bareWall,
      engineCpuSeconds: through.cpuSeconds,
      audioSecondsPerCpuSecond: SECONDS / through.cpuSeconds,
      noOpActivitiesPerSecond: noOps,
      steps: rows,
    };
    log(
      table(
        ['stage', 'wall s', 'engine CPU s', 'bare wall s', 'ratio'],
        rows.map((row) => [row.stage, row.wall, row.cpu, row.bareWall, row.ratio]),
      ),
    );
    log(
      `From the brief to the review in ${wall.toFixed(2)} s; ` +
        `the bare engine needs ${bareWall.toFixed(2)} s: ${(wall / bareWall).toFixed(2)} times the lower bound. ` +
        `${noOps.toFixed(0)} no-op activities a second.`,
    );
    return report;
  } finally {
    await own.close();
  }
}
