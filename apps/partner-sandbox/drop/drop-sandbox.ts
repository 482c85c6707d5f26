import { z } from 'zod';
import { Answer, rejected } from './answer.ts';
import { createMessageJudge } from './judge-message.ts';
import type { Store } from './store.ts';

/** Other files are not for this shop: those that are being written have a name that begins with a dot. */
const NAME = /^(rel_[0-9a-f]{24}-[0-9a-f]{12})\.([a-z]+)\.([0-9a-f]{24})\.json$/;
const ORDER = ['reserve', 'deliver', 'confirm', 'update', 'takedown'];
const Earlier = z.intersection(z.object({ messageId: z.string() }), Answer);

/**
 * The shop behind a drop folder: answers each message once. It finds its answers in the acknowledgements themselves, so
 * it can be started again.
 */
export function createDropSandbox(store: Store) {
  const judge = createMessageJudge(store);

  /** Answers the messages that have no answer yet; resolves to their number. */
  async function pass(): Promise<number> {
    const names = await store.list('messages');
    const messages = names
      .flatMap((name) => {
        const [, reference = '', type = '', messageId = ''] = NAME.exec(name) ?? [];
        return reference === '' ? [] : [{ name, reference, type, messageId }];
      })
      .toSorted((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
    let answered = 0;
    for (const { name, ...said } of messages) {
      const earlier = await readEarlier(said.reference);
      if (earlier.some(({ messageId }) => messageId === said.messageId)) continue;
      const bytes = await store.read(`messages/${name}`);
      if (bytes === null) continue;
      await acknowledge(said.reference, said.messageId, await judge(bytes, said, earlier));
      answered += 1;
    }
    return answered;
  }

  async function readEarlier(reference: string): Promise<z.infer<typeof Earlier>[]> {
    const names = (await store.list('acknowledgements')).filter((name) =>
      name.startsWith(`${reference}.`),
    );
    const texts = await Promise.all(
      names.toSorted().map((name) => store.read(`acknowledgements/${name}`)),
    );
    return texts.map((bytes) => Earlier.parse(JSON.parse(Buffer.from(bytes ?? []).toString())));
  }

  /** In the next file of the reservation. */
  async function acknowledge(reference: string, messageId: string, answer: Answer): Promise<void> {
    const sequence = (await readEarlier(reference)).length + 1;
    await store.write(
      `acknowledgements/${reference}.${String(sequence).padStart(6, '0')}.json`,
      JSON.stringify({
        ...answer,
        ...{ schemaVersion: '2', reference, sequence, messageId, at: new Date().toISOString() },
      }),
    );
  }

  return {
    pass,
    /** The shop reports its usage of a period, in the next file of it. */
    async reportUsage(
      period: string,
      reports: readonly { readonly reference: string; readonly lines: readonly object[] }[],
    ): Promise<void> {
      const names = (await store.list('usage')).filter((name) => name.startsWith(`${period}.`));
      const sequence = String(names.length + 1).padStart(6, '0');
      await store.write(
        `usage/${period}.${sequence}.json`,
        JSON.stringify({ schemaVersion: '2', reports }),
      );
    },
    /** The shop changes its mind about an accepted or live release. */
    reject: (reference: string, reason: string): Promise<void> =>
      acknowledge(reference, 'complaint', rejected('complaint', reason)),
  };
}
