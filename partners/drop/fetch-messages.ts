import { createHash } from 'node:crypto';
import { cleanText, type PartnerWebhook } from '@fermata/contracts/values';
import type { MessageReceiver } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import type { DropFolder } from './drop-folder.ts';
import { isRequestName, parseAcknowledgementName } from './names.ts';
import { parseAcknowledgement, readFileText } from './read-reservations.ts';
import { type Acknowledgement, FOLDERS } from './wire.ts';

interface LeftFile {
  readonly id: string;
  readonly path: string;
  readonly isRequest: boolean;
  /** The webhook with the meaning of this text; null if none has it. */
  readonly toBody: (text: string) => string | null;
}

/** PostgreSQL stores no NUL. */
const storable = (text: string): string => text.replaceAll('\0', '\u{FFFD}');

/** After this many unreadable files in a row, the folder counts as unavailable. */
const MAX_OUTAGES = 3;

/**
 * Hands over the acknowledgements, in the order of their sequences, and the partner's requests. An unreadable file does
 * not block later ones.
 */
export async function fetchMessages(folder: DropFolder, receiver: MessageReceiver): Promise<void> {
  const files = [
    ...(await folder.list(FOLDERS.acknowledgements)).flatMap(({ name }) => acknowledgement(name)),
    ...(await folder.list(FOLDERS.requests)).flatMap(({ name }) => request(name)),
  ];
  const failures: PartnerRequestError[] = [];
  let outages = 0;
  const known = await receiver.knownOf(files.map(({ id }) => id));
  for (const { id, path, isRequest, toBody } of files) {
    if (known.has(id)) continue;
    const request = isRequest ? path : null;
    try {
      await receiver.receive({ id, request, body: toBody(await readFileText(folder, path)) });
      outages = 0;
    } catch (error) {
      if (!(error instanceof PartnerRequestError)) throw error;
      const { failure } = error;
      // People see in the inbox that it is too large.
      if (failure.kind === 'bad-answer') {
        const issue = cleanText(failure.detail, 500);
        await receiver.receive({ id, request, body: issue, issue });
      } else if (failure.kind !== 'answered') {
        failures.push(error);
        outages += 1;
        if (outages === MAX_OUTAGES) throw error;
        // The partner may delete a file at any time.
      } else if (failure.status !== 404) failures.push(error);
    }
  }
  const [first] = failures;
  if (first !== undefined) throw first;
}

function acknowledgement(name: string): LeftFile[] {
  if (parseAcknowledgementName(name) === null) return [];
  const id = `ack-${name.replace(/\.json$/, '')}`;
  const toBody = (text: string): string | null => {
    const parsed = parseAcknowledgement(name, text);
    // A broken one is stored as it is, so that people see it.
    return typeof parsed === 'string' ? storable(text) : webhookOf(parsed);
  };
  return [{ id, path: `${FOLDERS.acknowledgements}/${name}`, isRequest: false, toBody }];
}

function request(name: string): LeftFile[] {
  if (!isRequestName(name)) return [];
  const id = `req-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  return [{ id, path: `${FOLDERS.requests}/${name}`, isRequest: true, toBody: storable }];
}

/** The webhook with the same meaning; null if none has it. */
function webhookOf(answer: Acknowledgement): string | null {
  const { reference, at: timestamp } = answer;
  const text = (webhook: PartnerWebhook): string => JSON.stringify(webhook);
  switch (answer.status) {
    case 'accepted': {
      const { url } = answer;
      const data = { reference, ...(url === undefined ? {} : { url }) };
      return text({ type: 'delivery.accepted', timestamp, data });
    }
    case 'rejected': {
      const { code, reason } = answer;
      return text({ type: 'delivery.rejected', timestamp, data: { reference, code, reason } });
    }
    case 'needs-fix': {
      const { fields } = answer;
      return text({ type: 'delivery.needs-fix', timestamp, data: { reference, fields } });
    }
    case 'taken-down':
      return text({ type: 'takedown.confirmed', timestamp, data: { reference } });
    case 'received':
    case 'live':
    case 'updated':
    case 'update-rejected':
      return null;
  }
}
