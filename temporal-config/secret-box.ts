import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/** Encrypts the secrets of partners and subscriptions for the catalogue. */
export interface SecretBox {
  /** `owner`: the id of the row; a sealed secret opens only there. */
  seal(secret: string, owner: string): string;
  /** Throws if it was sealed with another key or for another owner. */
  open(sealed: string, owner: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. `keyHex`: 32 bytes as 64 hex digits. */
export function openSecretBox(keyHex: string): SecretBox {
  const key = createSecretKey(keyHex, 'hex');
  return {
    seal(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },

    open(sealed, owner) {
      const bytes = Buffer.from(sealed, 'base64');
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new Error(
          `the secret of ${owner} was not sealed with this FERMATA_SECRETS_KEY; make a new one`,
          { cause: error },
        );
      }
    },
  };
}
