import { createHash } from 'node:crypto';
import { type Answer, rejected, shownVersion, updateRejected } from './answer.ts';
import { Message, type Metadata } from './message.ts';
import { recordingIssue } from './recording-issue.ts';
import type { Store } from './store.ts';

/** A message by the name of its file. */
export interface NamedMessage {
  readonly reference: string;
  readonly type: string;
  readonly messageId: string;
}

/** The rules by which the shop answers a message, after its earlier answers about the same reservation. */
export function createMessageJudge(store: Store) {
  async function judge(
    bytes: Uint8Array,
    said: NamedMessage,
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

  return judge;
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
