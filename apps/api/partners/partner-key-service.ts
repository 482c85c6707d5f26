import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { NewPartnerKey, PartnerKeyList, PartnerKeyView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { PartnerService } from './partner-service.ts';

const KEY_BYTES = 32;
const ID_BYTES = 12;

/** The keys with which a partner finds the tracks of this project that are open to it. */
@Injectable()
export class PartnerKeyService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'partnerKeys'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  async add(principal: Principal, partner: string): Promise<NewPartnerKey> {
    const { projectId, actor } = principal;
    await this.partners.find(principal, partner);
    const key = `fmk_${randomBytes(KEY_BYTES).toString('base64url')}`;
    const keyId = `pky_${randomBytes(ID_BYTES).toString('hex')}`;
    const most = this.config.limits.keysOfPartner;
    const added = await this.catalogue.partnerKeys.add(
      { projectId, partner, keyId, key, actor },
      most,
    );
    if (added === 'too-many')
      throw new ProblemException(
        'refused',
        `${partner} has ${most} keys, which is the limit; revoke one first`,
        { reason: 'not-now' },
      );
    return { ...added, key };
  }

  async list(principal: Principal, partner: string): Promise<z.infer<typeof PartnerKeyList>> {
    await this.partners.find(principal, partner);
    return { items: await this.catalogue.partnerKeys.list(principal.projectId, partner) };
  }

  async revoke(
    { projectId, actor }: Principal,
    partner: string,
    keyId: string,
  ): Promise<PartnerKeyView> {
    const revoked = await this.catalogue.partnerKeys.revoke({ projectId, partner, keyId, actor });
    if (revoked !== null) return revoked;
    throw new ProblemException('not-found', `${partner} has no key ${keyId} in this project`);
  }
}
