import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { type Environment, parseSettings } from '@fermata/contracts/settings';

const Settings = z.object({
  FERMATA_PAYLOAD_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'FERMATA_PAYLOAD_KEY must be 64 hex digits (32 bytes)')
    .optional(),
  FERMATA_PAYLOAD_PLAIN_UNTIL: z.iso
    .datetime('FERMATA_PAYLOAD_PLAIN_UNTIL must be a time such as 2027-01-31T00:00:00Z')
    .transform((text) => Date.parse(text))
    .optional(),
});

/** No converter reads this encoding. */
const UNSEALED = new TextEncoder().encode('binary/fermata-unsealed');
const ENCODING = new TextEncoder().encode('binary/fermata-aes-256-gcm');
const FIELD = { nonce: 12, tag: 16 } as const;
const JsonPayload = z.object({ metadata: z.record(z.string(), z.string()), data: z.string() });

/**
 * Encrypts payloads with AES-256-GCM, so that a hosted Temporal sees no brief and no token. Payloads
 * that are not encrypted are read until `plainUntil` (milliseconds since 1970); later ones are
 * unreadable.
 */
export class EncryptionCodec implements PayloadCodec {
  readonly #key: Buffer;
  readonly #plainUntil: number;

  /** `keyHex`: 32 bytes as 64 hex digits. */
  constructor(keyHex: string, plainUntil = 0) {
    this.#key = Buffer.from(keyHex, 'hex');
    this.#plainUntil = plainUntil;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const nonce = randomBytes(FIELD.nonce);
      const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
      const body = Buffer.concat([cipher.update(toJson(payload)), cipher.final()]);
      return {
        metadata: { encoding: ENCODING },
        data: Buffer.concat([nonce, cipher.getAuthTag(), body]),
      };
    });
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      if (
        !payload.data ||
        Buffer.compare(payload.metadata?.['encoding'] ?? Buffer.alloc(0), ENCODING) !== 0
      )
        return Date.now() < this.#plainUntil
          ? payload
          : { ...payload, metadata: { encoding: UNSEALED } };
      try {
        return this.#open(Buffer.from(payload.data));
      } catch {
        // Stays in the encoding that no converter reads: a failure here would fail every task of the workflow.
        return payload;
      }
    });
  }

  #open(sealed: Buffer): Payload {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, FIELD.nonce), {
      authTagLength: FIELD.tag,
    });
    decipher.setAuthTag(sealed.subarray(FIELD.nonce, FIELD.nonce + FIELD.tag));
    return fromJson(
      Buffer.concat([decipher.update(sealed.subarray(FIELD.nonce + FIELD.tag)), decipher.final()]),
    );
  }
}

function toJson(payload: Payload): Buffer {
  const metadata = Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, value]) => [
      name,
      Buffer.from(value).toString('base64'),
    ]),
  );
  return Buffer.from(
    JSON.stringify({ metadata, data: Buffer.from(payload.data ?? []).toString('base64') }),
  );
}

function fromJson(bytes: Buffer): Payload {
  const { metadata, data } = JsonPayload.parse(JSON.parse(bytes.toString('utf8')));
  return {
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]),
    ),
    data: Buffer.from(data, 'base64'),
  };
}

/** The converter of every client and worker. The embedded stack has no key, so its Temporal UI shows payloads. */
export function dataConverter(env: Environment): DataConverter | undefined {
  const { FERMATA_PAYLOAD_KEY: key, FERMATA_PAYLOAD_PLAIN_UNTIL: plainUntil } = parseSettings(
    Settings,
    env,
  );
  return key ? { payloadCodecs: [new EncryptionCodec(key, plainUntil)] } : undefined;
}
