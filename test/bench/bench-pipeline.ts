import { cpus } from 'node:os';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { inLanes, workerMegabytes } from '../testing/under-load.ts';
import { bareTrack } from './bare-track.ts';
import type { BenchOptions } from './bench-options.ts';
import { STEP_OF } from './bench-track.ts';
import { finishTrack, type StageTimes } from './stage-times.ts';
import { percentile, slopeOf, sumOf } from './statistics.ts';
import { table } from './table.ts';

const CANDIDATES = 1;
const TEXTS = ['warm lo-fi bed for a study video', 'driving synthwave for a night ride'];
/**
 * Concurrent tracks of a batch: enough that no core is idle during a review or a polling interval.
 */
const MAX_IN_FLIGHT = 4;
/** Growth over a hundred tracks that still counts as flat, as a share of the memory. */
const FLAT_SHARE = 0.05;

/**
 * Measures the slow path: its steps and the bare engine calls, alternating; tracks per hour; memory
 * of the workers over many tracks. Wall and CPU in seconds.
 */
export async function benchPipeline({
  quick,
  tracks,
  services,
  log,
}: BenchOptions): Promise<object> {
  const seconds = quick ? 8 : 60;
  const rounds = quick ? 1 : 4;
  log(`Tracks of ${seconds} s on ${cpus().length} cores. Starting a separate stack …`);
  // Several tracks are polled at once, and the API allows an actor 20 reads a second.
  const own = await services.start((signal) =>
    startOwnStack({ signal, pollMs: 100 * MAX_IN_FLIGHT }),
  );
  try {
    // Warms up the worker; other seeds follow, so that nothing comes from the step cache.
    await finishTrack(own, { text: 'lo-fi', durationSeconds: 8, seed: 90 }, CANDIDATES);
    const through: StageTimes[] = [];
    const bare: Awaited<ReturnType<typeof bareTrack>>[] = [];
    for (let round = 0; round < rounds; round++) {
      const brief = {
        text: TEXTS[round % TEXTS.length] ?? '',
        durationSeconds: seconds,
        seed: 100 + round,
      };
      through.push(await finishTrack(own, brief, CANDIDATES));
      bare.push(await bareTrack(brief, CANDIDATES));
      const throughSeconds = sumOf((through.at(-1)?.steps ?? []).map(({ wall }) => wall));
      log(`round ${round + 1} of ${rounds}: ${throughSeconds.toFixed(1)} s through the platform`);
    }
    const steps = (through[0]?.steps ?? []).map(({ stage }) => {
      const wall = percentile(
        through.map((each) => each.steps.find((step) => step.stage === stage)?.wall ?? Number.NaN),
        0.5,
      );
      const name = stage in STEP_OF ? STEP_OF[stage as keyof typeof STEP_OF] : undefined;
      const floor = name
        ? percentile(
            bare.map((each) => each[name]),
            0.5,
          )
        : null;
      return {
        stage,
        wall,
        cpu:
          percentile(
            through.map(
              (each) => each.steps.find((step) => step.stage === stage)?.cpu ?? Number.NaN,
            ),
            0.5,
          ) || null,
        bareWall: floor,
        ratio: floor ? wall / floor : null,
      };
    });
    const bareWall = sumOf(steps.map((step) => step.bareWall ?? 0));
    const computed = sumOf(steps.filter((step) => step.bareWall !== null).map((step) => step.wall));
    const perHour = [];
    for (const length of quick ? [8] : [30, 60])
      perHour.push(await tracksAnHour(own, length, quick ? 1 : 8));
    const memory = await memoryOverTracks(own, tracks, log);
    const report = {
      stepsToBare: computed / bareWall,
      wallToBare: sumOf(steps.map((step) => step.wall)) / bareWall,
      seconds,
      rounds,
      candidates: CANDIDATES,
      cores: cpus().length,
      tracksAnHour: Object.fromEntries(perHour.map((each) => [`${each.seconds}s`, each])),
      memory,
      steps,
    };
    log(
      table(
        ['stage', 'wall s', 'engine CPU s', 'bare wall s', 'ratio'],
        steps.map((step) => [step.stage, step.wall, step.cpu, step.bareWall, step.ratio]),
      ),
    );
    log(
      `The steps of the slow path take ${report.stepsToBare.toFixed(2)} times the bare engine calls (aim 1.15), ` +
        `the whole way to the review ${report.wallToBare.toFixed(2)} times.`,
    );
    for (const each of perHour)
      log(
        `${each.tracksAnHour.toFixed(0)} tracks of ${each.seconds} s an hour: ` +
          `${(100 * each.computeFloorShare).toFixed(0)} % ` +
          `of what the engine's own CPU seconds allow on ${cpus().length} cores.`,
      );
    if (memory)
      log(
        `Workers after ${memory.tracks} tracks: ${memory.lastMb.toFixed(0)} MB, ` +
          `first ${memory.firstMb.toFixed(0)} MB, ` +
          `${memory.mbPerTrack.toFixed(2)} MB a track over the second half: ` +
          `${memory.flat ? 'flat' : 'not flat'}.`,
      );
    return report;
  } finally {
    await own.close();
  }
}

interface PerHour {
  readonly seconds: number;
  readonly tracks: number;
  readonly wallSeconds: number;
  readonly engineCpuSeconds: number;
  readonly tracksAnHour: number;
  readonly computeFloorShare: number;
}

/**
 * A batch of different tracks. The lower bound is the engine's CPU seconds spread evenly over all
 * cores.
 */
async function tracksAnHour(own: OwnStack, seconds: number, count: number): Promise<PerHour> {
  const start = performance.now();
  const done = await inLanes(
    count,
    (i) =>
      finishTrack(
        own,
        { text: TEXTS[i % TEXTS.length] ?? '', durationSeconds: seconds, seed: 1000 * seconds + i },
        CANDIDATES,
      ),
    MAX_IN_FLIGHT,
  );
  const wallSeconds = (performance.now() - start) / 1000;
  const engineCpuSeconds = sumOf(done.map(({ cpuSeconds }) => cpuSeconds));
  return {
    seconds,
    tracks: count,
    wallSeconds,
    engineCpuSeconds,
    tracksAnHour: (3600 * count) / wallSeconds,
    computeFloorShare: engineCpuSeconds / cpus().length / wallSeconds,
  };
}

interface Memory {
  readonly tracks: number;
  readonly firstMb: number;
  readonly lastMb: number;
  readonly maxMb: number;
  readonly mbPerTrack: number;
  readonly flat: boolean;
  readonly rssMb: readonly number[];
}

/**
 * Resident memory of both worker processes after each short track. The slope is that of the second
 * half, after the warm-up. Null if the system does not report memory.
 */
async function memoryOverTracks(
  own: OwnStack,
  count: number,
  log: (line: string) => void,
): Promise<Memory | null> {
  if (Number.isNaN(await workerMegabytes(own))) return null;
  const rssMb: number[] = [];
  await inLanes(
    count,
    async (i) => {
      await finishTrack(
        own,
        { text: TEXTS[i % TEXTS.length] ?? '', durationSeconds: 8, seed: 50_000 + i },
        CANDIDATES,
      );
      rssMb.push(await workerMegabytes(own));
      if (rssMb.length % 25 === 0)
        log(`${rssMb.length} tracks, workers ${rssMb.at(-1)?.toFixed(0)} MB`);
    },
    MAX_IN_FLIGHT,
  );
  const later = rssMb.slice(Math.floor(rssMb.length / 2));
  const mbPerTrack = slopeOf(later);
  const lastMb = rssMb.at(-1) ?? Number.NaN;
  return {
    tracks: count,
    firstMb: rssMb[0] ?? Number.NaN,
    lastMb,
    maxMb: Math.max(...rssMb),
    mbPerTrack,
    flat: 100 * mbPerTrack <= FLAT_SHARE * lastMb,
    rssMb,
  };
}
