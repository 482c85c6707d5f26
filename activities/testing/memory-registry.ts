import { ProjectProfile } from '@fermata/contracts/values';
import type { IdentifierRange } from '@fermata/domain/metadata';
import type { IdentifierSubject } from '@fermata/prisma';

/** A profile and a registry of identifiers in memory. */
export function memoryRegistry(profile: Partial<ProjectProfile> = {}) {
  const codes = new Map<string, { code: string; isTest: boolean }>();
  const keyOf = ({ projectId, kind, subject }: IdentifierSubject): string =>
    `${projectId}/${kind}/${subject}`;
  return {
    profiles: {
      find: () =>
        Promise.resolve({ profile: ProjectProfile.parse(profile), setBy: null, setAt: null }),
    },
    identifiers: {
      find: (subject: IdentifierSubject) =>
        Promise.resolve(codes.get(keyOf(subject))?.code ?? null),
      assign(subject: IdentifierSubject, { from, codeOf, isTest }: IdentifierRange) {
        const assigned = codes.get(keyOf(subject));
        if (assigned && (isTest || !assigned.isTest)) return Promise.resolve(assigned.code);
        const code = codeOf(from + codes.size);
        codes.set(keyOf(subject), { code, isTest });
        return Promise.resolve(code);
      },
    },
  };
}
