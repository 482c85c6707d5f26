import { cpus } from 'node:os';
import { openCatalogue } from '@fermata/prisma';
import { startOwnHouse, type OwnHouse } from '../rig/own-house.ts';
import { bareTrack } from './bare-track.ts';
import { noOpActivities } from './no-op-activities.ts';
import { table } from './table.ts';

const SECONDS = 60;
const CANDIDATES = 3;
const BRIEF = { text: 'warm lo-fi bed for a study video', durationSeconds: SECONDS, seed: 7 };
/** Stage of the track → step of the bare engine. */
const STEP_OF = { generating: 'candidates', stems: 'stems', mixing: 'mix', mastering: 'master', enriching: 'deliver' } as const;

/** A finished track by step beside the same work without Temporal, database and S3, in one run on one machine. Wall and CPU in seconds. */
export async function benchTrack(say: (line: string) => void): Promise<object> {
  say(`A ${SECONDS} s track of ${CANDIDATES} candidates on ${cpus().length} cores. Starting a stack of its own …`);
  const own = await startOwnHouse();
  try {
    say('Warming up with a short track …');
    await finish(own, { text: 'lo-fi', durationSeconds: 8, seed: 1 });
    say('The track through the whole house …');
    const through = await finish(own, BRIEF);
    say('The same work, bare …');
    const bare = await bareTrack(BRIEF, CANDIDATES);
    say('No-op activities of this Temporal …');
    const noOps = await noOpActivities(own.house.variable('TEMPORAL_ADDRESS'));
    const rows = through.steps.map(({ stage, wall, cpu }) => {
      const step = stage in STEP_OF ? STEP_OF[stage as keyof typeof STEP_OF] : undefined;
      const floor = step ? bare[step] : undefined;
      return { stage, wall, cpu, bareWall: floor?.wall ?? null, ratio: floor ? wall / floor.wall : null };
    });
    const bareWall = Object.values(bare).reduce((sum, { wall }) => sum + wall, 0);
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
    say(table(['stage', 'wall s', 'engine CPU s', 'bare wall s', 'ratio'], rows.map((row) => [row.stage, row.wall, row.cpu, row.bareWall, row.ratio])));
    say(`From the brief to the review in ${wall.toFixed(2)} s; the bare engine needs ${bareWall.toFixed(2)} s: ${(wall / bareWall).toFixed(2)} times the floor. ${noOps.toFixed(0)} no-op activities a second.`);
    return report;
  } finally {
    await own.close();
  }
}

/** Wall time of each stage by its own events, up to the review; CPU from the cost ledger. */
async function finish({ house, stack }: OwnHouse, brief: typeof BRIEF) {
  const trackId = await house.create({ brief, candidates: CANDIDATES });
  await house.stage(trackId, 'review');
  const entered = (await house.events(trackId)).filter((event) => event.type === 'track.stage-entered');
  const catalogue = await openCatalogue({ databaseUrl: stack.env['DATABASE_URL'] ?? '' });
  const costs = await catalogue.costs.forTrack('default', trackId);
  await catalogue.close();
  const cpuOf = (names: readonly string[]): number | null => {
    const rows = costs.steps.filter((row) => names.includes(row.step));
    return rows.length > 0 ? rows.reduce((sum, row) => sum + row.cpuSeconds, 0) : null;
  };
  const COSTED: Record<string, string[]> = { generating: ['compose', 'sketch'], evaluating: ['evaluate'], stems: ['stem'], mixing: ['mix'], mastering: ['master'], enriching: ['deliver'] };
  const steps = entered.slice(0, -1).map((event, index) => {
    const stage = String(event.data['stage']);
    return { stage, wall: (Date.parse(entered[index + 1]?.occurredAt ?? '') - Date.parse(event.occurredAt)) / 1000, cpu: cpuOf(COSTED[stage] ?? []) };
  });
  return { steps, cpuSeconds: costs.total.cpuSeconds };
}
