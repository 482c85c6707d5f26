import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Commands } from './commands.ts';
import { ContractPipe } from './contract-pipe.ts';
import { KeyCache } from './key-cache.ts';
import { KeyGuard } from './key-guard.ts';
import { ProblemFilter } from './problem-filter.ts';
import { ActorQuotas } from './rate-limits.ts';
import { RefusalRecorder } from './refusal-recorder.ts';

/** Shared by all features: authentication, limits, validation, problems and commands. */
@Module({
  providers: [
    ActorQuotas,
    Commands,
    KeyCache,
    RefusalRecorder,
    { provide: APP_GUARD, useClass: KeyGuard },
    { provide: APP_PIPE, useClass: ContractPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [Commands, RefusalRecorder],
})
export class HttpModule {}
