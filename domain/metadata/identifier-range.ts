import {
  checkDigit,
  isTestIsrc,
  isTestUpc,
  type ProjectProfile,
  TEST_ISRC_PREFIX,
  TEST_UPC_PREFIX,
} from '@fermata/contracts/values';

/** Numbers that may be assigned, and the code of each. */
export interface IdentifierRange {
  /** All codes with this prefix share their numbers. */
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
  readonly codeOf: (number: number) => string;
  /** Of test codes, which only a sandbox may get. */
  readonly isTest: boolean;
}

/** The practice shop, under any of its names. */
const isSandbox = (partner: string): boolean => /^sandbox(-|$)/.test(partner);

type Profile = Pick<ProjectProfile, 'isrc' | 'upc'>;

/**
 * The range of a project's ISRCs in this year. Without a configured one, test codes for the sandbox alone, and null
 * for real partners.
 */
export function isrcRange(
  { isrc }: Profile,
  { year, partners }: { year: number; partners: readonly string[] },
): IdentifierRange | null {
  if (isrc) return isrcs(isrc.prefix, year, isrc);
  return partners.every(isSandbox) ? isrcs(TEST_ISRC_PREFIX, year, { from: 1, to: 99_999 }) : null;
}

/** The range of a project's UPCs, by the same rule. */
export function upcRange({ upc }: Profile, partner: string): IdentifierRange | null {
  if (upc) return upcs(upc.prefix, upc.digits, upc);
  return isSandbox(partner) ? upcs(TEST_UPC_PREFIX, 13, { from: 1, to: 999_999_999 }) : null;
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

function isrcs(registrant: string, year: number, { from, to }: Bounds): IdentifierRange {
  const prefix = `${registrant}${String(year % 100).padStart(2, '0')}`;
  const codeOf = (number: number): string => `${prefix}${String(number).padStart(5, '0')}`;
  return { prefix, from, to, codeOf, isTest: isTestIsrc(registrant) };
}

function upcs(prefix: string, digits: number, { from, to }: Bounds): IdentifierRange {
  const codeOf = (number: number): string => {
    const payload = `${prefix}${String(number).padStart(digits - 1 - prefix.length, '0')}`;
    return `${payload}${checkDigit(payload)}`;
  };
  return { prefix: `${prefix}/${digits}`, from, to, codeOf, isTest: isTestUpc(codeOf(from)) };
}

/** Whether the code is a test code, and this partner a real one. */
export const isForSandboxOnly = (code: string, partner: string): boolean =>
  (isTestIsrc(code) || isTestUpc(code)) && !isSandbox(partner);
