import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { DEADLINE_MS, type PreviewView } from '@fermata/contracts/http';
import { recipeIdOf, type Style, STYLES } from '@fermata/contracts/values';
import { currentEngine } from '@fermata/music';
import { startOwnStack } from '../testing/own-stack.ts';
import { barePreview, openBareEngine, previewRecipeOf } from './bare-engine.ts';
import type { BenchOptions } from './bench-options.ts';
import { PreviewClient, type PreviewExchange } from './preview-client.ts';
import { type Summary, summary } from './statistics.ts';
import { table } from './table.ts';

const TRACK_SECONDS = 30;
const FIRST_SEED = 1000;
/** Offset of the seeds for previews fetched by their URL, so that these are fresh as well. */
const OTHER_SEEDS = 100_000;
type Row =
  | 'bare'
  | 'fresh'
  | 'part'
  | 'cached'
  | 'freshByAddress'
  | 'partByAddress'
  | 'cachedByAddress'
  | 'cachedJson'
  | 'empty';
/** No fallbacks while ratios are measured; deadlines are measured separately. */
const MAX_DEADLINE_MS = DEADLINE_MS.max;
/** Allowance for the network and the benchmark's timers when an answer comes at the deadline. */
const SLACK_MS = 25;

/**
 * Compares previews over HTTP with the bare engine in one thread, alternating on one machine; then
 * measures previews beside a batch, and with the preview service killed. Milliseconds.
 */
export async function benchPreview({ quick, services, log }: BenchOptions): Promise<object> {
  const rounds = quick ? 3 : 104;
  log(
    `Previews of 8 s, all parts, ${rounds} rounds over ${STYLES.length} styles ` +
      `on ${cpus().length} cores. Starting a separate stack …`,
  );
  const build = await currentEngine();
  const bare = openBareEngine(build);
  const own = await services.start((signal) => startOwnStack({ signal }));
  const client = new PreviewClient(own.testStack);
  try {
    const times: Record<Row, number[]> = {
      bare: [],
      fresh: [],
      part: [],
      cached: [],
      freshByAddress: [],
      partByAddress: [],
      cachedByAddress: [],
      cachedJson: [],
      empty: [],
    };
    let sameRecipe = 0;
    let seed = FIRST_SEED;
    log('Warming up both sides …');
    for (const style of STYLES) {
      await barePreview(bare, previewRecipeOf(build, { style, seed, seconds: TRACK_SECONDS }));
      await retryUntilSource(() => client.fresh(style, seed, MAX_DEADLINE_MS), 'fresh');
      seed++;
    }
    for (let round = 0; round < rounds; round++) {
      const style = STYLES[round % STYLES.length] ?? 'lo-fi';
      const recipe = previewRecipeOf(build, { style, seed, seconds: TRACK_SECONDS });
      // The second caller finds a warmer processor cache, so they alternate.
      const bareFirst = round % 2 === 0;
      if (bareFirst) times.bare.push((await barePreview(bare, recipe)).ms);
      const fresh = await retryUntilSource(
        () => client.fresh(style, seed, MAX_DEADLINE_MS),
        'fresh',
      );
      if (!bareFirst) times.bare.push((await barePreview(bare, recipe)).ms);
      const cached = await retryUntilSource(
        () => client.fresh(style, seed, MAX_DEADLINE_MS),
        'cached',
      );
      const parts = fresh.view.parts.map(({ part }) => part);
      const change = { part: parts[round % parts.length] };
      const part = await retryUntilSource(
        () => client.vary(fresh.view.previewId, change, MAX_DEADLINE_MS),
        'fresh',
      );
      const other = await retryUntilSource(
        () => client.freshByAddress(style, OTHER_SEEDS + seed, MAX_DEADLINE_MS),
        'fresh',
      );
      const otherCached = await retryUntilSource(
        () => client.freshByAddress(style, OTHER_SEEDS + seed, MAX_DEADLINE_MS),
        'cached',
      );
      const otherPart = await retryUntilSource(
        () => client.varyByAddress(other.view.previewId, change, MAX_DEADLINE_MS),
        'fresh',
      );
      times.fresh.push(fresh.completeMs);
      times.cached.push(cached.completeMs);
      times.part.push(part.completeMs);
      times.freshByAddress.push(other.completeMs);
      times.cachedByAddress.push(otherCached.completeMs);
      times.cachedJson.push(otherCached.answerMs);
      times.partByAddress.push(otherPart.completeMs);
      times.empty.push(await client.empty());
      sameRecipe += fresh.view.recipeId === recipeIdOf(recipe) ? 1 : 0;
      seed++;
      if ((round + 1) % 26 === 0)
        log(
          `${round + 1} rounds: fresh ${summary(times.fresh).p50.toFixed(0)} ms, ` +
            `bare ${summary(times.bare).p50.toFixed(0)} ms`,
        );
    }
    const {
      bare: bareMs,
      fresh,
      part,
      cached,
      freshByAddress,
      partByAddress,
      cachedByAddress,
      cachedJson,
      empty,
    } = times;
    const alone: Record<Row, Summary> = {
      bare: summary(bareMs),
      fresh: summary(fresh),
      part: summary(part),
      cached: summary(cached),
      freshByAddress: summary(freshByAddress),
      partByAddress: summary(partByAddress),
      cachedByAddress: summary(cachedByAddress),
      cachedJson: summary(cachedJson),
      empty: summary(empty),
    };

    log('Beside a batch of tracks …');
    const tracks = await Promise.all(
      Array.from({ length: quick ? 1 : 4 }, (_, i) =>
        own.testStack.create({
          brief: { text: 'synthwave', durationSeconds: quick ? 20 : 120, seed: 500 + i },
        }),
      ),
    );
    await own.testStack.until('the batch at work', async () =>
      (await own.testStack.track(tracks[0] ?? '').catch(() => undefined))?.stage === 'stems'
        ? true
        : undefined,
    );
    const beside = await askInTurn(quick ? 2 : 40, (style, i) =>
      client.fresh(style, seed + i, DEADLINE_MS.usual),
    );
    seed += 100;

    log('With the preview service killed …');
    const service = own.stack.serviceNames.find((name) => String(name) === 'preview');
    if (!service) throw new Error('this stack has no preview service');
    await own.stack.service(service).kill('SIGKILL');
    const killed = await askInTurn(quick ? 2 : 40, (style, i) =>
      client.fresh(style, seed + i, DEADLINE_MS.usual),
    );

    const report = {
      freshToBareP95: alone.fresh.p95 / alone.bare.p95,
      freshToBareP50: alone.fresh.p50 / alone.bare.p50,
      cachedP95Ms: alone.cached.p95,
      cachedP50Ms: alone.cached.p50,
      partToFreshP50: alone.part.p50 / alone.fresh.p50,
      partToFreshP95: alone.part.p95 / alone.fresh.p95,
      besideBatchInsideDeadline: beside.insideDeadline,
      killedInsideDeadline: killed.insideDeadline,
      cores: cpus().length,
      rounds,
      sameRecipe,
      endToEnd:
        'from the request to the last byte of the WAV, which is the answer (Accept: audio/wav); ' +
        '…ByAddress: JSON, then the WAV from the address in it; ' +
        'cachedJson: the JSON alone; empty: GET /health/live',
      aloneMs: alone,
      besideBatch: beside,
      killed,
    };
    log(
      table(
        ['ms', 'p50', 'p95', 'p99', 'most'],
        Object.entries(alone).map(([name, s]) => [name, s.p50, s.p95, s.p99, s.max]),
      ),
    );
    log(
      `Fresh p95 is ${report.freshToBareP95.toFixed(2)} times the bare engine's (aim 1.2), ` +
        `cached p95 ${report.cachedP95Ms.toFixed(1)} ms (aim 15), ` +
        `one part changed ${report.partToFreshP50.toFixed(2)} of fresh (aim 0.5).`,
    );
    for (const [name, part] of [
      ['beside a batch', beside],
      ['with the service killed', killed],
    ] as const)
      log(
        `${name}: ${(100 * part.insideDeadline).toFixed(1)} % answered within ${DEADLINE_MS.usual} ms, ` +
          `slowest ${part.answerMs.max.toFixed(0)} ms; ` +
          Object.entries(part.by)
            .map(([what, count]) => `${count} ${what}`)
            .join(', '),
      );
    return report;
  } finally {
    client.close();
    await own.close();
  }
}

/**
 * Repeats the request until the answer has this source. Waits for rate limits and service starts
 * are not measured.
 */
async function retryUntilSource(
  ask: () => Promise<PreviewExchange>,
  source: PreviewView['source'],
): Promise<PreviewExchange & { view: PreviewView }> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const exchange = await ask();
    if (exchange.view?.source === source) return { ...exchange, view: exchange.view };
    if (exchange.view && source === 'fresh' && exchange.view.source === 'cached')
      throw new Error(
        `preview ${exchange.view.previewId} came from the cache instead of being made`,
      );
    await pause(1000 * Math.max(0.25, exchange.retryAfterSeconds));
  }
  throw new Error(`no preview came as "${source}" in 40 attempts`);
}

/**
 * Sends requests with the usual deadline: time to the last byte, sources, and the share within the
 * deadline.
 */
async function askInTurn(
  count: number,
  ask: (style: Style, i: number) => Promise<PreviewExchange>,
): Promise<{ insideDeadline: number; answerMs: Summary; by: Record<string, number> }> {
  const answers: number[] = [];
  const by: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const exchange = await ask(STYLES[i % STYLES.length] ?? 'lo-fi', i);
    const what = exchange.view?.source ?? `refused ${exchange.status}`;
    by[what] = (by[what] ?? 0) + 1;
    answers.push(exchange.completeMs);
  }
  return {
    insideDeadline: answers.filter((ms) => ms <= DEADLINE_MS.usual + SLACK_MS).length / count,
    answerMs: summary(answers),
    by,
  };
}
