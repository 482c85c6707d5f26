import { Brief } from '../values/brief.ts';
import { RequestedKey, RequestedStyle } from './spelled-choices.ts';

/** A brief as requests have it: key and style may be spelled as people spell them. */
export const RequestedBrief = Brief.extend({
  key: RequestedKey.optional(),
  style: RequestedStyle.optional(),
});
