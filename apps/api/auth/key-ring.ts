import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Catalogue } from '@fermata/prisma';
import { CATALOGUE } from '../doors/tokens.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { withinTime } from '../within-time.ts';
import type { Viewer } from './viewer.ts';

/** `at`: when it was asked, not when it was answered; so what is older than that is known by it. */
interface Remembered {
  readonly viewer: Viewer;
  readonly at: number;
}
type Keys = Pick<Catalogue['keys'], 'findByKey'>;

const MOST = 2000;
/** As long a route in a hurry asks nobody; changed roles, and a key that is taken away, take effect there so much later. */
const TRUSTED_MS = 5_000;
/** From here on the next question is asked behind the answer, so that who comes often never waits for one. */
const RENEWED_MS = 2_000;
/** As long it goes on while the catalogue does not answer (within the patience below). */
const BRIDGED_MS = 10 * 60_000;
const PATIENCE_MS = 25;

/** Who a key belongs to. Routes with a deadline may go by what was true a moment ago; all others ask the catalogue each time. */
@Injectable()
export class KeyRing {
  readonly #keys: Keys;
  readonly #remembered = new Map<string, Remembered>();
  readonly #asking = new Map<string, Promise<Viewer | null>>();
  constructor(@Inject(CATALOGUE) { keys }: { readonly keys: Keys }) {
    this.#keys = keys;
  }

  async find(key: string): Promise<Viewer | null> {
    const at = performance.now();
    const viewer = await this.#keys.findByKey(key);
    const name = nameOf(key);
    // Of two questions side by side, the later one knows better, whichever is answered first.
    if ((this.#remembered.get(name)?.at ?? -1) > at) return viewer;
    this.#remembered.delete(name);
    if (viewer) this.#remembered.set(name, { viewer, at });
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= MOST) break;
      this.#remembered.delete(oldest);
    }
    return viewer;
  }

  /** Answers within `milliseconds`; throws the 503 where the key was not seen before and the catalogue does not say whose it is. */
  async findSoon(key: string, milliseconds: number): Promise<Viewer | null> {
    const known = this.#remembered.get(nameOf(key));
    const age = known ? performance.now() - known.at : Infinity;
    if (known && age < TRUSTED_MS) {
      if (age > RENEWED_MS) void this.#ask(key);
      return known.viewer;
    }
    const asked = this.#ask(key);
    const bridge = known && age < BRIDGED_MS ? known.viewer : undefined;
    const found = await (bridge
      ? withinTime(
          Math.min(PATIENCE_MS, milliseconds),
          asked.catch(() => 'late' as const),
        )
      : withinTime(milliseconds, asked));
    if (found !== 'late') return found;
    if (bridge) return bridge;
    throw new ProblemException(
      'unavailable',
      'whose key this is cannot be looked up in time; send the same request again',
      { retryAfterSeconds: 1 },
    );
  }

  /** One question for all who are in a hurry at the same moment. */
  #ask(key: string): Promise<Viewer | null> {
    const name = nameOf(key);
    const underWay = this.#asking.get(name);
    if (underWay) return underWay;
    const asked = this.find(key).finally(() => this.#asking.delete(name));
    // Whoever goes on without it does not hear how the question ended.
    asked.catch(() => undefined);
    this.#asking.set(name, asked);
    return asked;
  }
}

const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64');
