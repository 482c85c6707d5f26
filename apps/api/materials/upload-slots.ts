import { Inject, Injectable } from '@nestjs/common';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';

const RETRY_AFTER_SECONDS = 2;

/** Bounds the uploads in memory: of an actor, of a project, and of this process. */
@Injectable()
export class UploadSlots {
  readonly #taken = new Map<string, number>();

  constructor(@Inject(CONFIG) private readonly config: Pick<ApiConfig, 'limits'>) {}

  /** Throws a 429 if the actor or the project has its share of uploads in progress, a 503 if the process has. */
  async run<T>({ projectId, actor }: Principal, upload: () => Promise<T>): Promise<T> {
    const { uploads, uploadsOfProject, uploadsOfActor } = this.config.limits;
    const shares = [
      { key: `actor ${projectId} ${actor}`, most: uploadsOfActor, whose: 'you have' },
      { key: `project ${projectId}`, most: uploadsOfProject, whose: 'your project has' },
      { key: 'all', most: uploads, whose: null },
    ];
    for (const { key, most, whose } of shares)
      if ((this.#taken.get(key) ?? 0) >= most)
        throw new ProblemException(
          whose === null ? 'unavailable' : 'too-many-requests',
          `${whose ?? 'there are'} ${most} uploads in progress; send the same request again`,
          { retryAfterSeconds: RETRY_AFTER_SECONDS },
        );
    for (const { key } of shares) this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
    try {
      return await upload();
    } finally {
      for (const { key } of shares) this.#release(key);
    }
  }

  #release(key: string): void {
    const left = (this.#taken.get(key) ?? 1) - 1;
    if (left === 0) this.#taken.delete(key);
    else this.#taken.set(key, left);
  }
}
