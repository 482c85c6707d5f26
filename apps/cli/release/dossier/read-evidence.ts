import type { ApiClient } from '@fermata/clients/api';
import {
  CheckpointKeysView,
  CheckpointPage,
  type CheckpointView,
  EventPage,
  type LogEntryView,
  LogPage,
} from '@fermata/contracts/http';
import { parseJson, SignedCheckpoint } from '@fermata/contracts/values';
import type { Evidence } from './evidence.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';

/** Reads the events of a release from the log, with all that confirms them. Needs the role `operations`. */
export async function readEvidence(api: ApiClient, releaseId: string): Promise<Evidence> {
  const listed = await readPages(api, `/v1/releases/${releaseId}/events`, EventPage);
  const positions = listed.map(({ position }) => position);
  const events: LogEntryView[] = [];
  for (const position of positions) {
    // One page of the log holds several of the positions.
    if (position <= (events.at(-1)?.position ?? 0)) continue;
    const page = await logAfter(api, position - 1);
    const wanted = new Set(positions);
    events.push(...page.filter((entry) => wanted.has(entry.position)));
  }
  const last = events.at(-1)?.position ?? 0;
  const checkpoint = await firstCheckpointAt(api, last);
  return {
    events,
    link: checkpoint === null ? [] : await logBetween(api, last, positionOf(checkpoint) ?? last),
    checkpoint,
    keys: (await api.get('/v1/audit/keys', CheckpointKeysView)).keys,
  };
}

async function logAfter(api: ApiClient, position: number): Promise<LogEntryView[]> {
  const { items } = await api.get('/v1/audit/log', LogPage, {
    cursor: String(position),
    limit: PAGE_SIZE,
  });
  return items;
}

/** The log after `from`, up to and with `to`. */
async function logBetween(api: ApiClient, from: number, to: number): Promise<LogEntryView[]> {
  const entries: LogEntryView[] = [];
  for (let position = from; position < to;) {
    const page = await logAfter(api, position);
    entries.push(...page.filter((entry) => entry.position <= to));
    const last = page.at(-1)?.position;
    if (last === undefined) break;
    position = last;
  }
  return entries;
}

/**
 * The first checkpoint at or after a position. Their positions ascend with their numbers, so that a
 * search by halves needs few requests.
 */
async function firstCheckpointAt(api: ApiClient, position: number): Promise<CheckpointView | null> {
  const read = async (number: number): Promise<CheckpointView | null> => {
    const query = { cursor: String(number - 1), limit: 1 };
    const { items } = await api.get('/v1/audit/checkpoints', CheckpointPage, query);
    return items[0] ?? null;
  };
  const isEnough = async (number: number): Promise<boolean> => {
    const checkpoint = await read(number);
    return checkpoint === null || (positionOf(checkpoint) ?? 0) >= position;
  };
  let high = 1;
  while (!(await isEnough(high))) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isEnough(middle)) high = middle;
    else low = middle;
  }
  return read(high);
}

/** Null if the text is no checkpoint. */
const positionOf = ({ text }: CheckpointView): number | null =>
  SignedCheckpoint.safeParse(parseJson(text)).data?.position ?? null;
