import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProfileView } from '@fermata/contracts/http';
import { ProjectProfile } from '@fermata/contracts/values';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota } from '../http/rate-limits.ts';
import { JsonResponse, RequestExample } from '../http/responses.ts';
import { ProfileService } from './profile-service.ts';

@ApiTags('project')
@Controller('v1/profile')
export class ProfileController {
  constructor(@Inject(ProfileService) private readonly profiles: ProfileService) {}

  @Get()
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    ProfileView,
    'Show the defaults of the project’s releases',
    'And how many identifiers are left in each of its ranges. `low`: less than a tenth.',
  )
  find(@CurrentPrincipal() principal: Principal) {
    return this.profiles.find(principal);
  }

  @Put()
  @RequestExample(ProjectProfile, {
    artists: [{ name: 'Nova', role: 'main' }],
    label: 'Nova Records',
    genres: { 'lo-fi': 'Chillhop' },
    isrc: { prefix: 'QZ-ABC', from: 0, to: 49_999 },
    upc: { prefix: '860012345', digits: 12, from: 0, to: 99 },
  })
  @Allow('operations')
  @CommandQuota()
  @JsonResponse(
    200,
    ProfileView,
    'Set the defaults of the project’s releases',
    'Replaces the profile: an absent field has its default. Tracks that were accepted before keep their metadata. ' +
      'The ranges of identifiers count for the next assignment; assigned codes stay.',
  )
  set(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: ProjectProfile }) profile: ProjectProfile,
  ) {
    return this.profiles.set(principal, profile);
  }
}
