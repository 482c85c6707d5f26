import { Inject, Injectable } from '@nestjs/common';
import type { ProjectHoldView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

/** The hold of a project's releases. The steps at partners read it from the catalogue. */
@Injectable()
export class ProjectHoldService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events' | 'projectHolds'>,
  ) {}

  async show({ projectId }: Principal): Promise<ProjectHoldView> {
    return { hold: await this.catalogue.projectHolds.find(projectId) };
  }

  /** A repeat with the same reason appends no event. */
  async hold(principal: Principal, reason: string): Promise<ProjectHoldView> {
    const { hold } = await this.show(principal);
    if (hold?.reason !== reason)
      await this.catalogue.events.appendNext({
        ...projectEvent(principal),
        type: 'project.held',
        data: { reason },
      });
    return this.show(principal);
  }

  async resume(principal: Principal): Promise<ProjectHoldView> {
    const { hold } = await this.show(principal);
    if (hold !== null)
      await this.catalogue.events.appendNext({
        ...projectEvent(principal),
        type: 'project.resumed',
        data: {},
      });
    return this.show(principal);
  }
}
