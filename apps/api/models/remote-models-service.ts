import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { RemoteModelsRequest, RemoteModelsView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

const UNDECIDED: RemoteModelsView = { allowed: true, reason: null, setBy: null, setAt: null };

/** Whether the texts and the music of a project may leave this machine for a model. */
@Injectable()
export class RemoteModelsService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events' | 'models'>,
  ) {}

  async show({ projectId }: Principal): Promise<RemoteModelsView> {
    return (await this.catalogue.models.remote(projectId)) ?? UNDECIDED;
  }

  /** A repeat appends no event. */
  async set(
    principal: Principal,
    data: z.infer<typeof RemoteModelsRequest>,
  ): Promise<RemoteModelsView> {
    const { allowed, reason } = await this.show(principal);
    if (allowed !== data.allowed || reason !== data.reason)
      await this.catalogue.events.appendNext({
        ...projectEvent(principal),
        ...{ type: 'remote-models.set', data },
      });
    return this.show(principal);
  }
}
