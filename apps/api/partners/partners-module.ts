import { Module } from '@nestjs/common';
import { InboxController } from './inbox-controller.ts';
import { InboxService } from './inbox-service.ts';
import { ManagedPartnersController } from './managed-partners-controller.ts';
import { PartnerKeyService } from './partner-key-service.ts';
import { PartnerKeysController } from './partner-keys-controller.ts';
import { PartnerService } from './partner-service.ts';
import { PartnersController } from './partners-controller.ts';
import { UsageController } from './usage-controller.ts';
import { UsageService } from './usage-service.ts';
import { WebhookKeys } from './webhook-keys.ts';
import { WebhookService } from './webhook-service.ts';

@Module({
  controllers: [
    InboxController,
    ManagedPartnersController,
    PartnerKeysController,
    PartnersController,
    UsageController,
  ],
  providers: [
    InboxService,
    PartnerKeyService,
    PartnerService,
    UsageService,
    WebhookKeys,
    WebhookService,
  ],
  exports: [PartnerService],
})
export class PartnersModule {}
