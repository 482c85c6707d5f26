/** Brings the database to the newest schema; names the migrations it applied. With `appRole`, makes that login role and grants it what the application needs, no more. */
export declare function migrate(ownerUrl: string, options?: { appRole?: { name: string; password: string } }): Promise<{ applied: string[] }>;
