import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Message, type Metadata, type Recording } from './message.ts';
import type { Store } from './store.ts';

const text = z.string();
const Answer = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['received', 'taken-down']) }),
  z.object({ status: z.enum(['accepted', 'live']), url: text }),
  z.object({ status: z.literal('rejected'), code: text, reason: text }),
  z.object({
    status: z.literal('needs-fix'),
    fields: z.array(z.object({ field: text, reason: text })),
  }),
  z.object({ status: z.literal('updated'), metadataVersion: z.number(), url: text }),
  z.object({
    status: z.literal('update-rejected'),
    metadataVersion: z.number(),
    url: text,
    code: text,
    reason: text,
  }),
]);
type Answer = z.infer<typeof Answer>;

/** Other files are not for this shop: those that are being written have a name that begins with a dot. */
const NAME = /^(rel_[0-9a-f]{24}-[0-9a-f]{12})\.([a-z]+)\.([0-9a-f]{24})\.json$/;
const ORDER = ['reserve', 'deliver', 'confirm', 'update', 'takedown'];
const Earlier = z.intersection(z.object({ messageId: text }), Answer);

const rejected = (code: string, reason: string): Answer => ({ status: 'rejected', code, reason });

/** The version of the metadata that is on sale; null if nothing is. */
function shownVersion(last: Answer): number | null {
  if (last.status === 'live') return 1;
  return last.status === 'updated' || last.status === 'update-rejected'
    ? last.metadataVersion
    : null;
}

/** A release on sale stays there with its earlier metadata. For any other release the last answer is repeated. */
function updateRejected(last: Answer, url: string, code: string, reason: string): Answer {
  const metadataVersion = shownVersion(last);
  return metadataVersion === null
    ? last
    : { status: 'update-rejected', metadataVersion, url, code, reason };
}

/**
 * The shop behind a drop folder: answers each message once. It finds its answers in the acknowledgements themselves, so
 * it can be started again.
 */
export function createDropSandbox(store: Store) {
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

  async function judge(
    bytes: Uint8Array,
    said: { readonly reference: string; readonly type: string; readonly messageId: string },
    earlier: readonly Answer[],
  ): Promise<Answer> {
    const { reference } = said;
    const url = `https://drop-shop.example/${reference}`;
    const last = earlier.at(-1);
    // An invalid update does not end the sale.
    const invalid = (reason: string): Answer =>
      said.type === 'update' && last !== undefined
        ? updateRejected(last, url, 'invalid-message', reason)
        : rejected('invalid-message', reason);
    const message = parse(bytes);
    if (typeof message === 'string') return invalid(message);
    if (
      message.reference !== reference ||
      message.type !== said.type ||
      message.messageId !== said.messageId
    )
      return invalid('Its reference, type or id is not that of the file name.');
    switch (message.type) {
      case 'reserve':
        return { status: 'received' };
      case 'deliver': {
        if (!earlier.some(({ status }) => status === 'received'))
          return rejected('not-reserved', 'There is no reservation for this delivery.');
        // A delivery after the decision does not change it.
        if (last !== undefined && last.status !== 'received' && last.status !== 'needs-fix')
          return last;
        const issue =
          (await fileIssue(reference, message.files)) ??
          recordingIssue(message.metadata.recordings ?? [], message.files);
        return issue ?? titleAnswer(message.metadata.title, earlier) ?? { status: 'accepted', url };
      }
      case 'confirm':
        return last?.status === 'accepted'
          ? { status: 'live', url }
          : rejected('not-accepted', 'Only an accepted release can go on sale.');
      case 'update': {
        if (last === undefined)
          return rejected('not-reserved', 'There is no reservation for this update.');
        const shown = shownVersion(last);
        if (shown !== null && message.metadataVersion <= shown)
          return updateRejected(last, url, 'stale-metadata', `It shows version ${shown} already.`);
        if (/\breject\b/i.test(message.metadata.title))
          return updateRejected(last, url, 'editorial', 'The editors do not want these metadata.');
        if (codesOf(message.metadata) !== codesOf(await readDelivered(reference)))
          return updateRejected(
            last,
            url,
            'recordings-changed',
            'The recordings of a release never change.',
          );
        return shown === null
          ? last
          : { status: 'updated', metadataVersion: message.metadataVersion, url };
      }
      case 'takedown':
        return { status: 'taken-down' };
    }
  }

  /** The metadata that was delivered. */
  async function readDelivered(reference: string): Promise<Metadata | null> {
    const isDelivery = (name: string): boolean => name.startsWith(`${reference}.deliver.`);
    for (const name of (await store.list('messages')).filter(isDelivery)) {
      const message = parse((await store.read(`messages/${name}`)) ?? new Uint8Array());
      if (typeof message !== 'string' && message.type === 'deliver') return message.metadata;
    }
    return null;
  }

  async function fileIssue(
    reference: string,
    files: Extract<Message, { type: 'deliver' }>['files'],
  ): Promise<Answer | null> {
    for (const { path, bytes, sha256 } of files) {
      const [root, folder, name, ...rest] = path.split('/');
      const isOwn = root === 'files' && folder === reference && rest.length === 0;
      // No other path is read: it could leave the folder.
      if (!isOwn || !/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name ?? ''))
        return rejected('wrong-path', `A path is not that of a file in files/${reference}.`);
      const content = await store.read(path);
      if (content === null) return rejected('missing-file', `${path} is not there.`);
      if (content.byteLength !== bytes)
        return rejected('wrong-size', `${path} has ${content.byteLength} bytes, not ${bytes}.`);
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        return rejected('wrong-hash', `${path} has another sha256 than its message says.`);
    }
    return null;
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

/** The answer that a title asks for: a rejection, or a fix at the first delivery. */
function titleAnswer(title: string, earlier: readonly Answer[]): Answer | null {
  if (/\breject\b/i.test(title))
    return rejected('editorial', 'The editors of this shop do not want this track.');
  const isFixed = earlier.some(({ status }) => status === 'needs-fix');
  if (isFixed || !/\[needs-fix\]/i.test(title)) return null;
  const fields = [{ field: 'title', reason: 'The editors of this shop want another title.' }];
  return { status: 'needs-fix', fields };
}

/** The recordings of a release by their ISRC, samples and files, to compare two lists of them. */
const codesOf = (metadata: Metadata | null): string =>
  JSON.stringify(
    metadata?.recordings?.map(({ isrc, pcmSha256, files }) => [isrc, pcmSha256, files]),
  ) ?? '';

/** Several recordings are numbered from 1 on each disc, in order, and each has its own ISRC and files. */
function recordingIssue(
  recordings: readonly Recording[],
  files: readonly { readonly name: string }[],
): Answer | null {
  const seen = { isrc: new Set<string>(), files: new Set<string>() };
  let [disc, number] = [0, 0];
  for (const recording of recordings) {
    const isNext =
      (recording.disc === disc && recording.number === number + 1) ||
      (recording.disc === disc + 1 && recording.number === 1);
    if (!isNext)
      return rejected(
        'wrong-order',
        `Recording ${recording.disc}-${recording.number} is not next.`,
      );
    ({ disc, number } = recording);
    if (recording.isrc !== undefined && seen.isrc.has(recording.isrc))
      return rejected('isrc-reused', `Two recordings have the ISRC ${recording.isrc}.`);
    if (recording.isrc !== undefined) seen.isrc.add(recording.isrc);
    for (const name of recording.files) {
      if (seen.files.has(name)) return rejected('wrong-file', `Two recordings have ${name}.`);
      if (!files.some((file) => file.name === name))
        return rejected('missing-file', `${name} of recording ${disc}-${number} is not delivered.`);
      seen.files.add(name);
    }
  }
  return null;
}

function parse(bytes: Uint8Array): Message | string {
  try {
    const parsed = Message.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success
      ? parsed.data
      : parsed.error.issues
          .map(({ path, message }) => `${path.join('.') || 'the message'}: ${message}`)
          .join('; ')
          .slice(0, 500);
  } catch {
    return 'The file is not JSON.';
  }
}
