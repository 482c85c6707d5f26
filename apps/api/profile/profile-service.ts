import { Inject, Injectable } from '@nestjs/common';
import type { ProfileView } from '@fermata/contracts/http';
import {
  canonicalJson,
  type IdentifierKind,
  type ProjectProfile,
  type RangeCapacity,
} from '@fermata/contracts/values';
import { isrcRange, rangeCapacity, upcRange } from '@fermata/domain/metadata';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

/** The defaults of a project's releases. */
@Injectable()
export class ProfileService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'events' | 'identifiers' | 'profiles'>,
  ) {}

  async find({ projectId }: Principal): Promise<ProfileView> {
    const { profile, setBy, setAt } = await this.catalogue.profiles.find(projectId);
    const [isrc, upc] = await Promise.all([
      this.#capacityOf(profile, 'isrc'),
      this.#capacityOf(profile, 'upc'),
    ]);
    return { ...profile, setBy, setAt, capacity: { isrc, upc } };
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

  /** Null without a range: test codes are not counted. */
  async #capacityOf(profile: ProjectProfile, kind: IdentifierKind): Promise<RangeCapacity | null> {
    if (profile[kind] === undefined) return null;
    const year = new Date().getUTCFullYear();
    const range =
      kind === 'isrc' ? isrcRange(profile, { year, partners: [] }) : upcRange(profile, '');
    if (range === null) return null;
    return rangeCapacity(range, await this.catalogue.identifiers.countAssigned(kind, range));
  }
}
