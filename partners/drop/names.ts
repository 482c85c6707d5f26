import { createHash } from 'node:crypto';
import type { NamedFile } from '../name-files.ts';
import { FOLDERS, MESSAGE_TYPES, type MessageType } from './wire.ts';

const shortHash = (text: string, characters: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, characters);

/** The reference of a reservation: its release, and the step that has made it. The same key has the same one. */
export const referenceOf = (releaseId: string, idempotencyKey: string): string =>
  `${releaseId}-${shortHash(idempotencyKey, 12)}`;

export const messageIdOf = (idempotencyKey: string): string => shortHash(idempotencyKey, 24);

export const messagePath = (reference: string, type: MessageType, messageId: string): string =>
  `${FOLDERS.messages}/${reference}.${type}.${messageId}.json`;

export const filesFolder = (reference: string): string => `${FOLDERS.files}/${reference}`;

/** With a part of the hash, so that other bytes have another name. */
export const fileNameOf = ({ name, sha256 }: NamedFile): string => `${sha256.slice(0, 16)}-${name}`;

export const acknowledgementPath = (name: string): string => `${FOLDERS.acknowledgements}/${name}`;

/** Ours have 41 characters. The id of the message in a file has at most 100. */
const REFERENCE = '([A-Za-z0-9_-]{1,80})';
const MESSAGE = new RegExp(`^${REFERENCE}\\.(${MESSAGE_TYPES.join('|')})\\.([0-9a-f]{24})\\.json$`);
const ACKNOWLEDGEMENT = new RegExp(`^${REFERENCE}\\.(\\d{6})\\.json$`);
const REQUEST = /^[A-Za-z0-9_-]{1,100}\.json$/;

/** Null for a file that is none of our messages. */
export function parseMessageName(
  name: string,
): { reference: string; type: MessageType; messageId: string } | null {
  const [, reference, word, messageId] = MESSAGE.exec(name) ?? [];
  const type = MESSAGE_TYPES.find((each) => each === word);
  return reference === undefined || type === undefined || messageId === undefined
    ? null
    : { reference, type, messageId };
}

/** Null for a file that is no acknowledgement. */
export function parseAcknowledgementName(
  name: string,
): { reference: string; sequence: number } | null {
  const [, reference, sequence] = ACKNOWLEDGEMENT.exec(name) ?? [];
  return reference === undefined ? null : { reference, sequence: Number(sequence) };
}

const USAGE = /^\d{4}-\d{2}(?:-\d{2})?\.\d{6}\.json$/;

export const isUsageName = (name: string): boolean => USAGE.test(name);

export const isRequestName = (name: string): boolean => REQUEST.test(name);
