import { Body, Controller, Get, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import {
  AddPartnerRequest,
  PartnerChange,
  PartnerDetails,
  PartnerList,
  PartnerPing,
  PartnerSecretRequest,
  PartnerWithSecret,
} from '@fermata/contracts/http';
import { PartnerName } from '@fermata/contracts/values';
import { Allow } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { idempotencyKeyHeader, OptionalIdempotencyKey } from '../http/request-headers.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { PartnerService } from './partner-service.ts';

const name = { schema: PartnerName };

@ApiTags('partners')
@Controller('v1/partners')
export class ManagedPartnersController {
  constructor(@Inject(PartnerService) private readonly partners: PartnerService) {}

  @Post()
  @RequestExample(AddPartnerRequest, {
    partner: 'big-shop',
    url: 'https://shop.example/fermata',
    apiKey: 'key-of-fermata-at-the-shop',
  })
  @Allow('operations')
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(
    201,
    PartnerWithSecret,
    'Add a partner to the project',
    'The response has the secret that must sign its webhooks; it is not shown again, except to a repeat with the ' +
      'same Idempotency-Key. The URL must be https on the public internet; for the kind drop-sftp: sftp.',
  )
  add(
    @CurrentPrincipal() principal: Principal,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body({ schema: AddPartnerRequest }) request: AddPartnerRequest,
  ) {
    return this.partners.add(principal, request, key);
  }

  @Get()
  @Allow('operations')
  @JsonResponse(
    200,
    PartnerList,
    'List the partners of the project',
    'Those that its operations added, and those that the environment configures for all projects.',
  )
  list(@CurrentPrincipal() principal: Principal) {
    return this.partners.list(principal);
  }

  @Get(':partner')
  @Allow('operations')
  @JsonResponse(200, PartnerDetails, 'Show a partner')
  find(@CurrentPrincipal() principal: Principal, @Param('partner', name) partner: string) {
    return this.partners.find(principal, partner);
  }

  @Patch(':partner')
  @RequestExample(PartnerChange, { status: 'paused' })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    PartnerDetails,
    'Change, pause or resume a partner',
    'While a partner is paused, reservations, deliveries and confirmations wait. Takedowns and questions go on. ' +
      '`orders` opens the project to orders of the partner, within these limits. A configured partner is paused for ' +
      'this project only, by `status` alone; everything else of it is changed in the environment.',
  )
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', name) partner: string,
    @Body({ schema: PartnerChange }) changes: PartnerChange,
  ) {
    return this.partners.change(principal, partner, changes);
  }

  @Post(':partner/rotate-secret')
  @Allow('operations')
  @CommandQuota()
  @ApiHeader(idempotencyKeyHeader(false))
  @JsonResponse(
    200,
    PartnerWithSecret,
    'Replace the secret of the webhooks',
    'For 24 hours webhooks may be signed with the new secret or with the previous one. A repeat with the same ' +
      'Idempotency-Key returns the same secret.',
  )
  rotateSecret(
    @CurrentPrincipal() principal: Principal,
    @Param('partner', name) partner: string,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body({ schema: PartnerSecretRequest }) request: PartnerSecretRequest,
  ) {
    return this.partners.rotateSecret(principal, partner, request, key);
  }

  @Post(':partner/ping')
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    PartnerPing,
    'Ask whether a partner answers',
    'The API sends a request that changes nothing. `reachable` is false, with the reason, for a partner that does ' +
      'not answer in 10 seconds, refuses the key or breaks the protocol. The event `partner.pinged` of the project ' +
      'names the person and the outcome, and `lastPing` of the partner shows them.',
  )
  ping(@CurrentPrincipal() principal: Principal, @Param('partner', name) partner: string) {
    return this.partners.ping(principal, partner);
  }
}
