import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FINAL_ERRORS, Sha256 } from '@fermata/contracts/values';
import { musicPackageFolder } from './engine-files.ts';
import { type EngineSignature, isSignatureOf } from './engine-signature.ts';
import { fileSha256 } from './file-sha256.ts';

/** Nobody that this installation trusts has signed the engine. */
export class UntrustedEngineError extends Error {
  override readonly name = FINAL_ERRORS.engine;
}

/** The sha256 of engines that are trusted without a signature: those of test/golden. */
export const TRUSTED_ENGINES_FILE = join(musicPackageFolder(), 'engine/trusted-engines.json');

interface EngineToTrust {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly signatures: readonly EngineSignature[];
  /** The keys that this installation trusts, as `EngineSignature` writes them. */
  readonly publicKeys: readonly string[];
}

/** An engine that may be run. Only `verify` makes one. */
export class TrustedEngine {
  readonly sha256: string;
  // Private, so that no other object has this type.
  readonly #bytes: Uint8Array;

  private constructor(sha256: string, bytes: Uint8Array) {
    this.sha256 = sha256;
    this.#bytes = bytes;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Throws unless the bytes have this sha256 and a trusted key has signed it. */
  static async verify(engine: EngineToTrust): Promise<TrustedEngine> {
    const { bytes, sha256, signatures, publicKeys } = engine;
    const actualSha256 = fileSha256(bytes);
    if (actualSha256 !== sha256)
      throw new Error(`these bytes are the engine ${actualSha256}, not ${sha256}`);
    const isSigned = signatures.some(
      (each) => publicKeys.includes(each.publicKey) && isSignatureOf(sha256, each),
    );
    if (!isSigned && !(await trustedEngines()).includes(sha256))
      throw new UntrustedEngineError(
        `the engine ${sha256} is refused: no key that this installation trusts has signed it (FERMATA_ENGINE_KEYS)`,
      );
    return new TrustedEngine(sha256, bytes);
  }
}

export const trustedEngines = async (): Promise<string[]> =>
  z.array(Sha256).parse(JSON.parse(await readFile(TRUSTED_ENGINES_FILE, 'utf8')));
