import type { Catalogue } from './catalogue.ts';

/** Opens the catalogue with the application's role. Throws when the database cannot be reached or lacks the schema. */
export declare function openCatalogue(options: { databaseUrl: string; poolSize?: number }): Promise<Catalogue>;
