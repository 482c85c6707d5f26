import { FIRST_PREV_HASH } from '../events/hash-event.ts';
import type { AuditIssue } from './audit-issue.ts';

/** One event of a chain. `trueSequence`: the sequence that its hashes cover, null if a hash does not match. */
export type ChainLink = {
  sequence: number;
  position: number;
  prevHash: string;
  hash: string;
  type: string;
  trueSequence: number | null;
};

/** Finds the damage to a stream from its links, ordered by their present sequences. Empty for an intact stream. */
export function diagnoseStream(stream: string, links: readonly ChainLink[]): AuditIssue[] {
  const issues: AuditIssue[] = [];
  const report = (
    kind: AuditIssue['kind'],
    link: Pick<ChainLink, 'sequence'> & { position: number | null },
    detail: string,
  ) => issues.push({ kind, stream, sequence: link.sequence, position: link.position, detail });

  const inserted = insertedAmong(links);
  for (const link of inserted)
    report(
      'inserted',
      link,
      `event ${link.sequence} (${link.type}) was inserted: no event of the chain is linked to it`,
    );

  // The place of each genuine event; a changed one is placed by its neighbours.
  const genuine = links.filter((link) => !inserted.has(link));
  const placed = placeChanged(genuine);

  const moved = new Set(
    placed
      .filter(
        ({ place }, index) =>
          placed.slice(0, index).some((other) => other.place > place) ||
          placed.slice(index + 1).some((other) => other.place < place),
      )
      .map(({ link }) => link),
  );
  for (const link of moved)
    report(
      'reordered',
      link,
      `event ${link.sequence} (${link.type}) was written as event ${link.trueSequence ?? 'unknown'}`,
    );

  const byPlace = new Map(placed.map(({ place, link }) => [place, link]));
  for (let place = 1; place < Math.max(...byPlace.keys(), 0); place += 1) {
    if (!byPlace.has(place))
      report(
        'missing',
        { sequence: place, position: null },
        `event ${place} is missing from the chain`,
      );
  }

  for (const { place, link } of placed) {
    if (link.trueSequence === null)
      report(
        'changed',
        link,
        `the hash of event ${link.sequence} (${link.type}) does not match its content`,
      );
    else if (isRelinked(place, link, byPlace))
      report(
        'changed',
        link,
        `event ${link.sequence} (${link.type}) was rewritten: the chain continues from another hash`,
      );
  }

  return issues.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

/** Inserted events: another event has the same place, or they are linked on neither side. */
function insertedAmong(links: readonly ChainLink[]): Set<ChainLink> {
  const linkedTo = new Set(links.map(({ prevHash }) => prevHash));
  const hashes = new Set([FIRST_PREV_HASH, ...links.map(({ hash }) => hash)]);
  const inserted = new Set<ChainLink>();
  for (const link of links) {
    if (linkedTo.has(link.hash)) continue;
    const place = link.trueSequence ?? link.sequence;
    const rivals = links.filter(
      (other) =>
        other !== link &&
        !inserted.has(other) &&
        (other.trueSequence === place ||
          (other.trueSequence !== null && other.prevHash === link.prevHash)),
    );
    if (rivals.length > 0 || !hashes.has(link.prevHash)) inserted.add(link);
  }
  return inserted;
}

/** Places each changed event, whose hash does not reveal its place, before its successor or after its predecessor. */
function placeChanged(links: readonly ChainLink[]): { place: number; link: ChainLink }[] {
  return links.map((link) => {
    if (link.trueSequence !== null) return { place: link.trueSequence, link };
    const next = links.find(
      ({ prevHash, trueSequence }) => prevHash === link.hash && trueSequence !== null,
    );
    const before = links.find(
      ({ hash, trueSequence }) => hash === link.prevHash && trueSequence !== null,
    );
    if (next?.trueSequence != null) return { place: next.trueSequence - 1, link };
    if (before?.trueSequence != null) return { place: before.trueSequence + 1, link };
    return { place: link.sequence, link };
  });
}

/** An event whose hash is valid, but its neighbours are linked to another hash. */
function isRelinked(
  place: number,
  link: ChainLink,
  byPlace: ReadonlyMap<number, ChainLink>,
): boolean {
  const before = byPlace.get(place - 1);
  const next = byPlace.get(place + 1);
  const afterNext = byPlace.get(place + 2);
  // The links of a changed event prove nothing about its neighbours.
  const isIntact = (one: ChainLink | undefined): one is ChainLink =>
    one !== undefined && one.trueSequence !== null;
  const areLinked = (one: ChainLink | undefined, two: ChainLink | undefined): boolean =>
    !isIntact(one) || !isIntact(two) || one.hash === two.prevHash;
  if (place === 1 && link.prevHash !== FIRST_PREV_HASH) return true;
  if (areLinked(link, next)) return false;
  // Of two events that do not fit, the one that also does not fit its other neighbour was rewritten.
  const nextIsWrong = !areLinked(next, afterNext);
  return !nextIsWrong || !areLinked(before, link);
}
