import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

/** Prisma's schema engine as WebAssembly, for writing and checking migrations without a download. Without a database it can only compare schema files. */
export async function openSchemaEngine(databaseUrl?: string): Promise<SchemaEngine> {
  const factory = databaseUrl === undefined ? withoutDatabase : new PrismaPg({ connectionString: databaseUrl });
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

const refuse = () => Promise.reject(new Error('this schema engine was opened without a database'));
const offline: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'offline',
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  // On opening, the engine asks one thing: whether the schema exists, and which server this is.
  queryRaw: () => Promise.resolve({ columnNames: ['exists', 'version', 'numeric_version'], columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32], rows: [[true, 'PostgreSQL 18.4', 180_004]] }),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: () => Promise.resolve(),
};
const withoutDatabase: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'offline',
  connect: () => Promise.resolve(offline),
  connectToShadowDb: () => Promise.resolve(offline),
};
