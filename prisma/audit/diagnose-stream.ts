import type { AuditFinding } from '../catalogue.ts';
import { FIRST_PREV_HASH } from '../events/hash-event.ts';

/** One event of a chain: where it stands, what it is chained to, and the sequence that its hash speaks of (null: its hash speaks of nothing that stands there). */
export type ChainLink = {
  sequence: number;
  position: number;
  prevHash: string;
  hash: string;
  type: string;
  trueSequence: number | null;
};

/** Names what was done to a stream, from its links in the order of their present sequences. Empty when nothing was. */
export function diagnoseStream(stream: string, links: readonly ChainLink[]): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const report = (
    kind: AuditFinding['kind'],
    link: Pick<ChainLink, 'sequence'> & { position: number | null },
    detail: string,
  ) => findings.push({ kind, stream, sequence: link.sequence, position: link.position, detail });

  const inserted = insertedAmong(links);
  for (const link of inserted)
    report(
      'inserted',
      link,
      `event ${link.sequence} (${link.type}) was put into the chain: no event of the chain is linked to it`,
    );

  // Where each genuine event belongs; a changed one stays where its neighbours leave it room.
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
      `event ${link.sequence} (${link.type}) was event ${link.trueSequence ?? 'unknown'} when it was written`,
    );

  const byPlace = new Map(placed.map(({ place, link }) => [place, link]));
  for (let place = 1; place < Math.max(...byPlace.keys(), 0); place += 1) {
    if (!byPlace.has(place))
      report(
        'missing',
        { sequence: place, position: null },
        `event ${place} is gone from the chain`,
      );
  }

  for (const { place, link } of placed) {
    if (link.trueSequence === null)
      report(
        'changed',
        link,
        `event ${link.sequence} (${link.type}) does not have its hash any more`,
      );
    else if (isRelinked(place, link, byPlace))
      report(
        'changed',
        link,
        `event ${link.sequence} (${link.type}) was written anew: the chain goes on from another hash`,
      );
  }

  let last: ChainLink | undefined;
  for (const { link } of [...placed].sort((a, b) => a.place - b.place)) {
    if (last !== undefined && link.position < last.position && !moved.has(link) && !moved.has(last))
      report(
        'reordered',
        link,
        `event ${link.sequence} (${link.type}) has position ${link.position}, before that of event ${last.sequence}`,
      );
    last = link;
  }
  return findings.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

/** Events that the chain passes by: another event claims the same place, or they are linked to nothing on either side. */
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

/** Gives each changed event, whose place its hash no longer tells, the place that its hash is linked from or that it follows. */
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

/** An event that carries a right hash of its own, while its neighbours remember another one. */
function isRelinked(
  place: number,
  link: ChainLink,
  byPlace: ReadonlyMap<number, ChainLink>,
): boolean {
  const before = byPlace.get(place - 1);
  const next = byPlace.get(place + 1);
  const afterNext = byPlace.get(place + 2);
  // What a changed event remembers proves nothing about its neighbours.
  const isIntact = (one: ChainLink | undefined): one is ChainLink =>
    one !== undefined && one.trueSequence !== null;
  const areLinked = (one: ChainLink | undefined, two: ChainLink | undefined): boolean =>
    !isIntact(one) || !isIntact(two) || one.hash === two.prevHash;
  if (place === 1 && link.prevHash !== FIRST_PREV_HASH) return true;
  if (areLinked(link, next)) return false;
  // Of two that do not fit, the one that does not fit its other neighbour either was written anew.
  const nextIsWrong = !areLinked(next, afterNext);
  return !nextIsWrong || !areLinked(before, link);
}
