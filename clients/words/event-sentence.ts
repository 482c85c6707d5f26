import type { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import type { EventData, EventType } from '@fermata/contracts/events';
import type { EventView } from '@fermata/contracts/http';
import { oneLine } from './one-line.ts';
import { PROJECT_SENTENCES } from './project-sentences.ts';
import { instant } from './quantities.ts';
import { RELEASE_SENTENCES } from './release-sentences.ts';
import type { Sentences, WriteInstant } from './sentences.ts';
import { TRACK_SENTENCES } from './track-sentences.ts';

/** By type, so that TypeScript knows that the schema of a type parses its data. */
const SCHEMAS: { readonly [T in EventType]: z.ZodType<EventData<T>> } = EVENT_DATA;

/** TypeScript demands a sentence for each type. */
const SENTENCES: Sentences = { ...TRACK_SENTENCES, ...RELEASE_SENTENCES, ...PROJECT_SENTENCES };

const isEventType = (type: string): type is EventType => Object.hasOwn(EVENT_DATA, type);

/** Null if the data does not match the schema of the type. */
function sentenceOf<T extends EventType>(type: T, data: unknown, at: WriteInstant): string | null {
  const parsed = SCHEMAS[type].safeParse(data);
  return parsed.success ? SENTENCES[type](parsed.data, at) : null;
}

/** A sentence for people. An unknown event is shown by type and data. */
export function eventSentence(
  { type, data }: Pick<EventView, 'type' | 'data'>,
  at: WriteInstant = instant,
): string {
  const sentence = isEventType(type) ? sentenceOf(type, data, at) : null;
  return oneLine(sentence ?? `${type} ${JSON.stringify(data)}`);
}
