import { Inject, Injectable } from '@nestjs/common';
import type { ProfileView } from '@fermata/contracts/http';
import { canonicalJson, type ProjectProfile } from '@fermata/contracts/values';
import type { Catalogue, ProfileRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

/** The defaults of a project's releases. */
@Injectable()
export class ProfileService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events' | 'profiles'>,
  ) {}

  async find({ projectId }: Principal): Promise<ProfileView> {
    return present(await this.catalogue.profiles.find(projectId));
  }

  /** Setting the same profile again appends no event. */
  async set(principal: Principal, profile: ProjectProfile): Promise<ProfileView> {
    const before = await this.catalogue.profiles.find(principal.projectId);
    if (before.setBy === null || canonicalJson(before.profile) !== canonicalJson(profile))
      await this.catalogue.events.appendNext({
        ...projectEvent(principal),
        type: 'profile.set',
        data: profile,
      });
    return this.find(principal);
  }
}

const present = ({ profile, setBy, setAt }: ProfileRecord): ProfileView => ({
  ...profile,
  setBy,
  setAt,
});
