import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Message } from './message.ts';
import type { Store } from './store.ts';

type Answer =
  | { readonly status: 'received' | 'taken-down' }
  | { readonly status: 'accepted' | 'live'; readonly url: string }
  | { readonly status: 'rejected'; readonly code: string; readonly reason: string };

/** Other files are not for this shop: those that are being written have a name that begins with a dot. */
const NAME = /^(rel_[0-9a-f]{24}-[0-9a-f]{12})\.([a-z]+)\.([0-9a-f]{24})\.json$/;
const ORDER = ['reserve', 'deliver', 'confirm', 'takedown'];
const Earlier = z.object({ messageId: z.string(), status: z.string() });

const rejected = (code: string, reason: string): Answer => ({ status: 'rejected', code, reason });

/**
 * The shop behind a drop folder: answers each message once. What it has answered is in the acknowledgements themselves,
 * so it can be started again.
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
      const statuses = earlier.map(({ status }) => status);
      await acknowledge(said.reference, said.messageId, await judge(bytes, said, statuses));
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
        ...{ schemaVersion: '1', reference, sequence, messageId, at: new Date().toISOString() },
        ...answer,
      }),
    );
  }

  async function judge(
    bytes: Uint8Array,
    said: { readonly reference: string; readonly type: string; readonly messageId: string },
    earlier: readonly string[],
  ): Promise<Answer> {
    const message = parse(bytes);
    if (typeof message === 'string') return rejected('invalid-message', message);
    const { reference } = said;
    if (
      message.reference !== reference ||
      message.type !== said.type ||
      message.messageId !== said.messageId
    )
      return rejected('invalid-message', 'Its reference, type or id is not that of the file name.');
    const url = `https://drop-shop.example/${reference}`;
    switch (message.type) {
      case 'reserve':
        return { status: 'received' };
      case 'deliver': {
        if (!earlier.includes('received'))
          return rejected('not-reserved', 'There is no reservation for this delivery.');
        const issue = await fileIssue(reference, message.files);
        if (issue !== null) return issue;
        return /\breject\b/i.test(message.metadata.title)
          ? rejected('editorial', 'The editors of this shop do not want this track.')
          : { status: 'accepted', url };
      }
      case 'confirm':
        return earlier.at(-1) === 'accepted'
          ? { status: 'live', url }
          : rejected('not-accepted', 'Only an accepted release can go on sale.');
      case 'takedown':
        return { status: 'taken-down' };
    }
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
    /** The shop changes its mind about an accepted or live release. */
    reject: (reference: string, reason: string): Promise<void> =>
      acknowledge(reference, 'complaint', rejected('complaint', reason)),
  };
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
