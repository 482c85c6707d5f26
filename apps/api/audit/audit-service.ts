import { Inject, Injectable } from '@nestjs/common';
import type { CheckpointKeysView, CheckpointView, LogEntryView } from '@fermata/contracts/http';
import { type Catalogue, checkpointKeyId, type RawEvent } from '@fermata/prisma';
import type { CheckpointStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { CATALOGUE, CHECKPOINTS, CONFIG } from '../infrastructure/injection-tokens.ts';

type Query = { cursor?: string | undefined; limit: number };
type PageOf<T> = { items: T[]; nextCursor: string | null };

/** The record as it is stored, with all that a stranger needs to compute its hashes again. */
@Injectable()
export class AuditService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'audit'>,
    @Inject(CHECKPOINTS) private readonly store: CheckpointStore,
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'checkpointPublicKeys'>,
  ) {}

  /** The whole log: of other projects only the hashes. A cursor is a position. */
  async log({ projectId }: Principal, { cursor, limit }: Query): Promise<PageOf<LogEntryView>> {
    const events = await this.catalogue.audit.readLog({
      afterPosition: Number(cursor ?? 0),
      limit: limit + 1,
    });
    const items = events.slice(0, limit).map((event) => presentEntry(event, projectId));
    return {
      items,
      nextCursor: events.length > limit ? String(items.at(-1)?.position) : null,
    };
  }

  /** A cursor is the number of a checkpoint. */
  async checkpoints({ cursor, limit }: Query): Promise<PageOf<CheckpointView>> {
    const numbers = await this.store.list({ after: Number(cursor ?? 0), limit: limit + 1 });
    const items = await Promise.all(
      numbers.slice(0, limit).map(async (number) => ({
        number,
        text: new TextDecoder().decode(await this.store.get(number)),
      })),
    );
    return {
      items,
      nextCursor: numbers.length > limit ? String(items.at(-1)?.number) : null,
    };
  }

  keys(): CheckpointKeysView {
    return {
      keys: this.config.checkpointPublicKeys.map((publicKey) => ({
        keyId: checkpointKeyId(publicKey),
        publicKey,
      })),
    };
  }
}

function presentEntry(
  { position, contentSha256, prevHash, logPrevHash, hash, ...event }: RawEvent,
  projectId: string,
): LogEntryView {
  return {
    position,
    contentSha256,
    prevHash,
    logPrevHash,
    hash,
    event: event.projectId === projectId ? event : null,
  };
}
