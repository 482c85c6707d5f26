import { Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewPartnerKey, PartnerKeyList, PartnerKeyView } from '@fermata/contracts/http';
import { PartnerKeyId, PartnerName } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse } from '../http/responses.ts';
import { PartnerKeyService } from './partner-key-service.ts';

const name = { schema: PartnerName };

@ApiTags('partners')
@Controller('v1/partners/:partner/keys')
export class PartnerKeysController {
  constructor(@Inject(PartnerKeyService) private readonly keys: PartnerKeyService) {}

  @Post()
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    201,
    NewPartnerKey,
    'Make a key for a partner',
    'With it the partner finds the tracks of this project that are open to it, and nothing else. The key is shown ' +
      'once; a repeat makes another one.',
  )
  add(@CurrentPrincipal() principal: Principal, @Param('partner', name) partner: string) {
    return this.keys.add(principal, partner);
  }

  @Get()
  @Allow('operations')
  @JsonResponse(200, PartnerKeyList, 'List the keys of a partner, oldest first')
  list(@CurrentPrincipal() principal: Principal, @Param('partner', name) partner: string) {
    return this.keys.list(principal, partner);
  }

  @Delete(':keyId')
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(200, PartnerKeyView, 'Revoke a key of a partner', 'It is unknown at once.')
  revoke(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', name) partner: string,
    @Param('keyId', { schema: PartnerKeyId }) keyId: string,
  ) {
    return this.keys.revoke(principal, partner, keyId);
  }
}
