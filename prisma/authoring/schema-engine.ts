import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

/**
 * Prisma's schema engine as WebAssembly, to write and check migrations without a download. Without a database it can
 * only compare schema files.
 */
export async function openSchemaEngine(databaseUrl?: string): Promise<SchemaEngine> {
  const factory =
    databaseUrl === undefined
      ? withoutDatabase
      : new CataloguePg({ connectionString: databaseUrl });
  return SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

// The type "char" (one letter) of PostgreSQL's catalogs.
const CHAR: number = pg.types.builtins.CHAR;

/** Reads columns of the type "char", which the engine needs and the adapter does not support. */
class CataloguePg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    // The indexes of columns of that type, by statement.
    const letters = new Map<string, number[]>();
    const query = pool.query.bind(pool);
    const queryRaw = adapter.queryRaw.bind(adapter);
    Object.defineProperty(pool, 'query', {
      value: async (config: pg.QueryArrayConfig) => {
        const result = await query(config);
        const columns = result.fields.filter(({ dataTypeID }) => dataTypeID === CHAR);
        letters.set(
          config.text,
          columns.map((field) => result.fields.indexOf(field)),
        );
        for (const field of columns) field.dataTypeID = pg.types.builtins.TEXT;
        return result;
      },
    });
    adapter.queryRaw = async (statement) => {
      const result = await queryRaw(statement);
      for (const index of letters.get(statement.sql) ?? [])
        result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

const refuse = () => Promise.reject(new Error('this schema engine was opened without a database'));
const offline: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'offline',
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  // On opening, the engine queries only the existence of the schema and the server's version.
  queryRaw: () =>
    Promise.resolve({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.4', 180_004]],
    }),
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
