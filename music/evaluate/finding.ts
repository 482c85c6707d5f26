import type { AudioFinding } from '@fermata/contracts/values';

export const hard = (code: string, text: string): AudioFinding => ({
  severity: 'hard',
  code,
  text,
});

export const soft = (code: string, text: string): AudioFinding => ({
  severity: 'soft',
  code,
  text,
});

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
