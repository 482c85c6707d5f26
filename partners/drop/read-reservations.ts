import { cleanText, formatIssues, parseJson } from '@fermata/contracts/values';
import type { ReservationState } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import type { DropFolder } from './drop-folder.ts';
import { answered } from './drop-request.ts';
import { acknowledgementPath, parseAcknowledgementName, parseMessageName } from './names.ts';
import { Acknowledgement, ACKNOWLEDGEMENT_MAX_BYTES, FOLDERS, type MessageType } from './wire.ts';

/** One reservation, as the folder shows it. */
export interface Reservation {
  readonly reference: string;
  readonly sent: ReadonlySet<MessageType>;
  readonly messageIds: ReadonlySet<string>;
  /** The newest one; null before the first, and if the newest one breaks the contract. */
  readonly acknowledgement: Acknowledgement | null;
  /** Why the newest acknowledgement is not read: the state is unknown until the next one. */
  readonly unreadable: PartnerRequestError | null;
}

interface Sent {
  readonly types: Set<MessageType>;
  readonly messageIds: Set<string>;
}

const NOTHING_SENT: Sent = { types: new Set(), messageIds: new Set() };

/**
 * The reservations whose references begin with `prefix`. One message or acknowledgement is enough: a rule of the
 * partner's storage may have deleted the others while the release is on sale.
 */
export async function readReservations(folder: DropFolder, prefix: string): Promise<Reservation[]> {
  const sent = new Map<string, Sent>();
  for (const { name } of await folder.list(FOLDERS.messages, prefix)) {
    const message = parseMessageName(name);
    if (message === null) continue;
    const said = sent.get(message.reference) ?? { types: new Set(), messageIds: new Set() };
    said.types.add(message.type);
    said.messageIds.add(message.messageId);
    sent.set(message.reference, said);
  }
  const newest = new Map<string, string>();
  // Sorted by name: the last one of a reference has the highest sequence.
  for (const { name } of await folder.list(FOLDERS.acknowledgements, prefix)) {
    const parsed = parseAcknowledgementName(name);
    if (parsed !== null) newest.set(parsed.reference, name);
  }
  const reservations: Reservation[] = [];
  for (const reference of new Set([...sent.keys(), ...newest.keys()])) {
    const { types, messageIds } = sent.get(reference) ?? NOTHING_SENT;
    const name = newest.get(reference);
    const read = name === undefined ? null : await readNewest(folder, name);
    reservations.push({
      ...{ reference, sent: types, messageIds },
      acknowledgement: read instanceof PartnerRequestError ? null : read,
      unreadable: read instanceof PartnerRequestError ? read : null,
    });
  }
  return reservations;
}

export const readFileText = async (folder: DropFolder, path: string): Promise<string> =>
  new TextDecoder().decode(await folder.read(path, ACKNOWLEDGEMENT_MAX_BYTES));

/** The acknowledgement in a file of this name, or the sentence that names its mistake. */
export function parseAcknowledgement(name: string, text: string): Acknowledgement | string {
  const parsed = Acknowledgement.safeParse(parseJson(text));
  if (!parsed.success) return formatIssues(parsed.error);
  const named = parseAcknowledgementName(name);
  return parsed.data.reference === named?.reference && parsed.data.sequence === named.sequence
    ? parsed.data
    : 'its reference and sequence are not those of its name';
}

/** Returns the failure if the acknowledgement breaks the contract, as the callers differ in what it means. */
async function readNewest(
  folder: DropFolder,
  name: string,
): Promise<Acknowledgement | PartnerRequestError> {
  try {
    const parsed = parseAcknowledgement(name, await readListed(folder, name));
    if (typeof parsed !== 'string') return parsed;
    return new PartnerRequestError({
      kind: 'bad-answer',
      detail: cleanText(`${name} does not match the contract: ${parsed}`, 500),
    });
  } catch (error) {
    const isTooLarge = error instanceof PartnerRequestError && error.failure.kind === 'bad-answer';
    if (isTooLarge) return error;
    throw error;
  }
}

/** The partner may delete it once a newer one is there: 425, as the next attempt sees that one. */
async function readListed(folder: DropFolder, name: string): Promise<string> {
  try {
    return await readFileText(folder, acknowledgementPath(name));
  } catch (error) {
    const isGone =
      error instanceof PartnerRequestError &&
      error.failure.kind === 'answered' &&
      error.failure.status === 404;
    if (!isGone) throw error;
    throw new PartnerRequestError(answered(425, 'replaced', `${name} has just been deleted`), {
      cause: error,
    });
  }
}

/** As the partner has acknowledged it last. Our own takedown shows nothing. */
export function stateOf({
  reference,
  sent,
  acknowledgement,
  unreadable,
}: Reservation): ReservationState {
  const state = (
    name: ReservationState['state'],
    detail: string | null = null,
    url?: string,
  ): ReservationState => ({
    partnerReference: reference,
    state: name,
    detail,
    ...(url === undefined ? {} : { url }),
  });
  if (acknowledgement?.status === 'taken-down') return state('taken-down');
  if (unreadable !== null) return state('unknown');
  switch (acknowledgement?.status) {
    case 'rejected':
      return state('rejected', `${acknowledgement.code}: ${acknowledgement.reason}`);
    case 'live':
      return { ...state('live', null, acknowledgement.url), metadataVersion: 1 };
    case 'updated':
    case 'update-rejected': {
      const { metadataVersion, url } = acknowledgement;
      return { ...state('live', null, url), metadataVersion };
    }
    case 'accepted':
      return state('accepted');
    // Until its next acknowledgement, also if the release has been redelivered.
    case 'needs-fix':
      return state('reserved');
    default:
      return state(sent.has('deliver') ? 'delivered' : 'reserved');
  }
}
