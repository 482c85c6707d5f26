import { ProjectProfile } from '@fermata/contracts/values';
import type { IdentifierRange } from '@fermata/domain/metadata';
import type { IdentifierSubject } from '@fermata/prisma';

/** A profile and a registry of identifiers in memory. */
export function memoryRegistry(profile: Partial<ProjectProfile> = {}) {
  const codes = new Map<string, string>();
  const keyOf = ({ projectId, kind, subject }: IdentifierSubject): string =>
    `${projectId}/${kind}/${subject}`;
  return {
    profiles: {
      find: () =>
        Promise.resolve({ profile: ProjectProfile.parse(profile), setBy: null, setAt: null }),
    },
    identifiers: {
      find: (subject: IdentifierSubject) => Promise.resolve(codes.get(keyOf(subject)) ?? null),
      assign(subject: IdentifierSubject, { from, codeOf }: IdentifierRange) {
        const code = codes.get(keyOf(subject)) ?? codeOf(from + codes.size);
        codes.set(keyOf(subject), code);
        return Promise.resolve(code);
      },
    },
  };
}
