import { describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { Journal, type JournalEntry, type JournalStart } from './journal.ts';

const identity = {
  projectId: 'default',
  stream: 'track/trk_0',
  workflowId: 'track/trk_0',
  runId: 'run',
  actor: 'act_fermata',
};
const resumed: JournalEntry = { type: 'track.resumed', data: {} };
const tick = () => new Promise((resolve) => setImmediate(resolve));
const sequencesOf = (events: readonly NewEvent[]) => events.map(({ sequence }) => sequence);

class GapError extends Error {
  readonly missing: number;
  constructor(missing: number) {
    super(`event ${missing} is missing`);
    this.missing = missing;
  }
}

function journalOver(
  write: (events: readonly NewEvent[]) => Promise<void>,
  start: JournalStart = {},
) {
  const missingIn = (error: unknown) => (error instanceof GapError ? error.missing : null);
  return new Journal(identity, { write, missingIn }, () => new Date(0), start);
}

/** A journal over a store that accepts no gaps. `forge`: answers the next writes in its place. */
function forgeableJournal(start: JournalStart = {}) {
  const before = (start.sequence ?? 0) - (start.unconfirmed?.length ?? 0);
  const stored: number[] = [];
  const forged: (() => void)[] = [];
  const journal = journalOver(async (events) => {
    await tick();
    const forgery = forged.shift();
    if (forgery) return forgery();
    const expected = before + stored.length + 1;
    const [first] = sequencesOf(events);
    if (first !== undefined && first > expected) throw new GapError(expected);
    stored.push(...sequencesOf(events).filter((each) => each >= expected));
  }, start);
  const forge = (...answers: (() => void)[]): void => void forged.push(...answers);
  return { journal, stored, forge };
}
const succeed = (): void => undefined;
const fail = (): void => {
  throw new Error('not from the store');
};

/** A journal whose writes complete when the test resolves them. */
function steppedJournal() {
  const writes: { sequences: number[]; end: () => void }[] = [];
  const journal = journalOver(
    (events) =>
      new Promise((resolve) => writes.push({ sequences: sequencesOf(events), end: resolve })),
  );
  return { journal, writes };
}

describe('the journal', () => {
  it('writes each batch by itself, in order, while others are queued', async () => {
    const { journal, writes } = steppedJournal();
    const first = journal.append([resumed, resumed]);
    const second = journal.append([resumed]);
    const third = journal.append([resumed, resumed]);
    for (let written = 1; written <= 3; written++) {
      expect(writes).toHaveLength(written);
      writes.at(-1)?.end();
      await tick();
    }
    await Promise.all([first, second, third]);
    expect(writes.map(({ sequences }) => sequences)).toEqual([[1, 2], [3], [4, 5]]);
  });

  it('starts the write within the call, so that no await reorders batches', () => {
    const { journal, writes } = steppedJournal();
    void journal.append([resumed]);
    expect(writes).toHaveLength(1);
  });

  it('writes at most 100 events at once', async () => {
    const sizes: number[] = [];
    const journal = journalOver((events) => {
      sizes.push(events.length);
      return Promise.resolve();
    });
    await journal.append(Array.from({ length: 250 }, () => resumed));
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('continues the sequence of the previous run', async () => {
    const sequences: number[] = [];
    const journal = journalOver(
      (events) => {
        sequences.push(...sequencesOf(events));
        return Promise.resolve();
      },
      { sequence: 41 },
    );
    await journal.append([resumed]);
    expect(sequences).toEqual([42]);
    expect(journal.sequence).toBe(42);
  });

  it('uses the actor of an entry, else its own', async () => {
    const actors: string[] = [];
    const journal = journalOver((events) => {
      actors.push(...events.map(({ actor }) => actor));
      return Promise.resolve();
    });
    await journal.append([resumed, { ...resumed, actor: 'act_otto' }]);
    expect(actors).toEqual(['act_fermata', 'act_otto']);
  });

  it('fails the waiting callers when a write fails for good, and continues after the last stored event', async () => {
    const written: number[][] = [];
    let failing = false;
    const journal = journalOver(async (events) => {
      await tick();
      if (failing) throw new Error('another writer');
      written.push(sequencesOf(events));
    });
    await journal.append([resumed]);
    failing = true;
    const [failed, queued] = [journal.append([resumed]), journal.append([resumed])];
    await expect(failed).rejects.toThrow('another writer');
    await expect(queued).rejects.toThrow('another writer');
    failing = false;
    await expect(journal.flushed()).rejects.toThrow('another writer');
    await journal.flushed();
    await journal.append([resumed]);
    expect(written).toEqual([[1], [2]]);
  });

  it('writes again what the store lacks after forged answers', async () => {
    const { journal, stored, forge } = forgeableJournal();
    await journal.append([resumed]);
    forge(succeed, succeed);
    await Promise.all([journal.append([resumed, resumed]), journal.append([resumed])]);
    expect(stored).toEqual([1]);
    await journal.append([resumed]);
    await journal.flushed();
    expect(stored).toEqual([1, 2, 3, 4, 5]);
  });

  it('fills the gap even if an answer is forged while it does so', async () => {
    const { journal, stored, forge } = forgeableJournal();
    forge(succeed);
    await journal.append([resumed]);
    forge(
      () => {
        throw new GapError(1);
      },
      succeed,
      succeed,
    );
    await journal.append([resumed]);
    await journal.confirm();
    expect(stored).toEqual([1, 2]);
  });

  it('repeats a failed write, as the failure may be forged, three times at most', async () => {
    const { journal, stored, forge } = forgeableJournal();
    forge(fail, fail);
    await journal.append([resumed]);
    await journal.flushed();
    expect(stored).toEqual([1]);
    forge(fail, fail, fail);
    await expect(journal.append([resumed])).rejects.toThrow('not from the store');
  });

  it('confirms the last event, and so finds a forged last answer', async () => {
    const { journal, stored, forge } = forgeableJournal();
    forge(succeed);
    await journal.append([resumed, resumed]);
    expect([stored, sequencesOf(journal.unconfirmed)]).toEqual([[], [1, 2]]);
    await journal.confirm();
    expect([stored, journal.unconfirmed]).toEqual([[1, 2], []]);
  });

  it('writes again what an earlier run could not confirm', async () => {
    const earlier = forgeableJournal();
    earlier.forge(succeed);
    await earlier.journal.append([resumed, resumed]);
    const { sequence, unconfirmed } = earlier.journal;
    const { journal, stored } = forgeableJournal({ sequence, unconfirmed });
    await journal.append([resumed]);
    expect(stored).toEqual([1, 2, 3]);
  });

  it('fails for a gap in what an earlier run wrote', async () => {
    const { journal, forge } = forgeableJournal({ sequence: 7 });
    forge(() => {
      throw new GapError(7);
    });
    await expect(journal.append([resumed])).rejects.toThrow('event 7 is missing');
  });

  it('is flushed only when the last event is stored', async () => {
    const stored: number[] = [];
    const journal = journalOver(async (events) => {
      await tick();
      stored.push(...sequencesOf(events));
    });
    void journal.append([resumed]);
    await tick();
    void journal.append([resumed]);
    expect(journal.idle).toBe(false);
    await journal.flushed();
    expect(stored).toEqual([1, 2]);
    expect(journal.idle).toBe(true);
  });
});
