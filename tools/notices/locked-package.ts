import { z } from 'zod';

const Dependencies = z.record(z.string(), z.string()).optional();

/** The fields of an entry of package-lock.json that the notices need. */
export const LockedPackage = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  /** Set for an npm workspace; `resolved` is then its folder. */
  link: z.boolean().optional(),
  resolved: z.string().optional(),
  /** Set for packages that npm installs on some platforms only. */
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  dependencies: Dependencies,
  optionalDependencies: Dependencies,
  peerDependencies: Dependencies,
});
export type LockedPackage = z.infer<typeof LockedPackage>;

/** Entries by path, for example `node_modules/zod`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

export const LockFile = z.object({ packages: z.record(z.string(), LockedPackage) });
