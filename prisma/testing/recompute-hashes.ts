import type { FreshDatabase } from '../../test/fresh-database.ts';
import { EventRow } from '../events/event-row.ts';
import { contentSha256Of, FIRST_PREV_HASH, hashEvent } from '../events/hash-event.ts';
import { connectTo } from './fresh-catalogue.ts';

/**
 * Rehashes every event of the log, as an owner of the database can. `onlyStream`: only the events of one stream, each
 * linked to the present hash of the previous event in the log.
 */
export async function recomputeHashes(database: FreshDatabase, onlyStream?: string): Promise<void> {
  const client = await connectTo(database.adminUrl);
  await client.query('ALTER TABLE event DISABLE TRIGGER ALL');
  const { rows } = await client.query('SELECT * FROM event ORDER BY position');
  const ends = new Map<string, string>();
  let logPrevHash = FIRST_PREV_HASH;
  for (const event of rows.map((row: unknown) => EventRow.parse(row))) {
    const place = {
      contentSha256: contentSha256Of(event),
      position: event.position,
      prevHash: ends.get(event.stream) ?? FIRST_PREV_HASH,
      logPrevHash,
    };
    const isOurs = onlyStream === undefined || event.stream === onlyStream;
    const hash = isOurs ? hashEvent(place) : event.hash;
    if (isOurs)
      await client.query(
        'UPDATE event SET content_sha256 = $2, prev_hash = $3, log_prev_hash = $4, hash = $5 WHERE position = $1',
        [event.position, place.contentSha256, place.prevHash, logPrevHash, hash],
      );
    ends.set(event.stream, hash);
    logPrevHash = hash;
  }
  await client.query('ALTER TABLE event ENABLE TRIGGER ALL');
}
