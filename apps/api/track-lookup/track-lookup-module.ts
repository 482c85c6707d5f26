import { Module } from '@nestjs/common';
import { TrackLookup } from './track-lookup.ts';

/** Shared by all features whose routes name a track. */
@Module({ providers: [TrackLookup], exports: [TrackLookup] })
export class TrackLookupModule {}
