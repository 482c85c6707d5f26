import { cpus } from 'node:os';
import { type GatedShop, startGatedShop } from '../testing/gated-shop.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { inLanes } from '../testing/under-load.ts';
import type { BenchOptions } from './bench-options.ts';
import { OwnAnswerTimes } from './own-answer-times.ts';
import { summary, sumOf } from './statistics.ts';
import { table } from './table.ts';

const PARTNERS = ['north', 'south', 'west'] as const;
const POLL_MS = 1000;

interface Release {
  readonly trackId: string;
  readonly title: string;
}
/** Milliseconds since 1970, from the events. */
interface Life {
  readonly approvedAt: number;
  readonly liveAt: number;
}

/**
 * Approves finished tracks all at once, and measures until each is live at three partners, beside the time that the
 * partners take for themselves to answer requests and to decide. A proxy in this process measures that time, so the
 * proxy's work is part of the wall time. The production of the tracks is not measured.
 */
export async function benchRelease({ quick, services, log }: BenchOptions): Promise<object> {
  const count = quick ? 3 : 60;
  log(
    `${count} releases to ${PARTNERS.length} partners on ${cpus().length} cores. ` +
      'Starting the partners and a separate stack …',
  );
  const times = PARTNERS.map(() => new OwnAnswerTimes());
  const shops = await Promise.all(
    PARTNERS.map((partner, i) =>
      services.start(() => startGatedShop(partner, (message) => times[i]?.add(message))),
    ),
  );
  const own = await services.start((signal) =>
    startOwnStack({
      signal,
      pollMs: POLL_MS,
      env: { FERMATA_COMMANDS_PER_MINUTE: '100000', ...environmentOf(shops) },
    }),
  );
  for (const shop of shops) shop.connect(own.testStack.variable('FERMATA_API_URL'));

  log('Making the tracks …');
  const releases = await makeTracks(own, count);
  log('Approving them …');
  const lives = await releaseAll(own, releases);

  const seconds = lives.map(({ approvedAt, liveAt }) => (liveAt - approvedAt) / 1000);
  const ownSeconds = times.map((partner) => releases.map(({ title }) => partner.seconds(title)));
  const slowest = releases.map((_, i) => Math.max(...ownSeconds.map((each) => each[i] ?? 0)));
  const wallSeconds =
    (Math.max(...lives.map(({ liveAt }) => liveAt)) -
      Math.min(...lives.map(({ approvedAt }) => approvedAt))) /
    1000;
  const partnerSeconds = sumOf(ownSeconds.flat());
  const report = {
    releases: count,
    wallSeconds,
    releasesAnHour: (3600 * count) / wallSeconds,
    partnerSeconds,
    wallToPartners: wallSeconds / partnerSeconds,
    approvalToLive: summary(seconds),
    slowestPartner: summary(slowest),
    partners: Object.fromEntries(
      PARTNERS.map((partner, i) => [
        partner,
        { messages: times[i]?.messages ?? 0, ownSeconds: summary(ownSeconds[i] ?? []) },
      ]),
    ),
    cores: cpus().length,
  };
  const row = (name: string, values: readonly number[]) => {
    const { p50, p95, max } = summary(values);
    return [name, p50, p95, max];
  };
  log(
    table(
      ['seconds of a release', 'p50', 'p95', 'max'],
      [
        row('from approval to live at all', seconds),
        ...PARTNERS.map((partner, i) => row(`${partner} for itself`, ownSeconds[i] ?? [])),
        row('slowest partner for itself', slowest),
      ],
    ),
  );
  log(
    `${count} releases to ${PARTNERS.length} partners in ${wallSeconds.toFixed(1)} s: ` +
      `${report.releasesAnHour.toFixed(0)} an hour, ${report.wallToPartners.toFixed(2)} times the ` +
      `${partnerSeconds.toFixed(1)} s that the partners took for themselves, added up.`,
  );
  return report;
}

const environmentOf = (shops: readonly GatedShop[]): Record<string, string> =>
  Object.fromEntries(shops.flatMap(({ env }) => Object.entries(env)));

/** Short tracks of one candidate, up to their review. */
async function makeTracks({ testStack }: OwnStack, count: number): Promise<Release[]> {
  const releases = await inLanes(count, async (i) => {
    const title = `Release ${i + 1}`;
    const trackId = await testStack.create({
      brief: { text: 'lo-fi', title, durationSeconds: 5, seed: 20_000 + i },
      release: { partners: [...PARTNERS] },
    });
    return { trackId, title };
  });
  for (const { trackId } of releases) await testStack.stage(trackId, 'review');
  return releases;
}

async function releaseAll({ testStack }: OwnStack, releases: readonly Release[]): Promise<Life[]> {
  await inLanes(releases.length, async (i) => {
    await testStack.decide(releases[i]?.trackId ?? '', 'approve');
  });
  const lives: Life[] = [];
  for (const { trackId } of releases) {
    await testStack.stage(trackId, 'published');
    const events = await testStack.events(trackId);
    const timeOf = (type: string): number =>
      Date.parse(events.find((event) => event.type === type)?.occurredAt ?? '');
    lives.push({ approvedAt: timeOf('review.decided'), liveAt: timeOf('track.published') });
  }
  return lives;
}
