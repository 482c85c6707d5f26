import { MASTER_GOALS } from '@fermata/contracts/values';
import { invalidOptions } from '../invalid-options.ts';
import { anyOf, splitList } from '../option-values.ts';

/** "0:0.2,20:0.9" */
export const parseEnergyCurve = (list: string): { second: number; energy: number }[] =>
  splitList(list).map((pair) => {
    const [second, energy] = pair.split(':');
    return {
      second: parseNumber(second, '--energy-curve', '"second:energy", such as "0:0.2,20:0.9"'),
      energy: parseNumber(energy, '--energy-curve', '"second:energy", such as "0:0.2,20:0.9"'),
    };
  });

/** "12.5:drop" */
export function parseHit(pair: string): { second: number; event: string } {
  const [second, event = ''] = pair.split(':');
  return {
    second: parseNumber(second, '--hit', '"second:event", such as 12.5:drop'),
    event: event.trim(),
  };
}

/** "2027-03-01T09:00 Europe/Berlin"; the request's schema checks both. */
export function parsePublishAt(value: string): { localDateTime: string; timeZone: string } {
  const [localDateTime = '', timeZone = '', ...rest] = value.trim().split(/\s+/);
  if (timeZone === '' || rest.length > 0)
    throw invalidOptions([
      {
        flag: '--publish-at',
        message: 'must be a local time and a time zone, such as "2027-03-01T09:00 Europe/Berlin"',
      },
    ]);
  return { localDateTime, timeZone };
}

/** "broadcast", or "-16/-1" (LUFS/dBTP), or "-16" with the usual ceiling. */
export function parseMasterGoal(value: string): { targetLufs: number; ceilingDbtp: number } {
  const known = Object.entries(MASTER_GOALS).find(([name]) => name === value.trim());
  if (known) return known[1];
  const [lufs, peak] = value.split('/');
  const form = `${anyOf(Object.keys(MASTER_GOALS))}, or LUFS/dBTP such as -16/-1`;
  return {
    targetLufs: parseNumber(lufs, '--loudness', form),
    ceilingDbtp:
      peak === undefined
        ? MASTER_GOALS.streaming.ceilingDbtp
        : parseNumber(peak, '--loudness', form),
  };
}

/** The request's schema checks the range. */
function parseNumber(value: string | undefined, flag: string, form: string): number {
  if (value === undefined || !/^\s*-?\d+(\.\d+)?\s*$/.test(value))
    throw invalidOptions([{ flag, message: `must be ${form}` }]);
  return Number(value);
}
